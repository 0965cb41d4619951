#include "geodata/triangulate_flips.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "geodata/boundaries.h"

namespace terreau {
namespace {

// A star with a hole, as rough as a coast.
std::vector<std::vector<MapPos>> rough_land(int corners, std::uint32_t seed) {
  std::mt19937 random(seed);
  std::uniform_real_distribution<double> rough(0.6, 1.0);
  std::vector<std::vector<MapPos>> rings(2);
  for (const double size : {100'000.0, 20'000.0}) {
    auto& ring = rings[size > 50'000 ? 0 : 1];
    for (int i = 0; i < corners; ++i) {
      const double angle = 2 * std::numbers::pi * i / corners, r = size * rough(random);
      ring.push_back({r * std::cos(angle), r * std::sin(angle)});
    }
  }
  return rings;
}

struct Triangles {
  std::vector<MapPos> points;
  std::vector<std::uint32_t> corners;
  MapPos at(std::size_t i) const { return points[corners[i]]; }
  double area(std::size_t t) const {
    const MapPos a = at(t), b = at(t + 1), c = at(t + 2);
    return ((b.x_m - a.x_m) * (c.y_m - a.y_m) - (c.x_m - a.x_m) * (b.y_m - a.y_m)) / 2;
  }
  // The sums of all triangles.
  double area() const {
    double sum = 0;
    for (std::size_t t = 0; t < corners.size(); t += 3) sum += area(t);
    return sum;
  }
  double around() const {
    double sum = 0;
    for (std::size_t i = 0; i < corners.size(); ++i) {
      const MapPos a = at(i), b = at(i % 3 == 2 ? i - 2 : i + 1);
      sum += std::hypot(b.x_m - a.x_m, b.y_m - a.y_m);
    }
    return sum;
  }
};

Triangles triangles_of(const std::vector<std::vector<MapPos>>& rings) {
  Triangles out;
  for (const auto& ring : rings) out.points.insert(out.points.end(), ring.begin(), ring.end());
  out.corners = triangulate(rings);
  return out;
}

TEST(MakeDelaunay, CoversTheSameAreaWithRounderTriangles) {
  for (std::uint32_t seed = 0; seed < 20; ++seed) {
    Triangles t = triangles_of(rough_land(300, seed));
    const std::size_t count = t.corners.size();
    const double area = t.area(), around = t.around();
    make_delaunay(t.points, t.corners);
    EXPECT_EQ(t.corners.size(), count);
    EXPECT_NEAR(t.area(), area, 1e-9 * area);
    for (std::size_t i = 0; i < count; i += 3) EXPECT_GT(t.area(i), 0);
    EXPECT_LT(t.around(), 0.8 * around);
  }
}

TEST(MakeDelaunay, FlipsTheLongDiagonalOfAKite) {
  Triangles t{{{0, 0}, {10, -1}, {20, 0}, {10, 1}}, {0, 1, 2, 0, 2, 3}};
  make_delaunay(t.points, t.corners);
  for (std::size_t i = 0; i < 6; i += 3) {  // both now have the short one
    EXPECT_TRUE(std::find(&t.corners[i], &t.corners[i] + 3, 1U) != &t.corners[i] + 3);
    EXPECT_TRUE(std::find(&t.corners[i], &t.corners[i] + 3, 3U) != &t.corners[i] + 3);
  }
}

TEST(MakeDelaunay, LeavesABorderThatBendsInwards) {
  Triangles t{{{0, 0}, {10, 1}, {20, 0}, {10, 9}}, {0, 1, 3, 1, 2, 3}};
  const std::vector<std::uint32_t> before = t.corners;
  make_delaunay(t.points, t.corners);
  EXPECT_EQ(t.corners, before);
}

TEST(MakeDelaunay, OfNothingIsNothing) {
  std::vector<std::uint32_t> none;
  make_delaunay({}, none);
  EXPECT_TRUE(none.empty());
}

}  // namespace
}  // namespace terreau
