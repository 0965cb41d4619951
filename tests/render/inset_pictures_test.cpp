#include "app/render/inset_pictures.h"

#include <functional>

#include <gmock/gmock.h>

#include "tests/render/canvas.h"

namespace terreau::test {
namespace {

using render::InsetPictures;
using Way = InsetPictures::Way;

class InsetPicturesTest : public DrawingTest {
 protected:
  static MapState with_insets() {
    MapState state;
    state.width_pt = 900;
    state.height_pt = 640;
    return state;
  }
  static std::vector<Way> ways(InsetPictures& pictures, const MapState& state) {
    const Scene scene = build_scene(state, whole());
    std::vector<Way> ways;
    InsetPictures::Look look;
    for (std::size_t i = 1; i < scene.frames.size(); ++i) {
      InsetPictures::describe(state, whole(), scene, i, plain_fill_plan(state, {}), look);
      ways.push_back(pictures.way_of(scene.frames[i].id, look));
    }
    return ways;
  }
  // By a renderer that has drawn nothing before.
  gl::Image drawn_anew(const MapState& state) {
    const Scene scene = build_scene(state, whole());
    headless().resize(static_cast<int>(state.width_pt), static_cast<int>(state.height_pt));
    Renderer renderer;
    renderer.draw(state, whole(), scene, static_cast<int>(state.width_pt),
                  static_cast<int>(state.height_pt));
    return headless().read_pixels();
  }
};

TEST_F(InsetPicturesTest, WhatStandsStillIsPicturedOnceAndThenCopied) {
  InsetPictures pictures;
  MapState state = with_insets();
  state.at_home = false;
  const auto all = [](Way way) { return testing::Each(way); };
  EXPECT_THAT(ways(pictures, state), testing::SizeIs(kInsetIdCount - 1));
  EXPECT_THAT(ways(pictures, state), all(Way::draw));
  EXPECT_THAT(ways(pictures, state), all(Way::picture));
  state.camera.zoom += 0.5;  // of the main map alone
  EXPECT_THAT(ways(pictures, state), all(Way::copy));
  state.theme = Theme::dark;
  EXPECT_THAT(ways(pictures, state), all(Way::draw));
  EXPECT_THAT(ways(pictures, state), all(Way::draw));
  EXPECT_THAT(ways(pictures, state), all(Way::picture));
  state.camera.zoom -= 0.5;
  EXPECT_THAT(ways(pictures, state), all(Way::copy));
  const auto guyane = static_cast<std::size_t>(InsetId::guyane);
  state.inset_states[guyane].camera = Camera{Projection(Territory::guyane).project({-53, 4}), 8};
  EXPECT_THAT(ways(pictures, state), testing::Contains(Way::draw).Times(1));
}

// To the last bit, whatever was shown before: a view that is sent to somebody else looks the same.
TEST_F(InsetPicturesTest, LookLikeInsetsDrawnAnew) {
  MapState state = with_insets();
  const std::vector<std::function<void()>> changes{
      [&] { state.at_home = false; },
      [&] {
        state.camera = {Projection(Territory::metropole).project({2.35, 48.86}), 7.6};
      },
      [&] { state.hovered = *department_by_code("974"); },
      [&] { state.selected = region_of(*department_by_code("971")); },
      [&] { state.selected = PlaceId{0}; },
      [&] {
        state.nearby = Nearby{{55.5, -21.1}, 20, ""};
      },
      [&] { state.clusters = false; },
      [&] { state.choropleth = Choropleth::count; },
      [&] { state.theme = Theme::dark; },
      [&] { state.visible.set(kind_of(LegalForm::scop), false); },
      [&] {
        state.inset_states[3].rect = ScreenRect{300, 100, 333, 222};
      },
      [&] { state.language = Language::en; },
  };
  for (std::size_t i = 0; i < changes.size(); ++i) {
    changes[i]();
    const gl::Image expected = drawn_anew(state);
    for (int frame = 0; frame < 4; ++frame) {
      EXPECT_TRUE(draw(state, whole()).rgb == expected.rgb)
          << "change " << i << ", frame " << frame;
    }
  }
}

}  // namespace
}  // namespace terreau::test
