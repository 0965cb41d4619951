#include "geodata/place_set.h"

#include <algorithm>
#include <random>

#include <gtest/gtest.h>

#include "geodata/marker_members.h"
#include "geodata/over_rows.h"

namespace terreau::test {
namespace {

TEST(PlaceSet, Holds_what_was_put_into_it_in_order) {
  std::mt19937 random(5);
  for (const std::uint32_t places : {1U, 63U, 64U, 65U, 1'000U, 70'000U}) {
    for (const unsigned share : {0U, 1U, 4U, 8U}) {  // of eight
      std::vector<PlaceId> ids;
      for (std::uint32_t i = 0; i < places; ++i) {
        if (random() % 8 < share) ids.push_back(PlaceId{i});
      }
      const auto set = PlaceSet::of(ids, places);
      EXPECT_EQ(set.ids(), ids);
      EXPECT_EQ(set.size(), ids.size());
      EXPECT_EQ(set.is_all(), ids.size() == places);
      for (std::uint32_t i = 0; i < places + 70; i += 1 + i % 7) {
        EXPECT_EQ(set.contains(PlaceId{i}), std::ranges::binary_search(ids, PlaceId{i}));
      }
      const auto middle = static_cast<std::uint32_t>(random() % (places + 1));
      std::vector<PlaceId> parts;
      for (const PlaceId p : set.between(0, middle)) parts.push_back(p);
      EXPECT_TRUE(parts.empty() || parts.back().value < middle);
      for (const PlaceId p : set.between(middle, places)) parts.push_back(p);
      EXPECT_EQ(parts, ids);
      const RowSet rows = rows_where(
          places, [&](std::uint32_t row) { return std::ranges::binary_search(ids, PlaceId{row}); });
      EXPECT_EQ(PlaceSet(rows), set);
    }
  }
}

TEST(PlaceSet, OfAllIsTheSameHoweverItIsMade) {
  const auto all = PlaceSet::all(100);
  EXPECT_EQ(PlaceSet::of(all.ids(), 100), all);
  EXPECT_TRUE(PlaceSet().empty());
  EXPECT_TRUE(PlaceSet().ids().empty());
  EXPECT_EQ(PlaceList::first_of_all(3)[2], PlaceId{2});
  EXPECT_EQ(PlaceList::first_of_all(3).size(), 3U);
}

TEST(MarkerMembers, AreTheLeavesThatAreKept) {
  const std::vector<PlaceId> places{{5}, {3}, {9}, {1}};
  const RowSet kept = rows_where(4, [](std::uint32_t leaf) { return leaf != 1; });
  const MarkerMembers all(places, kept, 0, 4), some(places, kept, 1, 2);
  EXPECT_EQ(std::vector<PlaceId>(all.begin(), all.end()), (std::vector<PlaceId>{{5}, {9}, {1}}));
  EXPECT_EQ(std::vector<PlaceId>(some.begin(), some.end()), std::vector<PlaceId>{{9}});
  EXPECT_TRUE(all.hold(some));
  EXPECT_FALSE(some.hold(all));
  EXPECT_FALSE(all.hold(all));
  EXPECT_FALSE(all.hold(MarkerMembers()));
  EXPECT_TRUE(MarkerMembers().empty());
  EXPECT_TRUE(MarkerMembers(places, kept, 1, 1).empty());
}

}  // namespace
}  // namespace terreau::test
