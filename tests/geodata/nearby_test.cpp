#include "geodata/nearby.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <random>

#include <gtest/gtest.h>

#include "geodata/departments.h"
#include "geodata/geodesic.h"
#include "geodata/projection.h"
#include "geodata/statistics.h"

namespace terreau {
namespace {

TEST(Geodesic, KnowsDistancesAndDirections) {
  const LonLat paris{2.3522, 48.8566}, lyon{4.8357, 45.7640};
  EXPECT_NEAR(ground_distance_m(paris, lyon), 392'200, 500);
  EXPECT_NEAR(ground_way(paris, {2.3522, 49}).bearing_deg, 0, 1e-6);
  EXPECT_NEAR(ground_way(paris, {2.3522, 48}).bearing_deg, 180, 1e-6);
  EXPECT_NEAR(ground_way({0, 0}, {-1, 0}).bearing_deg, 270, 1e-6);
  EXPECT_TRUE(std::isnan(ground_distance_m(paris, {})));
}

TEST(Geodesic, ACircleIsTheSameDistanceAllAround) {
  const LonLat center{0.2, 48};
  const auto circle = ground_circle(center, 200'000);
  ASSERT_GT(circle.size(), 100U);
  EXPECT_EQ(circle.front(), circle.back());
  for (const LonLat p : circle) EXPECT_NEAR(ground_distance_m(center, p), 200'000, 1);
}

class Near : public testing::Test {
 protected:
  Near() {
    std::mt19937 random(11);
    std::uniform_real_distribution<double> lon(-1, 6), lat(44, 50), small(-0.3, 0.3);
    std::array<std::vector<PlaceId>, kTerritoryCount> ids;
    std::array<std::vector<MapPos>, kTerritoryCount> at;
    std::array<std::vector<Places::ClassIndex>, kTerritoryCount> classes;
    for (int i = 0; i < 3000; ++i) {
      PlaceRow row;
      row.name = std::to_string(i);
      row.form = i % 3 == 0 ? LegalForm::scic : LegalForm::scop;
      row.position = i % 10 == 0   ? LonLat{-61.55 + small(random), 16.2 + small(random)}
                     : i % 10 == 1 ? LonLat{-61.0 + small(random), 14.6 + small(random)}
                                   : LonLat{lon(random), lat(random)};
      const PlaceId p = places_.add(row, 0);
      const Territory t = territory_of(row.position);
      const auto k = static_cast<std::size_t>(t);
      ids[k].push_back(p);
      at[k].push_back(Projection(t).project(row.position));
      classes[k].push_back(places_.class_of(p));
    }
    for (std::size_t t = 0; t < pyramids_.size(); ++t) {
      pyramids_[t] = MarkerPyramid(ids[t], PackedPositions(at[t]), classes[t]);
    }
  }
  std::vector<Neighbour> scanned(LonLat from, KindSet visible) const {
    const auto shown = shown_classes(places_, visible);
    std::vector<Neighbour> all;
    for (std::uint32_t i = 0; i < places_.size(); ++i) {
      const PlaceId p{i};
      if (shown[places_.class_of(p)] == 0) continue;
      all.push_back({p, ground_distance_m(from, places_.position(p))});
    }
    std::ranges::sort(all, {}, &Neighbour::distance_m);
    return all;
  }
  Places places_;
  std::array<MarkerPyramid, kTerritoryCount> pyramids_;
};

TEST_F(Near, TheNearestAreThoseOfAScan) {
  KindSet scic;
  scic.set(kind_of(LegalForm::scic));
  for (const LonLat from : {LonLat{2.3, 48.8}, LonLat{-0.9, 44.1}, LonLat{-61.2, 15.4}}) {
    for (const KindSet visible : {KindSet::all(), scic}) {
      const auto shown = shown_classes(places_, visible);
      const auto found = nearest({places_, pyramids_, shown}, from, 25);
      const auto all = scanned(from, visible);
      ASSERT_EQ(found.size(), 25U);
      for (std::size_t i = 0; i < found.size(); ++i) EXPECT_EQ(found[i].place, all[i].place) << i;
    }
  }
}

TEST_F(Near, WithinARadiusAreThoseOfAScan) {
  const auto shown = shown_classes(places_, KindSet::all());
  for (const LonLat from : {LonLat{2.3, 48.8}, LonLat{-1, 44}, LonLat{-61.2, 15.4}}) {
    for (const double radius : {0.0, 30'000.0, 200'000.0}) {
      const auto found = within({places_, pyramids_, shown}, from, radius);
      const auto all = scanned(from, KindSet::all());
      const auto end =
          std::ranges::find_if(all, [&](const Neighbour& n) { return n.distance_m > radius; });
      ASSERT_EQ(found.size(), static_cast<std::size_t>(end - all.begin())) << radius;
      for (std::size_t i = 0; i < found.size(); ++i) EXPECT_EQ(found[i].place, all[i].place);
    }
  }
}

TEST_F(Near, NothingIsNearNowhere) {
  const auto shown = shown_classes(places_, KindSet::all());
  EXPECT_TRUE(nearest({places_, pyramids_, shown}, {}, 5).empty());
  EXPECT_TRUE(within({places_, pyramids_, shown}, {}, 1e5).empty());
  EXPECT_TRUE(within({places_, pyramids_, shown}, {150, -30}, 2e5).empty());
  const auto none = shown_classes(places_, KindSet());
  EXPECT_TRUE(nearest({places_, pyramids_, none}, {2.3, 48.8}, 5).empty());
}

TEST_F(Near, ThePlaceItselfIsLeftOut) {
  const auto shown = shown_classes(places_, KindSet::all());
  const PlaceId self{5};
  for (const Neighbour& n : nearest({places_, pyramids_, shown}, places_.position(self), 5, self)) {
    EXPECT_NE(n.place, self);
  }
}

}  // namespace
}  // namespace terreau
