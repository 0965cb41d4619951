#include "geodata/triangulate.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "geodata/boundaries.h"
#include "geodata/triangulate_orientation.h"

namespace terreau {
namespace {

using Ring = std::vector<MapPos>;
using Rings = std::vector<Ring>;

double ring_area(const Ring& ring) {
  double twice = 0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const MapPos a = ring[i];
    const MapPos b = ring[(i + 1) % ring.size()];
    twice += (a.x_m - ring[0].x_m) * (b.y_m - ring[0].y_m) -
             (b.x_m - ring[0].x_m) * (a.y_m - ring[0].y_m);
  }
  return twice / 2;
}

struct Mesh {
  std::vector<MapPos> points;
  std::vector<std::uint32_t> triangles;
  std::size_t crossings = 0;
  bool complete = true;
  double area() const {
    double sum = 0;
    for (std::size_t i = 0; i < triangles.size(); i += 3) {
      sum += ring_area({points[triangles[i]], points[triangles[i + 1]], points[triangles[i + 2]]});
    }
    return sum;
  }
};

Mesh mesh_of(const Rings& rings) {
  Mesh mesh;
  std::vector<std::uint32_t> ends;
  for (const Ring& ring : rings) {
    mesh.points.insert(mesh.points.end(), ring.begin(), ring.end());
    ends.push_back(static_cast<std::uint32_t>(mesh.points.size()));
  }
  Triangulation result = triangulate_even_odd(mesh.points, ends);
  mesh.crossings = result.crossings.size();
  mesh.complete = result.complete;
  mesh.points.insert(mesh.points.end(), result.crossings.begin(), result.crossings.end());
  mesh.triangles = std::move(result.triangles);
  return mesh;
}

bool inside(const Rings& rings, MapPos p) {
  bool odd = false;
  for (const Ring& ring : rings) {
    for (std::size_t i = 0; i < ring.size(); ++i) {
      const MapPos a = ring[i];
      const MapPos b = ring[(i + 1) % ring.size()];
      if ((a.y_m > p.y_m) == (b.y_m > p.y_m)) continue;
      odd ^= p.x_m < a.x_m + (p.y_m - a.y_m) / (b.y_m - a.y_m) * (b.x_m - a.x_m);
    }
  }
  return odd;
}

int cover(const Mesh& mesh, MapPos p) {
  int count = 0;
  for (std::size_t i = 0; i < mesh.triangles.size(); i += 3) {
    const MapPos a = mesh.points[mesh.triangles[i]];
    const MapPos b = mesh.points[mesh.triangles[i + 1]];
    const MapPos c = mesh.points[mesh.triangles[i + 2]];
    count += orientation(a, b, p) > 0 && orientation(b, c, p) > 0 && orientation(c, a, p) > 0;
  }
  return count;
}

// Each random point lies in one triangle if it is inside, and in none otherwise.
void expect_covers(const Rings& rings, const Mesh& mesh, int samples, std::uint32_t seed) {
  std::mt19937 random(seed);
  MapBox box;
  for (const Ring& ring : rings) {
    for (const MapPos p : ring) box.extend(p);
  }
  std::uniform_real_distribution<double> x(box.min_x_m, box.max_x_m);
  std::uniform_real_distribution<double> y(box.min_y_m, box.max_y_m);
  int wrong = 0;
  for (int i = 0; i < samples; ++i) {
    const MapPos p{x(random), y(random)};
    wrong += cover(mesh, p) != (inside(rings, p) ? 1 : 0);
  }
  EXPECT_EQ(wrong, 0);
}

void expect_exact(const Rings& rings, double area) {
  const Mesh mesh = mesh_of(rings);
  EXPECT_EQ(mesh.crossings, 0U);
  EXPECT_NEAR(mesh.area(), area, 1e-9 * std::max(area, 1.0));
  expect_covers(rings, mesh, 200, 7);
  EXPECT_EQ(mesh.triangles, triangulate(rings));
}

Ring star(std::mt19937& random, std::size_t count, MapPos centre, double radius) {
  std::uniform_real_distribution<double> factor(0.2, 1.0);
  Ring ring;
  for (std::size_t i = 0; i < count; ++i) {
    const double angle = 2 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(count);
    const double r = radius * factor(random);
    ring.push_back({centre.x_m + r * std::cos(angle), centre.y_m + r * std::sin(angle)});
  }
  return ring;
}

Ring square(double x, double y, double size) {
  return {{x, y}, {x + size, y}, {x + size, y + size}, {x, y + size}};
}

Ring rotated(const Ring& ring, double angle) {
  Ring out;
  for (const MapPos p : ring) {
    out.push_back({p.x_m * std::cos(angle) - p.y_m * std::sin(angle),
                   p.x_m * std::sin(angle) + p.y_m * std::cos(angle)});
  }
  return out;
}

Ring comb(int teeth) {
  Ring ring{{0, 0}, {2.0 * teeth, 0}};
  for (int i = teeth; i > 0; --i) {
    ring.push_back({2.0 * i, 10});
    ring.push_back({2.0 * i - 1, 1});
  }
  return ring;
}

Ring spiral(int turns) {
  Ring outer, inner;
  const int steps = turns * 40;
  for (int i = 0; i <= steps; ++i) {
    const double angle = 2 * std::numbers::pi * i / 40;
    const double radius = 10 + angle;
    outer.push_back({radius * std::cos(angle), radius * std::sin(angle)});
    inner.push_back({(radius - 3) * std::cos(angle), (radius - 3) * std::sin(angle)});
  }
  outer.insert(outer.end(), inner.rbegin(), inner.rend());
  return outer;
}

TEST(Triangulate, GivesNothingForWhatHasNoArea) {
  EXPECT_TRUE(triangulate({}).empty());
  EXPECT_TRUE(triangulate({{}}).empty());
  EXPECT_TRUE(triangulate({{{1, 2}}}).empty());
  EXPECT_TRUE(triangulate({{{1, 2}, {3, 4}}}).empty());
  EXPECT_EQ(mesh_of({{{0, 0}, {1, 1}, {2, 2}, {3, 3}}}).area(), 0);
  EXPECT_EQ(mesh_of({{{0, 0}, {1, 0}, {1, 0}, {0, 0}}}).area(), 0);
  EXPECT_EQ(mesh_of({{{5, 5}, {5, 5}, {5, 5}}}).area(), 0);
  EXPECT_EQ(mesh_of({{{0, 0}, {4, 0}, {4, 4}, {4, 0}}}).area(), 0);
}

TEST(Triangulate, RefusesPointsThatAreNoNumbers) {
  EXPECT_TRUE(triangulate({{{0, 0}, {1, 0}, {NAN, 1}}}).empty());
  EXPECT_TRUE(triangulate({{{0, 0}, {1, 0}, {INFINITY, 1}}}).empty());
}

TEST(Triangulate, CutsASimplePolygonIntoTwoTrianglesLessThanVertices) {
  std::mt19937 random(1);
  for (std::size_t count = 3; count < 200; count += 7) {
    const Rings rings{star(random, count, {652'000, 6'862'000}, 50'000)};
    expect_exact(rings, ring_area(rings[0]));
    EXPECT_EQ(triangulate(rings).size(), 3 * (count - 2));
  }
}

TEST(Triangulate, DoesNotMindTheWinding) {
  std::mt19937 random(2);
  Ring ring = star(random, 100, {0, 0}, 10);
  const double area = ring_area(ring);
  std::reverse(ring.begin(), ring.end());
  expect_exact({ring}, area);
}

TEST(Triangulate, CutsCombsAndSpiralsInAnyDirection) {
  for (int i = 0; i < 12; ++i) {
    const Ring teeth = rotated(comb(50), i * std::numbers::pi / 6);
    expect_exact({teeth}, ring_area(teeth));
    const Ring wound = rotated(spiral(6), i * 0.1);
    expect_exact({wound}, std::abs(ring_area(wound)));
  }
}

TEST(Triangulate, LeavesHolesAndIslandsInHoles) {
  std::mt19937 random(3);
  for (int i = 0; i < 20; ++i) {
    Rings rings;
    double area = 0;
    for (const double radius : {1000.0, 190.0, 37.0, 7.0}) {  // star() keeps a fifth clear
      rings.push_back(star(random, 60, {10, 20}, radius));
      area += (rings.size() % 2 == 1 ? 1 : -1) * ring_area(rings.back());
    }
    if (i % 2 == 1) std::reverse(rings[1].begin(), rings[1].end());
    expect_exact(rings, area);
  }
}

TEST(Triangulate, LeavesManyHoles) {
  Rings rings{square(0, 0, 100)};
  for (int i = 0; i < 9; ++i) {
    for (int j = 0; j < 9; ++j) rings.push_back(square(5 + i * 10, 5 + j * 10, 5));
  }
  expect_exact(rings, 10'000 - 81 * 25);
}

TEST(Triangulate, TakesHolesThatTouch) {
  expect_exact({square(0, 0, 10), square(0, 4, 2)}, 96);                   // along an edge
  expect_exact({square(0, 0, 10), {{0, 5}, {3, 4}, {3, 6}}}, 97);          // a vertex on an edge
  expect_exact({square(0, 0, 10), {{0, 0}, {3, 1}, {1, 3}}}, 96);          // a common vertex
  expect_exact({square(0, 0, 10), square(2, 2, 3), square(5, 5, 3)}, 82);  // two holes, a vertex
  expect_exact({square(0, 0, 10), square(2, 2, 3), square(5, 2, 3)}, 82);  // two holes, an edge
  expect_exact({square(0, 0, 10), square(2, 2, 4), square(6, 3, 2)}, 80);  // part of an edge
  expect_exact({{{0, 0}, {4, 0}, {2, 2}, {4, 4}, {0, 4}, {2, 2}}}, 8);     // touches itself
}

TEST(Triangulate, TakesPartsThatShareABorder) {
  expect_exact({square(0, 0, 4), square(4, 0, 4)}, 32);
  expect_exact({square(0, 0, 4), square(4, 1, 2)}, 20);
  expect_exact({square(0, 0, 4), square(4, 4, 4)}, 32);
  EXPECT_NEAR(mesh_of({square(0, 0, 4), square(0, 0, 4)}).area(), 0, 1e-12);  // cancel
}

TEST(Triangulate, TakesCollinearAndRepeatedPointsAndSpikes) {
  expect_exact({{{0, 0}, {1, 0}, {2, 0}, {4, 0}, {4, 2}, {4, 4}, {2, 4}, {0, 4}, {0, 1}}}, 16);
  expect_exact({{{0, 0}, {4, 0}, {4, 0}, {4, 4}, {0, 4}, {0, 4}, {0, 0}}}, 16);
  expect_exact({{{0, 0}, {4, 0}, {7, 0}, {4, 0}, {4, 4}, {0, 4}}}, 16);  // outwards
  expect_exact({{{0, 0}, {4, 0}, {2, 0}, {2, 2}, {2, 0}, {4, 0}, {4, 4}, {0, 4}}}, 16);
}

TEST(Triangulate, FillsGridPolygonsExactly) {
  std::mt19937 random(4);
  for (int round = 0; round < 200; ++round) {  // many points on one line, touching everywhere
    Rings rings;
    double area = 0;
    for (int i = 0; i < 6; ++i) {
      for (int j = 0; j < 6; ++j) {
        if (random() % 2 == 0) continue;
        rings.push_back(square(i, j, 1));
        area += 1;
      }
    }
    expect_exact(rings, area);
  }
}

TEST(Triangulate, FillsCrossingPolygonsByEvenOdd) {
  const Mesh bow = mesh_of({{{0, 0}, {4, 4}, {4, 0}, {0, 4}}});
  EXPECT_EQ(bow.crossings, 1U);
  EXPECT_NEAR(bow.area(), 8, 1e-12);
  std::mt19937 random(5);
  std::uniform_real_distribution<double> place(0, 1000);
  for (int round = 0; round < 300; ++round) {
    Rings rings;
    for (unsigned r = 0; r < 1 + random() % 3; ++r) {
      Ring ring;
      const unsigned count = 3 + static_cast<unsigned>(random() % 12);
      for (unsigned i = 0; i < count; ++i) ring.push_back({place(random), place(random)});
      rings.push_back(ring);
    }
    const Mesh mesh = mesh_of(rings);
    EXPECT_TRUE(mesh.complete);
    expect_covers(rings, mesh, 50, 6);
  }
}

TEST(Triangulate, FillsCrossingPolygonsOnAGridByEvenOdd) {
  std::mt19937 random(8);  // crossings, touching and overlapping edges all at once
  for (int round = 0; round < 500; ++round) {
    Rings rings;
    for (unsigned r = 0; r < 1 + random() % 3; ++r) {
      Ring ring;
      const unsigned count = 3 + static_cast<unsigned>(random() % 10);
      for (unsigned i = 0; i < count; ++i) {
        ring.push_back({static_cast<double>(random() % 7), static_cast<double>(random() % 7)});
      }
      rings.push_back(ring);
    }
    const Mesh mesh = mesh_of(rings);
    EXPECT_TRUE(mesh.complete);
    expect_covers(rings, mesh, 50, 9);
  }
}

TEST(Triangulate, EndsOnNoise) {
  std::mt19937 random(10);
  std::uniform_real_distribution<double> place(0, 1);
  Ring ring;
  for (int i = 0; i < 3000; ++i) ring.push_back({place(random), place(random)});
  const Mesh mesh = mesh_of({ring});  // millions of crossings: more than it will follow
  EXPECT_FALSE(mesh.complete);
  for (const std::uint32_t index : triangulate({ring})) ASSERT_LT(index, ring.size());
}

TEST(Triangulate, IsDeterministic) {
  std::mt19937 random(11);
  const Rings rings{star(random, 500, {0, 0}, 100), star(random, 50, {0, 0}, 15)};
  EXPECT_EQ(triangulate(rings), triangulate(rings));
}

TEST(Orientation, IsExact) {
  const MapPos a{12, 12};
  const MapPos b{24, 24};
  for (int i = -8; i <= 8; ++i) {
    for (int j = -8; j <= 8; ++j) {
      const double step = std::ldexp(1.0, -53);
      const MapPos c{0.5 + i * step, 0.5 + j * step};
      const double turn = orientation(a, b, c);
      EXPECT_EQ(turn > 0, c.y_m > c.x_m);
      EXPECT_EQ(turn < 0, c.y_m < c.x_m);
      EXPECT_EQ(turn > 0, orientation(b, c, a) > 0);
    }
  }
}

}  // namespace
}  // namespace terreau
