#include <algorithm>

#include <gtest/gtest.h>

#include "geodata/projection.h"
#include "tests/support/world.h"

namespace terreau::test {
namespace {

std::vector<PlaceId> on_map(const World& world, Territory territory) {
  std::vector<PlaceId> places;
  world.markers->pyramid(territory).places_in({-1e9, -1e9, 1e9, 1e9}, places);
  std::ranges::sort(places, {}, &PlaceId::value);
  return places;
}

// What the first look at some of the places does not tell is found when all are looked at.
TEST(Markers, OnePlaceFarFromAllOthersIsOnTheMapToo) {
  std::vector<PlaceRow> rows = scattered(10'000, 5);
  rows[1].position = {60, 65};  // farther than half a millimetre reaches in 32 bits
  const World world = world_of(rows);
  const auto places = on_map(world, Territory::metropole);
  ASSERT_EQ(places.size(), rows.size());
  const MapPos expected = Projection(Territory::metropole).project(rows[1].position);
  const MapBox around{expected.x_m - 1, expected.y_m - 1, expected.x_m + 1, expected.y_m + 1};
  std::vector<PlaceId> there;
  world.markers->pyramid(Territory::metropole).places_in(around, there);
  EXPECT_EQ(there, std::vector<PlaceId>{PlaceId{1}});
}

TEST(Markers, APlaceIsOnTheMapOfItsTerritoryAlone) {
  std::vector<PlaceRow> rows = scattered(300, 6);
  rows[7].position = {55.5, -21.1};
  rows[9].position = LonLat{};
  const World world = world_of(rows);
  EXPECT_EQ(on_map(world, Territory::metropole).size(), rows.size() - 2);
  EXPECT_EQ(on_map(world, Territory::reunion), std::vector<PlaceId>{PlaceId{7}});
}

std::vector<Mark> clusters_at(const Markers& markers, double zoom) {
  const std::vector<std::uint8_t> all(100, 1);  // classes
  std::vector<Mark> marks;
  markers.pyramid(Territory::metropole).visible({-1e9, -1e9, 1e9, 1e9}, zoom, all, true, marks);
  std::erase_if(marks, [](const Mark& m) { return m.count < 2; });
  return marks;
}

// The clusters that are there without the filter, with what is left in them.
TEST(Markers, AFilterThatMostPlacesPassLeavesTheirClustersWhereTheyAre) {
  std::vector<PlaceRow> rows = scattered(4'000, 8);
  for (std::size_t i = 0; i < rows.size(); ++i) rows[i].year = i % 4 == 0 ? 1950 : 2000;
  const World world = world_of(rows);
  Filter filter;
  filter.year_from = 1990;
  const Markers markers = build_markers(*world.atlas.places, filter);
  ASSERT_EQ(markers.passing.size(), 3'000U);
  for (const double zoom : {5.0, 7.0, 9.0}) {
    const auto before = clusters_at(*world.markers, zoom), now = clusters_at(markers, zoom);
    ASSERT_FALSE(now.empty());
    std::size_t left = 0;
    for (const Mark& m : now) {
      EXPECT_NE(std::ranges::find(before, m.position, &Mark::position), before.end());
      left += m.count;
    }
    EXPECT_LE(left, 3'000U);
  }
}

}  // namespace
}  // namespace terreau::test
