#include "app/model/labels.h"

#include <algorithm>

#include <gmock/gmock.h>

#include "geodata/projection.h"
#include "tests/support/world.h"

namespace terreau::test {
namespace {

// About what a letter of the map takes.
double measure(std::string_view name) { return 5.8 * static_cast<double>(name.size()); }

class Labels : public testing::Test {
 protected:
  static const World& whole() {
    static const World world = france();
    return world;
  }
  static MapState view_of(LonLat center, double zoom) {
    MapState state;
    state.width_pt = 800;
    state.height_pt = 600;
    state.panels = state.insets = state.at_home = false;
    state.territory = territory_of(center);
    state.camera = {Projection(state.territory).project(center), zoom};
    return state;
  }
  static std::vector<SceneLabel> labels_of(const MapState& state) {
    LabelPlacer placer;
    return placer.place(state, whole(), build_scene(state, whole()), measure);
  }
};

constexpr LonLat kParis{2.35, 48.86};

// A map that moves by whole pixels is the same picture, moved; only its edges differ.
TEST_F(Labels, StayWhileTheMapIsDragged) {
  MapState state = view_of(kParis, 7.6);
  const auto before = labels_of(state);
  ASSERT_GT(before.size(), 8U);
  for (int step = 1; step <= 24; ++step) {
    state.camera.center.x_m += metres_per_point(state.camera.zoom);
    const auto now = labels_of(state);
    for (const SceneLabel& label : before) {
      const ScreenPos pen{label.pen.x_pt - step, label.pen.y_pt};
      if (pen.x_pt < 100 || pen.x_pt > 500 || pen.y_pt < 60 || pen.y_pt > 540) continue;
      const auto same = std::ranges::find(now, label.text, &SceneLabel::text);
      ASSERT_NE(same, now.end()) << label.text << " vanished after " << step << " points";
      EXPECT_NEAR(same->pen.x_pt, pen.x_pt, 1) << label.text;
      EXPECT_NEAR(same->pen.y_pt, pen.y_pt, 1) << label.text;
    }
  }
}

TEST_F(Labels, NeverLeaveTheWindow) {
  MapState state = view_of(kParis, 5);
  for (double zoom = 5; zoom < 9; zoom += 0.37) {
    state.camera.zoom = zoom;
    for (const SceneLabel& label : labels_of(state)) {
      EXPECT_EQ(label.width_pt, measure(label.text));
      EXPECT_GE(label.pen.x_pt, 0) << label.text;
      EXPECT_LE(label.pen.x_pt + label.width_pt, state.width_pt) << label.text;
      EXPECT_GE(label.pen.y_pt, 10) << label.text;
      EXPECT_LE(label.pen.y_pt, state.height_pt) << label.text;
    }
  }
}

// Whatever the scale: words are written from whole pixels of the device.
TEST_F(Labels, BeginOnWholePixels) {
  MapState state = view_of(kParis, 7.6);
  for (const double scale : {1.0, 1.5, 2.0}) {
    state.pixel_scale = scale;
    for (const SceneLabel& label : labels_of(state)) {
      EXPECT_NEAR(label.pen.x_pt * scale, std::round(label.pen.x_pt * scale), 1e-9);
      EXPECT_NEAR(label.pen.y_pt * scale, std::round(label.pen.y_pt * scale), 1e-9);
    }
  }
}

TEST_F(Labels, SayWhoseNameTheyAre) {
  const auto far = labels_of(view_of(kParis, 7.6));
  ASSERT_FALSE(far.empty());
  EXPECT_EQ(far.front().text, department(far.front().department).name);
  const auto near = labels_of(view_of({2.60, 48.62}, 11.3));
  const auto place = std::ranges::find_if(near, [](const auto& l) { return l.place.valid(); });
  ASSERT_NE(place, near.end());
  EXPECT_FALSE(place->department.valid());
  EXPECT_EQ(place->text, whole().atlas.places->name(place->place));
}

}  // namespace
}  // namespace terreau::test
