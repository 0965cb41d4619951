#include "geodata/projection.h"

#include <array>
#include <cmath>
#include <random>
#include <thread>

#include <gtest/gtest.h>

#include "geodata/proj.h"
#include "geodata/projection_patches.h"

namespace terreau {
namespace {

LonLatBox box_of(Territory t) {
  switch (t) {
    case Territory::metropole: return {-5.2, 41.3, 9.6, 51.1};
    case Territory::guadeloupe: return {-61.9, 15.8, -61.0, 16.5};
    case Territory::martinique: return {-61.3, 14.3, -60.8, 14.9};
    case Territory::guyane: return {-54.6, 2.1, -51.6, 5.8};
    case Territory::reunion: return {55.2, -21.4, 55.9, -20.8};
    case Territory::mayotte: return {45.0, -13.1, 45.3, -12.6};
  }
  return {};
}

LonLat random_point(const LonLatBox& box, std::mt19937& random) {
  std::uniform_real_distribution<double> lon(box.west_deg, box.east_deg);
  std::uniform_real_distribution<double> lat(box.south_deg, box.north_deg);
  return {lon(random), lat(random)};
}

TEST(Projection, LambertOfParis) {
  const MapPos p = Projection(Territory::metropole).project(LonLat{2.3522, 48.8566});
  EXPECT_NEAR(p.x_m, 652469.02, 0.5);
  EXPECT_NEAR(p.y_m, 6862035.26, 0.5);
}

TEST(Projection, ThereAndBackAgain) {
  std::mt19937 random(1);
  for (const Territory t : kTerritories) {
    const Projection projection(t);
    for (int i = 0; i < 500; ++i) {
      const LonLat p = random_point(box_of(t), random);
      const LonLat q = projection.unproject(projection.project(p));
      EXPECT_NEAR(p.lon_deg, q.lon_deg, 1e-9);
      EXPECT_NEAR(p.lat_deg, q.lat_deg, 1e-9);
    }
  }
}

// The strings that open no database say the same as EPSG's definitions. Read as "PROJ text", the
// CRS takes the long way through the database.
TEST(Projection, AgreesWithEpsg) {
  const std::array definitions{"EPSG:2154", "EPSG:5490", "EPSG:5490",
                               "EPSG:2972", "EPSG:2975", "EPSG:4471"};
  std::mt19937 random(2);
  for (const Territory t : kTerritories) {
    const Projection projection(t);
    EXPECT_EQ(projection.crs(), definitions[static_cast<std::size_t>(t)]);
    std::vector<LonLat> points;
    std::vector<MapPos> projected;
    for (int i = 0; i < 100; ++i) {
      points.push_back(random_point(box_of(t), random));
      projected.push_back(projection.project(points.back()));
    }
    // A trailing blank is no code that to_lonlat knows by heart.
    const auto back = to_lonlat(std::string(projection.crs()) + " ", projected);
    ASSERT_TRUE(back.ok()) << back.error().text();
    for (std::size_t i = 0; i < points.size(); ++i) {
      const double metres_per_degree = 111320;
      EXPECT_NEAR((*back)[i].lon_deg, points[i].lon_deg, 0.01 / metres_per_degree);
      EXPECT_NEAR((*back)[i].lat_deg, points[i].lat_deg, 0.01 / metres_per_degree);
    }
  }
}

// In the surroundings of each territory, whose borders are those of a square, and far from them.
std::vector<LonLat> points_around(Territory t, std::mt19937& random) {
  LonLatBox around = box_of(t);
  around.west_deg -= 2;
  around.north_deg += 2;
  std::vector<LonLat> points{{}, {200, 40}, {around.west_deg, 2}};
  for (int i = 0; i < 10'000; ++i) points.push_back(random_point(around, random));
  const LonLatBox grid = ProjectionPatches::kGrids[static_cast<std::size_t>(t)].box;
  for (int i = 0; i < 10'000; ++i) points.push_back(random_point(grid, random));
  for (int i = 0; i < 100; ++i) points.push_back(random_point({-180, -80, 180, 85}, random));
  return points;
}

TEST(Projection, AgreesWithProj) {
  ASSERT_TRUE(proj::module().ok());
  const proj::Module& proj = **proj::module();
  std::mt19937 random(4);
  for (const Territory t : kTerritories) {
    const std::vector<LonLat> points = points_around(t, random);
    std::vector<MapPos> projected(points.size()), exact(points.size());
    Projection(t).project(points, projected);
    proj.project(t, points, exact);
    for (std::size_t i = 0; i < points.size(); ++i) {
      ASSERT_EQ(std::isnan(projected[i].x_m), std::isnan(exact[i].x_m)) << i;
      if (std::isnan(exact[i].x_m)) continue;
      ASSERT_LT(distance_m(projected[i], exact[i]), 1e-4) << i;
      const LonLat back = Projection(t).unproject(exact[i]), known = proj.unproject(t, exact[i]);
      ASSERT_EQ(is_valid(back), is_valid(known)) << i;
      if (!is_valid(known)) continue;
      ASSERT_NEAR(back.lon_deg, known.lon_deg, 1e-9) << i;  // a tenth of a millimetre
      ASSERT_NEAR(back.lat_deg, known.lat_deg, 1e-9) << i;
    }
  }
}

TEST(Projection, ManyPointsAreWhereEachOfThemIs) {
  std::mt19937 random(5);
  const Projection projection(Territory::metropole);
  std::vector<LonLat> points;
  for (int i = 0; i < 5; ++i) {
    const auto more = points_around(projection.territory(), random);
    points.insert(points.end(), more.begin(), more.end());
  }
  std::vector<MapPos> many(points.size());
  projection.project_many(points, many);
  for (std::size_t i = 0; i < points.size(); ++i) {
    const MapPos alone = projection.project(points[i]);
    ASSERT_TRUE(alone == many[i] || (std::isnan(alone.x_m) && std::isnan(many[i].x_m))) << i;
  }
}

TEST(Projection, WhatCannotBeProjectedIsNaN) {
  const Projection projection(Territory::metropole);
  for (const LonLat p :
       {LonLat{}, LonLat{200, 40}, LonLat{2, 91}, LonLat{2, -90}, LonLat{INFINITY, 1}}) {
    EXPECT_TRUE(std::isnan(projection.project(p).x_m)) << p.lon_deg << " " << p.lat_deg;
  }
  EXPECT_TRUE(std::isnan(projection.unproject(MapPos{NAN, 0}).lon_deg));
  EXPECT_TRUE(std::isnan(projection.unproject(MapPos{1e300, 1e300}).lon_deg));
}

TEST(Projection, IsAValueForAnyThread) {
  const Projection projection(Territory::reunion);
  const LonLat p{55.5, -21.1};
  const MapPos expected = projection.project(p);
  std::vector<std::thread> threads;
  std::array<MapPos, 4> found;
  for (MapPos& out : found) threads.emplace_back([&] { out = projection.project(p); });
  for (std::thread& thread : threads) thread.join();
  for (const MapPos& out : found) EXPECT_EQ(out, expected);
}

TEST(Territories, HoldTheirPoints) {
  std::mt19937 random(3);
  for (const Territory t : kTerritories) {
    for (int i = 0; i < 50; ++i) EXPECT_EQ(territory_of(random_point(box_of(t), random)), t);
  }
  EXPECT_EQ(territory_of({-74, 40.7}), Territory::metropole);
}

TEST(ToLonLat, ReadsCodesWktAndProjStrings) {
  const std::array<MapPos, 2> paris{MapPos{652469.02, 6862035.26}, MapPos{NAN, 1}};
  for (const std::string crs :
       {"EPSG:2154",
        "+proj=lcc +lat_0=46.5 +lon_0=3 +lat_1=49 +lat_2=44 +x_0=700000 +y_0=6600000 "
        "+ellps=GRS80 +type=crs"}) {
    const auto points = to_lonlat(crs, paris);
    ASSERT_TRUE(points.ok()) << crs;
    EXPECT_NEAR((*points)[0].lon_deg, 2.3522, 1e-5);
    EXPECT_NEAR((*points)[0].lat_deg, 48.8566, 1e-5);
    EXPECT_FALSE(is_valid((*points)[1]));
  }
}

TEST(ToLonLat, LongitudeComesFirstAndNonsenseIsNaN) {
  const std::array<MapPos, 3> in{MapPos{2, 48}, MapPos{181, 0}, MapPos{0, 90.1}};
  const auto points = to_lonlat("EPSG:4326", in);
  ASSERT_TRUE(points.ok());
  EXPECT_EQ((*points)[0], (LonLat{2, 48}));
  EXPECT_FALSE(is_valid((*points)[1]));
  EXPECT_FALSE(is_valid((*points)[2]));
}

TEST(ToLonLat, AnUnknownCrsIsAnError) {
  for (const char* crs : {"EPSG:999999", "nonsense", ""}) {
    const auto points = to_lonlat(crs, std::array<MapPos, 1>{});
    ASSERT_FALSE(points.ok()) << crs;
    EXPECT_EQ(points.error().source, crs);
  }
}

}  // namespace
}  // namespace terreau
