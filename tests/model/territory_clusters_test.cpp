#include "app/model/territory_clusters.h"

#include <cmath>
#include <random>
#include <set>

#include <gtest/gtest.h>

#include "app/model/action.h"
#include "app/model/scene.h"
#include "geodata/projection.h"
#include "tests/support/world.h"

namespace terreau::test {
namespace {

const World& whole() {
  static const World world = france();
  return world;
}

MapState grouped(ClusterGrouping by) {
  MapState s;
  s.panels = false;
  apply(s, action::SetClusters{true, by}, whole());
  return s;
}

std::int64_t visible_and_located(const MapState& s, const World& w) {
  std::int64_t n = 0;
  for (const PlaceId p : w.markers->passing) {
    const bool visible = !(w.atlas.places->kinds(p) & s.visible).empty();
    n += visible && w.atlas.places->located(p) ? 1 : 0;
  }
  return n;
}

// The closer look at Paris shows again what the main map shows.
std::int64_t on_screen(const Scene& scene) {
  std::int64_t n = 0;
  for (const SceneMark& m : scene.marks) {
    const MapFrame& frame = scene.frames[m.frame];
    if (!frame.inset || frame.id != InsetId::petite_couronne) n += m.count;
  }
  return n;
}

TEST(TerritoryClusters, AddUpToTheVisiblePlacesForAnyToggles) {
  std::mt19937 random(5);
  for (const auto by : {ClusterGrouping::department, ClusterGrouping::region}) {
    MapState s = grouped(by);
    for (int round = 0; round < 20; ++round) {
      if (round > 0)
        s.visible = KindSet(static_cast<std::uint32_t>(random()) & KindSet::all().bits());
      const Scene scene = build_scene(s, whole());
      EXPECT_EQ(on_screen(scene), visible_and_located(s, whole()));
      EXPECT_EQ(scene.in_view, visible_and_located(s, whole()));
      for (const SceneMark& m : scene.marks) {
        std::int64_t slices = 0;
        for (const Slice& slice : scene.slices_of(m)) slices += slice.count;
        EXPECT_EQ(slices, m.count);
      }
    }
  }
}

TEST(TerritoryClusters, EachCountsItsOwnDepartment) {
  const MapState s = grouped(ClusterGrouping::department);
  std::set<std::uint8_t> met;
  for (const SceneMark& m : build_scene(s, whole()).marks) {
    if (m.frame > 5) continue;
    ASSERT_TRUE(m.department.valid());
    EXPECT_TRUE(met.insert(m.department.value).second) << department(m.department).name;
    EXPECT_EQ(static_cast<int>(m.count), whole().markers->total.by_department[m.department.value]);
  }
  EXPECT_GT(met.size(), 80U);
}

TEST(TerritoryClusters, DoNotOverlapAtAnyZoom) {
  for (const auto by : {ClusterGrouping::department, ClusterGrouping::region}) {
    MapState s = grouped(by);
    s.insets = false;
    for (double zoom = 4; zoom < grouping_end(by, *whole().atlas.boundaries, Territory::metropole);
         zoom += 0.23) {
      apply(s, action::View{{2.5, 46.8}, zoom}, whole());
      const Scene scene = build_scene(s, whole());
      for (const SceneMark& a : scene.marks) {
        for (const SceneMark& b : scene.marks) {
          if (&a >= &b) continue;
          EXPECT_GE(distance_pt(a.at, b.at), (a.diameter_pt + b.diameter_pt) / 2)
              << zoom << ": " << static_cast<int>(a.department.value) << " and "
              << static_cast<int>(b.department.value);
        }
      }
    }
  }
}

// Where nothing is in the way they stand on their point.
TEST(TerritoryClusters, MoveNoMoreThanTheyMust) {
  const auto shown = shown_classes(*whole().atlas.places, KindSet::all());
  for (const TerritoryCluster& t :
       territory_clusters(whole(), ClusterGrouping::department, Territory::metropole, 8.5, shown)) {
    const std::string_view code = department(t.department).code;
    const bool crowded = code == "75" || code == "92" || code == "93" || code == "94";
    if (crowded) continue;
    EXPECT_EQ(std::hypot(t.dx_pt, t.dy_pt), 0) << code;
  }
}

TEST(TerritoryClusters, AClickSelectsAndShowsItsPlaces) {
  MapState s = grouped(ClusterGrouping::department);
  const Scene scene = build_scene(s, whole());
  const SceneMark* mark = mark_of(scene, *department_by_code("62"));
  ASSERT_NE(mark, nullptr);
  EXPECT_EQ(pick(scene, whole(), mark->at), Target(*department_by_code("62")));
  apply(s, action::Click{mark->at}, whole());
  EXPECT_EQ(s.selected, Target(*department_by_code("62")));
  const Scene near = build_scene(s, whole());
  EXPECT_TRUE(near.frames[0].view().contains(
      whole().atlas.boundaries->shapes[department_by_code("62")->value].label));
  for (const SceneMark& m : near.marks) EXPECT_FALSE(m.frame == 0 && m.territory);
}

TEST(TerritoryClusters, PlacesOfNoDepartmentStandTogether) {
  const World world = world_of({place("a", {2, 47}), place("b", {4, 47}), place("r", {55.5, -21})});
  MapState s;
  s.grouping = ClusterGrouping::region;
  const Scene scene = build_scene(s, world);
  ASSERT_EQ(scene.marks.size(), 2U);
  EXPECT_EQ(scene.marks[0].count, 2U);
  EXPECT_TRUE(std::holds_alternative<std::monostate>(target_of(scene, scene.marks[0])));
  EXPECT_EQ(scene.marks[1].count, 1U);
}

}  // namespace
}  // namespace terreau::test
