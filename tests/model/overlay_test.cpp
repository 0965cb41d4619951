#include <algorithm>

#include <gtest/gtest.h>

#include "app/model/action.h"
#include "app/model/journal.h"
#include "app/model/outlines.h"
#include "app/model/overlay_places.h"
#include "app/model/scene.h"
#include "tests/support/world.h"

namespace terreau::test {
namespace {

struct Overlays : testing::Test {
  World world = world_of(scattered(400, 5));
  MapState state;
  Overlays() {
    world.atlas.overlays = std::make_shared<std::vector<Overlay>>(std::vector<Overlay>{
        hexagons("epci", {-1, 44}, 1, 4, 4), hexagons("qpv", {0, 45}, 0.4, 3, 3)});
    state.panels = false;
    state.clusters = true;
    state.visible = KindSet();  // no mark is in the way
  }
  ScreenPos spot(LonLat p) const {
    const MapFrame frame = main_frame(state, world.atlas.boundaries->extents);
    return frame.to_screen(Projection(frame.territory).project(p));
  }
  Target hit(LonLat p) const { return pick(build_scene(state, world), world, spot(p)); }
  void act(const Action& a) { apply(state, a, world); }
};

TEST_F(Overlays, APolygonLiesAboveTheDepartment) {
  EXPECT_EQ(hit({-1, 44}), Target(OverlayRef{0, 0}));
  EXPECT_EQ(hit({0, 45}), Target(OverlayRef{1, 0}));  // the last one loaded is the topmost
  act(action::ShowOverlay{"qpv", {}});
  EXPECT_EQ(std::get<OverlayRef>(hit({0, 45})).overlay, 0U);
  act(action::ShowOverlay{"epci", false});
  EXPECT_TRUE(std::holds_alternative<DepartmentId>(hit({0, 45})));
}

TEST_F(Overlays, ASecondClickSelectsWhatLiesBeneath) {
  act(action::Click{spot({-1, 44})});
  EXPECT_EQ(state.selected, Target(OverlayRef{0, 0}));
  act(action::Click{spot({-1, 44})});
  EXPECT_EQ(state.selected, Target(*department_by_code("47")));
  act(action::SetComparing{true});
  act(action::Click{spot({-1, 49})});
  EXPECT_EQ(state.compared.back(), ref(*department_by_code("62")));
}

TEST_F(Overlays, WhatIsHiddenIsNeitherSelectedNorHovered) {
  state.selected = state.hovered = OverlayRef{1, 0};
  act(action::ShowOverlay{"qpv", false});
  EXPECT_EQ(state.selected, Target());
  EXPECT_EQ(state.hovered, Target());
  EXPECT_FALSE(overlay_shown(state, "qpv"));
  EXPECT_TRUE(overlay_shown(state, "epci"));
  EXPECT_EQ(build_scene(state, world).overlays, std::vector<std::uint32_t>{0});
}

TEST_F(Overlays, AllTogetherGoOffWhereAnyIsShown) {
  act(action::ShowOverlay{"qpv", false});
  act(action::ShowOverlay{});
  EXPECT_TRUE(build_scene(state, world).overlays.empty());
  act(action::ShowOverlay{});
  EXPECT_EQ(build_scene(state, world).overlays.size(), 2U);
  act(action::ShowOverlay{"unknown", false});
  EXPECT_TRUE(state.hidden_overlays.empty());
}

TEST_F(Overlays, TheJournalNamesThem) {
  EXPECT_EQ(to_json_line(action::ShowOverlay{"épci", false}),
            R"({"do":"overlay","name":"épci","on":false})");
  EXPECT_EQ(to_json_line(action::ShowOverlay{}), R"({"do":"overlay"})");
  const auto read = action_from_json(R"({"do":"overlay","name":"épci","on":false})");
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(std::get<action::ShowOverlay>(*read).name, "épci");
  EXPECT_EQ(std::get<action::ShowOverlay>(*read).on, false);
}

// The cells of a honeycomb share nothing and leave nothing out.
TEST_F(Overlays, PlacesInsideAreCountedOnce) {
  const auto cells = std::make_shared<std::vector<Overlay>>(
      std::vector<Overlay>{hexagons("cells", {-3, 42}, 0.8, 9, 9)});
  const Places& places = *world.atlas.places;
  std::uint32_t sum = 0, expected = 0;
  for (std::uint32_t row = 0; row < (*cells)[0].size(); ++row) {
    const OverlayPlaces inside = count_inside(places, world.markers, cells, {0, row});
    for (const std::uint32_t n : inside.by_class) sum += n;
  }
  for (const PlaceId p : world.markers->passing) {
    expected += feature_at((*cells)[0], places.position(p)) ? 1 : 0;
  }
  EXPECT_GT(expected, 200U);
  EXPECT_EQ(sum, expected);
}

TEST_F(Overlays, ACountAnswersOneSelectionUnderOneFilter) {
  state.selected = OverlayRef{0, 5};
  const OverlayPlaces inside =
      count_inside(*world.atlas.places, world.markers, world.atlas.overlays, {0, 5});
  EXPECT_TRUE(answers(inside, state, world));
  state.selected = OverlayRef{0, 6};
  EXPECT_FALSE(answers(inside, state, world));
  state.selected = OverlayRef{0, 5};
  world.markers = std::make_shared<Markers>(*world.markers);
  EXPECT_FALSE(answers(inside, state, world));
}

// A line of points a metre apart: as many are drawn as a screen can show.
TEST_F(Overlays, NoMoreCornersThanCanBeSeen) {
  Layer layer;
  layer.kind = GeometryKind::line;
  layer.name = "coast";
  LonLatRing line;
  for (int i = 0; i < 20000; ++i) line.push_back({i * 1e-4, 46});
  layer.rings = {{line}};
  const auto overlays =
      std::make_shared<std::vector<Overlay>>(std::vector<Overlay>{make_overlay(layer)});
  Outlines outlines;
  outlines.use(world.atlas.boundaries, overlays);
  const auto corners = [&](double zoom) {
    return outlines.overlay(0, Territory::metropole, zoom).front().points.size();
  };
  EXPECT_LT(corners(6), 400U);
  EXPECT_LT(corners(6), corners(9));
  EXPECT_EQ(corners(18), 20000U);
  const auto& whole = outlines.feature({0, 0}, Territory::metropole, 18).front().points;
  const auto& rough = outlines.overlay(0, Territory::metropole, 5).front().points;
  EXPECT_EQ(rough.front().x_m, whole.front().x_m);
  EXPECT_EQ(rough.back().x_m, whole.back().x_m);
}

}  // namespace
}  // namespace terreau::test
