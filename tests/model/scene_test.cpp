#include "app/model/scene.h"

#include <algorithm>
#include <random>

#include <gtest/gtest.h>

#include "app/model/action.h"
#include "tests/support/world.h"

namespace terreau {
namespace {

using test::place;
using test::scattered;
using test::world_of;

std::int64_t visible_count(const MapState& s, const World& w) {
  std::int64_t n = 0;
  for (const PlaceId p : w.markers->passing) {
    n += (w.atlas.places->kinds(p) & s.visible).empty() ? 0 : 1;
  }
  return n;
}

MapState whole_map() {
  MapState s;
  s.panels = s.insets = false;
  return s;
}

TEST(Scene, MarksAddUpToTheVisiblePlacesForAnyToggles) {
  const World world = world_of(scattered(700, 7));
  std::mt19937 random(3);
  for (int round = 0; round < 40; ++round) {
    MapState s = whole_map();
    s.visible = KindSet(static_cast<std::uint32_t>(random()) & KindSet::all().bits());
    const Scene scene = build_scene(s, world);
    std::int64_t marks = 0;
    for (const SceneMark& m : scene.marks) {
      marks += m.count;
      std::int64_t slices = 0;
      for (const Slice& slice : scene.slices_of(m)) slices += slice.count;
      EXPECT_EQ(slices, m.count > 1 ? m.count : 0);
    }
    EXPECT_EQ(marks, visible_count(s, world));
    EXPECT_EQ(scene.in_view, visible_count(s, world));
  }
}

TEST(Scene, OfManyPlacesWithoutClustersThoseThatArePointedAtAreMarks) {
  const World world = world_of(scattered(static_cast<int>(MarkerPyramid::kMostDots) + 10'000, 12));
  MapState s = whole_map();
  s.clusters = false;
  const std::vector<PlaceId> passing = world.markers->passing.ids();
  std::mt19937 random(4);
  for (int round = 0; round < 50; ++round) {
    const PlaceId p = passing[random() % passing.size()];
    s.selected = p;
    s.visible = round % 5 == 0 ? KindSet() : KindSet::all();
    const Scene scene = build_scene(s, world);
    const SceneMark* mark = mark_of(scene, p);
    EXPECT_EQ(mark != nullptr, !s.visible.empty() && world.atlas.places->located(p));
    EXPECT_EQ(mark != nullptr && mark->selected, mark != nullptr);
    EXPECT_LT(scene.marks.size(), passing.size());
  }
}

TEST(Scene, OfManyPlacesTheFinestClustersArePrepared) {
  const World world =
      world_of(scattered(static_cast<int>(MarkerPyramid::kMostWithoutCells) + 10'000, 13));
  MapState s = whole_map();
  apply(s, action::View{{2.5, 47}, 13.2}, world);
  const auto shown = frames(s, *world.atlas.boundaries);
  EXPECT_FALSE(markers_prepared(shown, *world.markers));
  const Scene coarse = build_scene(s, world);
  prepare_markers(shown, *world.markers);
  EXPECT_TRUE(markers_prepared(shown, *world.markers));
  const Scene fine = build_scene(s, world);
  EXPECT_GT(fine.marks.size(), coarse.marks.size());
  EXPECT_EQ(fine.in_view, coarse.in_view);
}

TEST(Scene, WhatIsDrawnIsWhatIsPicked) {
  const World world = world_of(scattered(400, 11));
  const Scene scene = build_scene(whole_map(), world);
  for (const SceneMark& m : scene.marks) {
    const Target hit = pick(scene, world, m.at);
    if (m.count > 1) {
      EXPECT_EQ(hit, Target(ClusterRef{Territory::metropole, m.node}));
    } else {
      EXPECT_EQ(hit, Target(m.place));
    }
  }
}

TEST(Scene, OfThousandsOfPointsTheTopmostIsPicked) {
  const World world = world_of(scattered(5'000, 12));
  MapState state = whole_map();
  state.clusters = false;
  const Scene scene = build_scene(state, world);
  ASSERT_GT(scene.marks.size(), 2'000U);
  for (const SceneMark& m : scene.marks) {
    const auto topmost =
        std::find_if(scene.marks.rbegin(), scene.marks.rend(), [&](const SceneMark& other) {
          return other.frame == m.frame && distance_pt(other.at, m.at) <= other.diameter_pt / 2 + 1;
        });
    ASSERT_EQ(mark_at(scene, m.at), &*topmost);
  }
}

TEST(Scene, PanningNeverReshufflesClusters) {
  const World world = world_of(scattered(500, 5));
  MapState s = whole_map();
  apply(s, action::View{{2.5, 47}, 7}, world);
  const Scene before = build_scene(s, world);
  apply(s, action::Pan{90, 40, {}}, world);
  const Scene after = build_scene(s, world);
  int kept = 0;
  for (const SceneMark& m : before.marks) {
    const ScreenPos moved{m.at.x_pt + 90, m.at.y_pt + 40};
    if (!ScreenRect{60, 60, s.width_pt - 120, s.height_pt - 120}.contains(moved)) continue;
    const SceneMark* same =
        mark_of(after, m.count > 1 ? Target(ClusterRef{s.territory, m.node}) : Target(m.place));
    ASSERT_NE(same, nullptr);
    EXPECT_NEAR(distance_pt(same->at, moved), 0, 1e-6);
    EXPECT_EQ(same->count, m.count);
    ++kept;
  }
  EXPECT_GT(kept, 20);
}

// Views, families and filters in any order: what was found for one is not shown in another.
TEST(Scene, WithoutClustersAViewShowsTheSameWhateverWasShownBefore) {
  std::vector<World> worlds{world_of(scattered(900, 6)),
                            world_of(scattered(static_cast<int>(MarkerPyramid::kMostDots) * 2, 8))};
  Filter filter;
  filter.forms = KindSet();
  filter.forms.set(kind_of(LegalForm::scop));
  worlds.push_back(world_of(worlds[1].atlas, filter));
  std::mt19937 random(9);
  const auto part = [&] { return static_cast<double>(random() % 1000) / 1000; };
  const World* world = worlds.data();
  Scene scene;
  MapState s = whole_map();
  s.insets = true;
  s.clusters = false;
  for (int round = 0; round < 80; ++round) {
    switch (random() % 5) {
      case 0: world = &worlds[random() % worlds.size()]; break;
      case 1:
        s.visible = KindSet(static_cast<std::uint32_t>(random()) & KindSet::all().bits());
        break;
      case 2:
        apply(s, action::View{{part() * 6 - 1, 44 + part() * 5}, 5 + 4 * part()}, *world);
        break;
      case 3: apply(s, action::Pan{part() * 200, part() * 200, {}}, *world); break;
      default: s.clusters = random() % 4 == 0; break;
    }
    scene = build_scene(s, *world, std::move(scene));
    ASSERT_TRUE(scene.marks == build_scene(s, *world).marks) << round;
  }
}

TEST(Scene, APlaceWearsTheColourOfItsFirstShownFamily) {
  const World world = world_of({place("a", {2, 47}, LegalForm::scic, {Function::cae})});
  MapState s = whole_map();
  EXPECT_EQ(build_scene(s, world).marks.at(0).family, Family::multi_societariat);
  EXPECT_TRUE(build_scene(s, world).marks.at(0).functions.has(kind_of(Function::cae)));
  apply(s, action::ToggleFamily{Family::multi_societariat, false}, world);
  EXPECT_EQ(build_scene(s, world).marks.at(0).family, Family::cae);
  apply(s, action::ToggleFamily{Family::cae, false}, world);
  EXPECT_TRUE(build_scene(s, world).marks.empty());
}

TEST(Scene, AClusterStandsForTheSelectedPlaceInside) {
  const World world = world_of({place("a", {2, 47}), place("b", {2, 47}), place("c", {4, 45})});
  MapState s = whole_map();
  apply(s, action::SelectPlace{"b"}, world);
  const Scene scene = build_scene(s, world);
  ASSERT_EQ(scene.marks.size(), 2U);
  EXPECT_TRUE(scene.marks.back().selected);
  EXPECT_EQ(scene.marks.back().count, 2U);
  EXPECT_FALSE(scene.marks.front().selected);
}

TEST(Scene, AnInsetIsPickedInItsOwnTerritory) {
  const World world = world_of({place("r", {55.5, -21.1})});
  MapState s;
  const Scene scene = build_scene(s, world);
  ASSERT_EQ(scene.frames.size(), 6U);
  ASSERT_EQ(scene.marks.size(), 1U);
  EXPECT_EQ(scene.frames[scene.marks[0].frame].territory, Territory::reunion);
  EXPECT_TRUE(std::holds_alternative<PlaceId>(pick(scene, world, scene.marks[0].at)));
}

TEST(Scene, FirstViewLeavesRoomForThePanels) {
  const World world = world_of({});
  MapState s;
  const Extents& extents = world.atlas.boundaries->extents;
  const MapFrame frame = main_frame(s, extents);
  const MapBox box = extents[0];
  const ScreenPos south_west = frame.to_screen({box.min_x_m, box.min_y_m});
  const ScreenPos north_east = frame.to_screen({box.max_x_m, box.max_y_m});
  EXPECT_GE(south_west.x_pt, kPanelGap + kLeftPanelWidth);
  EXPECT_LE(north_east.x_pt, s.width_pt);
  EXPECT_GE(north_east.y_pt, 0);
  EXPECT_LE(south_west.y_pt, frames(s, *world.atlas.boundaries)[1].viewport.y_pt);
}

}  // namespace
}  // namespace terreau
