#include "app/model/transition.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "app/model/action.h"
#include "tests/support/world.h"

namespace terreau {
namespace {

using test::scattered;
using test::world_of;

constexpr double kEnd = Transition::kSeconds;

class Transitions : public testing::Test {
 protected:
  explicit Transitions(int places = 3'000) : world(world_of(scattered(places, 5))) {
    state.panels = state.insets = false;
  }

  Scene scene_at(double zoom, LonLat centre = {2.5, 47}) {
    apply(state, action::View{centre, zoom}, world);
    if (!markers_prepared(frames(state, *world.atlas.boundaries), *world.markers)) {
      prepare_markers(frames(state, *world.atlas.boundaries), *world.markers);
    }
    return build_scene(state, world);
  }
  Scene follow(const Scene& scene, double now_s) {
    transition.follow(scene, state, world, now_s);
    return scene;
  }
  static std::int64_t places_of(const Scene& scene) {
    std::int64_t count = 0;
    for (const SceneMark& m : scene.marks) count += m.count;
    return count;
  }

  World world;
  MapState state;
  Transition transition;
};

TEST_F(Transitions, PartsGlideOutOfTheClusterThatHeldThem) {
  const Scene before = follow(scene_at(6.9), 10);
  EXPECT_FALSE(transition.moving(10));
  const Scene after = follow(scene_at(7.1), 11);
  ASSERT_TRUE(transition.moving(11));
  EXPECT_TRUE(transition.moving(11 + 0.9 * kEnd));
  EXPECT_FALSE(transition.moving(11 + kEnd));
  const Scene first = transition.moved(after, 11);
  const MapFrame& frame = after.frames.front();
  std::size_t out = 0;
  ASSERT_EQ(first.marks.size(), after.marks.size());
  for (std::size_t i = 0; i < after.marks.size(); ++i) {
    const ScreenPos at = first.marks[i].at;
    if (at == after.marks[i].at) continue;
    ++out;
    const bool stood = std::ranges::any_of(before.marks, [&](const SceneMark& m) {
      const ScreenPos then = frame.to_screen(before.frames.front().to_map(m.at));
      return m.count > after.marks[i].count && std::abs(then.x_pt - at.x_pt) < 1e-6 &&
             std::abs(then.y_pt - at.y_pt) < 1e-6;
    });
    EXPECT_TRUE(stood) << "mark " << i;
  }
  EXPECT_GT(out, 10U);
  const Scene last = transition.moved(after, 11 + kEnd);
  for (std::size_t i = 0; i < after.marks.size(); ++i) {
    EXPECT_EQ(last.marks[i].at, after.marks[i].at);
  }
}

TEST_F(Transitions, PartsGlideIntoTheClusterThatHoldsThem) {
  const Scene before = follow(scene_at(7.1), 10);
  const Scene after = follow(scene_at(6.9), 11);
  ASSERT_TRUE(transition.moving(11));
  const Scene first = transition.moved(after, 11), last = transition.moved(after, 11 + kEnd);
  ASSERT_GT(first.marks.size(), after.marks.size() + 10);
  EXPECT_TRUE(std::ranges::is_sorted(first.marks, {}, &SceneMark::frame));
  for (const SceneMark& m : last.marks) {  // all that still moves has come to a mark of the scene
    EXPECT_TRUE(std::ranges::any_of(after.marks, [&](const SceneMark& n) { return n.at == m.at; }));
    const auto slices = last.slices_of(m);
    if (!m.is_cluster()) continue;
    std::int64_t sum = 0;
    for (const Slice& slice : slices) sum += slice.count;
    EXPECT_EQ(sum, m.count);
  }
}

TEST_F(Transitions, ADragALegendsRowAndOtherPlacesMoveNothing) {
  follow(scene_at(7.1), 10);
  follow(scene_at(7.1, {2.9, 47.2}), 11);
  EXPECT_FALSE(transition.moving(11));
  state.visible.set(Kind{0}, false);
  follow(scene_at(6.9, {2.9, 47.2}), 12);
  EXPECT_FALSE(transition.moving(12));
  world = world_of(scattered(3'000, 6));
  follow(scene_at(7.1, {2.9, 47.2}), 13);
  EXPECT_FALSE(transition.moving(13));
}

TEST_F(Transitions, ADragDoesNotStopWhatGlides) {
  follow(scene_at(6.9), 10);
  follow(scene_at(7.1), 11);
  follow(scene_at(7.1, {2.51, 47}), 11.05);
  EXPECT_TRUE(transition.moving(11.05));
}

TEST_F(Transitions, PointsAndTerritoriesDoNotGlide) {
  state.clusters = false;
  follow(scene_at(6.9), 10);
  follow(scene_at(7.1), 11);
  EXPECT_FALSE(transition.moving(11));
  state.clusters = true;
  state.grouping = ClusterGrouping::department;
  follow(scene_at(6.9), 12);
  follow(scene_at(7.1), 13);
  EXPECT_FALSE(transition.moving(13));
}

class TransitionsOfMany : public Transitions {
 protected:
  TransitionsOfMany() : Transitions(static_cast<int>(MarkerPyramid::kMostWithoutCells) + 20'000) {}
};

TEST_F(TransitionsOfMany, CellsFallApartToTheEyeToo) {
  for (const double zoom : {8.0, 11.0, 12.0}) {
    follow(scene_at(zoom - 0.1), 10);
    const Scene after = follow(scene_at(zoom + 0.1), 11);
    ASSERT_TRUE(transition.moving(11)) << zoom;
    const Scene first = transition.moved(after, 11);
    std::size_t out = 0;
    for (std::size_t i = 0; i < after.marks.size(); ++i) {
      out += first.marks[i].at == after.marks[i].at ? 0 : 1;
    }
    EXPECT_GT(out, 0U) << zoom;
    transition.stop();
  }
}

}  // namespace
}  // namespace terreau
