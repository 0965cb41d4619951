#include "app/derived.h"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <numeric>

#include <gtest/gtest.h>

#include "app/model/overlay_places.h"
#include "tests/support/world.h"

// More places than a frame may wait for: the World follows in the background, and only to the last
// wish.
namespace terreau {
namespace {

class Background : public testing::Test {
 protected:
  Background()
      : world(test::world_of(test::varied(30000, 31))),
        jobs(2, [this] { woken(); }),
        derived(jobs) {}

  void woken() {
    const std::lock_guard lock(mutex_);
    awake_ = true;
    ready_.notify_one();
  }
  // As the program does: deliveries, then what they make possible; false after a minute in vain.
  template <class Done>
  bool until(Done done) {
    using namespace std::chrono_literals;
    while (!done()) {
      std::unique_lock lock(mutex_);
      if (!ready_.wait_for(lock, 60s, [this] { return awake_; })) return false;
      awake_ = false;
      lock.unlock();
      const auto before = world.markers;
      jobs.drain();
      if (world.markers != before) ++marker_changes;
      derived.follow(state, world);
    }
    return true;
  }
  bool idle() const { return !jobs.busy() && !derived.filtering(); }

  World world;
  MapState state;
  int marker_changes = 0;

 private:
  std::mutex mutex_;
  std::condition_variable ready_;
  bool awake_ = false;

 protected:
  Jobs jobs;
  Derived derived;
};

TEST_F(Background, A_filter_is_applied_later_and_keeps_the_old_picture_until_then) {
  const auto before = world.markers;
  state.filter.year_from = 2000;
  EXPECT_FALSE(derived.follow(state, world));
  EXPECT_EQ(world.markers, before);
  EXPECT_TRUE(derived.filtering().has_value());
  ASSERT_TRUE(until([&] { return world.markers->filter == state.filter; }));
  EXPECT_EQ(world.markers->passing, passing(*world.atlas.places, state.filter));
  ASSERT_TRUE(until([&] { return world.facets->filter == state.filter; }));
  EXPECT_FALSE(derived.filtering().has_value());
}

TEST_F(Background, Nothing_but_markers_is_begun_before_those_that_are_there_were_drawn) {
  EXPECT_FALSE(derived.follow(state, world, false));
  EXPECT_FALSE(jobs.busy());
  state.filter.year_from = 2000;
  derived.follow(state, world, false);
  EXPECT_TRUE(derived.filtering().has_value());
  state.filter = {};
  derived.follow(state, world, true);
  ASSERT_TRUE(until([&] { return world.facets != nullptr; }));
}

TEST_F(Background, Only_the_last_of_many_wishes_is_delivered) {
  for (int year = 1950; year < 2010; ++year) {
    state.filter.year_from = year;
    derived.follow(state, world);
  }
  ASSERT_TRUE(until([&] { return idle() && world.markers->filter == state.filter; }));
  EXPECT_EQ(marker_changes, 1);
  EXPECT_EQ(world.markers->filter.year_from, 2009);
}

// Whichever way it came about: saved views and pictures from the command line name its clusters.
TEST_F(Background, What_a_filter_shows_depends_on_the_filter_only) {
  const auto whole = world.markers;
  derived.follow(state, world);
  state.filter.year_to = 2015;
  derived.follow(state, world);
  ASSERT_TRUE(until([&] { return world.markers->filter == state.filter; }));
  ASSERT_GT(world.markers->passing.size(), 20'000U);
  const Markers alone = build_markers(*world.atlas.places, state.filter);
  const std::vector<std::uint8_t> all(world.atlas.places->classes().size(), 1);
  for (const double zoom : {5.0, 8.0, 12.0}) {
    std::vector<Mark> here, there;
    world.markers->pyramid(Territory::metropole)
        .visible(MapBox{-1e9, -1e9, 1e9, 1e9}, zoom, all, true, here);
    alone.pyramid(Territory::metropole)
        .visible(MapBox{-1e9, -1e9, 1e9, 1e9}, zoom, all, true, there);
    EXPECT_TRUE(std::ranges::equal(here, there, {}, &Mark::node, &Mark::node));
    EXPECT_TRUE(std::ranges::equal(here, there, {}, &Mark::position, &Mark::position));
  }
  state.filter = {};
  EXPECT_TRUE(derived.follow(state, world));
  EXPECT_EQ(world.markers, whole);
}

TEST_F(Background, Going_back_to_what_is_shown_stops_the_work) {
  state.filter.year_from = 1990;
  derived.follow(state, world);
  state.filter = {};
  derived.follow(state, world);
  EXPECT_FALSE(derived.filtering().has_value());
  ASSERT_TRUE(until([&] { return !jobs.busy(); }));
  EXPECT_EQ(marker_changes, 0);
  EXPECT_EQ(world.markers->filter, Filter{});
}

TEST_F(Background, The_list_is_sorted_then_follows_the_legend) {
  state.list.open = true;
  derived.follow(state, world);
  EXPECT_TRUE(derived.listing());
  state.visible = kinds_of(Family::agricole);  // while it is being sorted
  derived.follow(state, world);
  ASSERT_TRUE(until(
      [&] { return world.list && list_wish(state, world).met_by(world.list.get()) && idle(); }));
  const Counts shown = count_shown(*world.atlas.places, world.markers->tables, state.visible);
  EXPECT_EQ(world.list->rows.size(), static_cast<std::size_t>(shown.total));
}

TEST_F(Background, What_lies_in_a_polygon_is_counted_for_the_last_one_selected) {
  world.atlas.overlays = std::make_shared<std::vector<Overlay>>(
      std::vector<Overlay>{test::hexagons("epci", {1, 45}, 0.8, 3, 3)});
  state.selected = OverlayRef{0, 0};
  EXPECT_FALSE(derived.follow(state, world));
  state.selected = OverlayRef{0, 4};
  derived.follow(state, world);
  ASSERT_TRUE(until([&] { return world.inside && answers(*world.inside, state, world); }));
  EXPECT_EQ(world.inside->feature, (OverlayRef{0, 4}));
  const OverlayPlaces at_once =
      count_inside(*world.atlas.places, world.markers, world.atlas.overlays, OverlayRef{0, 4});
  EXPECT_GT(std::accumulate(at_once.by_class.begin(), at_once.by_class.end(), 0U), 0U);
  EXPECT_EQ(world.inside->by_class, at_once.by_class);
}

TEST_F(Background, A_small_atlas_follows_at_once) {
  world = test::world_of(test::varied(500, 32));
  state.filter.year_from = 2000;
  state.list.open = true;
  EXPECT_TRUE(derived.follow(state, world));
  EXPECT_EQ(world.markers->filter, state.filter);
  EXPECT_EQ(world.facets->filter, state.filter);
  EXPECT_TRUE(list_wish(state, world).met_by(world.list.get()));
  EXPECT_FALSE(jobs.busy());
}

}  // namespace
}  // namespace terreau
