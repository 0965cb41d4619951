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

}  // namespace
}  // namespace terreau::test
