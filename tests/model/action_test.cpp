#include "app/model/action.h"

#include <gtest/gtest.h>

#include "app/model/scene.h"
#include "geodata/projection.h"
#include "tests/support/world.h"

namespace terreau {
namespace {

using test::place;
using test::world_of;

constexpr LonLat kHere{2.35, 48.9};

MapState bare(LonLat center, double zoom) {
  MapState s;
  s.panels = s.insets = false;
  apply(s, action::View{center, zoom}, world_of({}));
  return s;
}

LonLat center_of(const MapState& s, const World& w) {
  const MapFrame frame = main_frame(s, w.atlas.boundaries->extents);
  return Projection(frame.territory).unproject(frame.camera.center);
}

TEST(Action, ViewPutsThePlaceInTheMiddleOfTheWindow) {
  const World world = world_of({});
  const MapState s = bare(kHere, 9);
  const MapFrame frame = main_frame(s, world.atlas.boundaries->extents);
  const ScreenPos at = frame.to_screen(Projection(Territory::metropole).project(kHere));
  EXPECT_NEAR(at.x_pt, s.width_pt / 2, 1e-6);
  EXPECT_NEAR(at.y_pt, s.height_pt / 2, 1e-6);
}

TEST(Action, PanMovesTheContentWithTheHand) {
  const World world = world_of({});
  MapState s = bare(kHere, 9);
  const MapFrame before = main_frame(s, world.atlas.boundaries->extents);
  const MapPos ground = before.to_map({700, 300});
  apply(s, action::Pan{30, -20, {}}, world);
  const ScreenPos now = main_frame(s, world.atlas.boundaries->extents).to_screen(ground);
  EXPECT_NEAR(now.x_pt, 730, 1e-6);
  EXPECT_NEAR(now.y_pt, 280, 1e-6);
}

TEST(Action, ZoomKeepsThePointUnderTheCursor) {
  const World world = world_of({});
  MapState s = bare(kHere, 8);
  const ScreenPos cursor{211, 633};
  const MapPos ground = main_frame(s, world.atlas.boundaries->extents).to_map(cursor);
  apply(s, action::Zoom{cursor, 1.37}, world);
  const MapFrame after = main_frame(s, world.atlas.boundaries->extents);
  EXPECT_NEAR(after.camera.zoom, 9.37, 1e-12);
  EXPECT_NEAR(distance_pt(after.to_screen(ground), cursor), 0, 1e-6);
}

TEST(Action, ZoomStopsAtItsLimits) {
  const World world = world_of({});
  MapState s = bare(kHere, 8);
  apply(s, action::Zoom{{0, 0}, 99}, world);
  EXPECT_DOUBLE_EQ(s.camera.zoom, kMaxZoom);
  apply(s, action::Zoom{{0, 0}, -99}, world);
  EXPECT_DOUBLE_EQ(s.camera.zoom, kMinZoom);
}

TEST(Action, ViewOverseasChangesTheTerritory) {
  const World world = world_of({});
  MapState s;
  apply(s, action::View{{55.5, -21.1}, 9}, world);
  EXPECT_EQ(s.territory, Territory::reunion);
  EXPECT_NEAR(center_of(s, world).lon_deg, 55.5, 1e-6);
  apply(s, action::Home{}, world);
  EXPECT_EQ(s.territory, Territory::metropole);
  EXPECT_TRUE(s.at_home);
}

TEST(Action, ZoomToBoxShowsTheWholeBox) {
  const World world = world_of({});
  MapState s = bare(kHere, 7);
  const MapFrame before = main_frame(s, world.atlas.boundaries->extents);
  const MapPos corner = before.to_map({500, 300});
  apply(s, action::ZoomToBox{{500, 300, 200, 100}}, world);
  const ScreenPos at = main_frame(s, world.atlas.boundaries->extents).to_screen(corner);
  EXPECT_NEAR(at.x_pt, 0, 1e-6);
  EXPECT_GE(at.y_pt, 0);
  EXPECT_GT(s.camera.zoom, 9);
}

TEST(Action, ClickSelectsAPlaceThenADepartmentThenNothing) {
  const World world = world_of({place("a", kHere)});
  MapState s = bare(kHere, 12);
  apply(s, action::Click{{s.width_pt / 2, s.height_pt / 2}}, world);
  ASSERT_TRUE(std::holds_alternative<PlaceId>(s.selected));
  apply(s, action::Click{{s.width_pt / 2 + 200, s.height_pt / 2}}, world);
  ASSERT_TRUE(std::holds_alternative<DepartmentId>(s.selected));
  EXPECT_EQ(department(std::get<DepartmentId>(s.selected)).code, "62");
  apply(s, action::Deselect{}, world);
  EXPECT_TRUE(std::holds_alternative<std::monostate>(s.selected));
}

TEST(Action, ClickOnAClusterZoomsToWhereItFallsApart) {
  const World world = world_of({place("a", kHere), place("b", {2.37, 48.91})});
  MapState s = bare({2.36, 48.905}, 6);
  Scene scene = build_scene(s, world);
  ASSERT_EQ(scene.marks.size(), 1U);
  apply(s, action::Click{scene.marks[0].at}, world);
  scene = build_scene(s, world);
  EXPECT_EQ(scene.marks.size(), 2U);
  EXPECT_TRUE(std::holds_alternative<ClusterRef>(s.selected));
}

TEST(Action, ClickFansOutMembersOfOneSpotAndAgainFolds) {
  const World world = world_of({place("a", kHere), place("b", kHere), place("c", kHere)});
  MapState s = bare(kHere, 14);
  const ScreenPos middle{s.width_pt / 2, s.height_pt / 2};
  apply(s, action::Click{middle}, world);
  Scene scene = build_scene(s, world);
  ASSERT_EQ(scene.marks.size(), 4U) << "the cluster stays in the middle, to close the fan";
  for (const SceneMark& m : scene.marks) {
    if (m.count == 1) {
      EXPECT_GT(distance_pt(m.at, middle), 15);
    }
  }
  apply(s, action::Click{middle}, world);
  EXPECT_EQ(build_scene(s, world).marks.size(), 1U);
  apply(s, action::Click{middle}, world);
  apply(s, action::Deselect{}, world);
  EXPECT_EQ(build_scene(s, world).marks.size(), 1U);
}

TEST(Action, TogglingAFamilyTogglesItsKinds) {
  const World world = world_of({});
  MapState s;
  apply(s, action::ToggleFamily{Family::agricole, {}}, world);
  EXPECT_FALSE(family_shown(s, Family::agricole));
  EXPECT_TRUE(family_shown(s, Family::travail));
  apply(s, action::ToggleKind{kind_of(LegalForm::cuma), true}, world);
  EXPECT_TRUE(family_shown(s, Family::agricole));
  apply(s, action::IsolateFamily{Family::ptce}, world);
  EXPECT_EQ(s.visible, kinds_of(Family::ptce));
  apply(s, action::IsolateFamily{Family::ptce}, world);
  EXPECT_EQ(s.visible, KindSet::all());
}

TEST(Action, TabWalksThroughEveryMarkOnce) {
  const World world =
      world_of({place("a", {2.0, 48.9}), place("b", {2.4, 48.9}), place("c", {2.8, 48.9})});
  MapState s = bare({2.4, 48.9}, 10);
  std::vector<std::string> seen;
  for (int i = 0; i < 3; ++i) {
    apply(s, action::SelectNext{1}, world);
    seen.emplace_back(world.atlas.places->id(std::get<PlaceId>(s.selected)));
  }
  EXPECT_EQ(seen, (std::vector<std::string>{"a", "b", "c"}));
  apply(s, action::SelectNext{-1}, world);
  EXPECT_EQ(world.atlas.places->id(std::get<PlaceId>(s.selected)), "b");
}

TEST(Action, UnknownNamesChangeNothing) {
  const World world = world_of({place("a", kHere)});
  MapState s;
  apply(s, action::SelectPlace{"nobody"}, world);
  apply(s, action::SelectDepartment{"99"}, world);
  EXPECT_TRUE(std::holds_alternative<std::monostate>(s.selected));
}

TEST(Action, TheRowTellsPlacesOfOneIdApart) {
  const World w = test::world_of(
      {test::place("x", {1, 49}), test::place("x", {2, 49}), test::place("y", {3, 49})});
  MapState s;
  apply(s, action::SelectPlace{"x", PlaceId{1}}, w);
  EXPECT_EQ(s.selected, Target(PlaceId{1}));
  apply(s, action::SelectPlace{"y", PlaceId{1}}, w);  // a row of another file
  EXPECT_EQ(s.selected, Target(PlaceId{2}));
  apply(s, action::SelectPlace{"x"}, w);
  EXPECT_EQ(s.selected, Target(PlaceId{0}));
}

TEST(Action, HoverPlaceIsTheRowsOwnPointer) {
  const World w = test::world_of({test::place("x", {1, 49})});
  MapState s;
  s.cursor = ScreenPos{3, 3};
  apply(s, action::HoverPlace{PlaceId{0}}, w);
  EXPECT_EQ(s.hovered, Target(PlaceId{0}));
  EXPECT_FALSE(s.cursor.has_value());
  apply(s, action::HoverPlace{PlaceId{7}}, w);
  EXPECT_EQ(s.hovered, Target());
}

TEST(Action, OpeningTheFiltersUnfoldsThePanel) {
  const World w = test::world_of({});
  MapState s;
  s.panel_open = false;
  apply(s, action::SetFiltersOpen{true}, w);
  EXPECT_TRUE(s.filters_open && s.panel_open);
  apply(s, action::SetFiltersOpen{false}, w);
  EXPECT_TRUE(!s.filters_open && s.panel_open);
}

}  // namespace
}  // namespace terreau
