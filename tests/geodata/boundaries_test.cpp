#include "geodata/boundaries.h"

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "geodata/boundaries_network.h"
#include "geodata/projection.h"
#include "tests/geodata/made_up_country.h"

namespace terreau {
namespace {

using Point = std::array<float, 2>;
using Side = std::pair<Point, Point>;

DepartmentId id(std::string_view code) { return *department_by_code(code); }

Boundaries build(std::vector<DepartmentGeometry> geometries) {
  std::vector<Issue> issues;
  Boundaries out = build_boundaries(std::move(geometries), issues);
  EXPECT_TRUE(issues.empty()) << issues.front().reason;
  return out;
}

LonLatRing square(double west, double south, double size) {
  return {{west, south}, {west + size, south}, {west + size, south + size}, {west, south + size}};
}

const TerritoryMesh& metropole(const BoundaryLevel& level) { return level.meshes[0]; }

Side side(Point a, Point b) { return a < b ? Side{a, b} : Side{b, a}; }

// How often each edge is an edge of a triangle.
std::map<Side, int> triangle_sides(const TerritoryMesh& mesh) {
  std::map<Side, int> out;
  for (std::size_t i = 0; i < mesh.triangles.size(); i += 3) {
    for (std::size_t k = 0; k < 3; ++k) {
      ++out[side(mesh.fill_vertices[mesh.triangles[i + k]],
                 mesh.fill_vertices[mesh.triangles[i + (k + 1) % 3]])];
    }
  }
  return out;
}

std::set<Side> border_sides(const TerritoryMesh& mesh, bool coast) {
  std::set<Side> out;
  for (const BorderArc& arc : mesh.borders) {
    if ((arc.kind == BorderKind::coast) != coast) continue;
    for (std::uint32_t i = arc.first; i + 1 < arc.first + arc.count; ++i) {
      out.insert(side(mesh.line_vertices[i], mesh.line_vertices[i + 1]));
    }
  }
  return out;
}

double fill_area(const TerritoryMesh& mesh, const FillRange& range) {
  double twice = 0;
  for (std::uint32_t i = range.first; i < range.first + range.count; i += 3) {
    const Point a = mesh.fill_vertices[mesh.triangles[i]];
    const Point b = mesh.fill_vertices[mesh.triangles[i + 1]];
    const Point c = mesh.fill_vertices[mesh.triangles[i + 2]];
    twice += (double{b[0]} - a[0]) * (double{c[1]} - a[1]) -
             (double{c[0]} - a[0]) * (double{b[1]} - a[1]);
  }
  return twice / 2;
}

double fill_area(const BoundaryLevel& level, DepartmentId department) {
  double sum = 0;
  for (const TerritoryMesh& mesh : level.meshes) {
    for (const FillRange& range : mesh.fills) {
      if (range.department == department) sum += fill_area(mesh, range);
    }
  }
  return sum;
}

std::vector<MapPos> projected(const LonLatRing& ring) {
  std::vector<MapPos> out;
  for (const LonLat p : ring) out.push_back(Projection(Territory::metropole).project(p));
  return out;
}

double ring_area(const std::vector<MapPos>& ring) {
  double twice = 0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const MapPos a = ring[i], b = ring[(i + 1) % ring.size()];
    twice += (a.x_m - ring[0].x_m) * (b.y_m - ring[0].y_m) -
             (b.x_m - ring[0].x_m) * (a.y_m - ring[0].y_m);
  }
  return std::abs(twice) / 2;
}

double distance_to_segment_m(MapPos p, MapPos a, MapPos b) {
  const double dx = b.x_m - a.x_m, dy = b.y_m - a.y_m;
  const double length2 = dx * dx + dy * dy;
  const double t =
      length2 > 0 ? std::clamp(((p.x_m - a.x_m) * dx + (p.y_m - a.y_m) * dy) / length2, 0.0, 1.0)
                  : 0;
  return std::hypot(p.x_m - a.x_m - t * dx, p.y_m - a.y_m - t * dy);
}

TEST(Boundaries, OfNothingAreEmpty) {
  const Boundaries none = build({});
  EXPECT_TRUE(none.levels.empty());
  EXPECT_EQ(level_for(none, 6), nullptr);
  EXPECT_FALSE(department_at(none, {2, 46}).has_value());
}

TEST(Boundaries, ShareEveryVertexAtEveryLevel) {
  const Boundaries b = build(MadeUpCountry(5, 4, 512).geometries());
  ASSERT_GE(b.levels.size(), 5U);
  EXPECT_EQ(b.levels.front().tolerance_m, 0);
  EXPECT_EQ(b.vertex_count, 20 * 4 * 512);
  for (const BoundaryLevel& level : b.levels) {
    const TerritoryMesh& mesh = metropole(level);
    const std::set<Side> coast = border_sides(mesh, true);
    const std::set<Side> inland = border_sides(mesh, false);
    std::set<Side> once;
    const auto sides = triangle_sides(mesh);
    for (const auto& [s, count] : sides) {
      EXPECT_LE(count, 2);
      if (count == 1) once.insert(s);
    }
    EXPECT_EQ(once, coast) << level.tolerance_m;  // the rest is shared by two triangles: no gap
    for (const Side& s : inland) EXPECT_TRUE(sides.contains(s));
    EXPECT_EQ(mesh.fills.size(), 20U);
  }
}

// The points of many are found by several threads, in tables of their own.
TEST(Boundaries, AreTheSameNetworkOfFewPointsAndOfMany) {
  const auto network_of = [](int points_per_border) {
    const auto geometries = MadeUpCountry(4, 4, points_per_border).geometries();
    std::vector<NetworkInput> inputs;
    std::set<std::pair<double, double>> positions;
    for (const DepartmentGeometry& g : geometries) {
      inputs.push_back({&g, static_cast<std::int64_t>(inputs.size()) + 1});
      for (const LonLat p : g.rings[0]) positions.emplace(p.lon_deg, p.lat_deg);
    }
    std::vector<Issue> issues;
    BorderNetwork network = build_network(Territory::metropole, inputs, issues);
    EXPECT_TRUE(issues.empty());
    EXPECT_EQ(network.vertices.size(), positions.size());
    return network;
  };
  const BorderNetwork few = network_of(64), many = network_of(4096);
  ASSERT_GT(many.vertices.size(), 150'000U);       // of which most are in two rings
  EXPECT_EQ(few.arcs.size(), 4U * 5 + 5 * 4 - 4);  // two borders of each corner are one coast
  EXPECT_EQ(many.arcs.size(), few.arcs.size());
  EXPECT_EQ(many.side_sets.size(), few.side_sets.size());
}

TEST(Boundaries, KeepTheirTolerance) {
  const Boundaries b = build(MadeUpCountry(2, 2, 256).geometries());
  const TerritoryMesh& finest = metropole(b.levels.front());
  const auto at = [](const TerritoryMesh& mesh, std::uint32_t i) {
    return MapPos{double{mesh.line_vertices[i][0]}, double{mesh.line_vertices[i][1]}};
  };
  std::size_t before = finest.line_vertices.size() + 1;
  for (const BoundaryLevel& level : b.levels) {
    const TerritoryMesh& mesh = metropole(level);
    EXPECT_LT(mesh.line_vertices.size(), before);
    before = mesh.line_vertices.size();
    for (std::uint32_t v = 0; v < finest.line_vertices.size(); v += 3) {
      double nearest_m = 1e9;
      for (const BorderArc& arc : mesh.borders) {
        for (std::uint32_t i = arc.first; i + 1 < arc.first + arc.count; ++i) {
          nearest_m = std::min(nearest_m,
                               distance_to_segment_m(at(finest, v), at(mesh, i), at(mesh, i + 1)));
        }
      }
      EXPECT_LE(nearest_m, level.tolerance_m + 0.1);
    }
  }
}

TEST(Boundaries, VerticesOfALineTellUpToWhichToleranceTheyStay) {
  const Boundaries b = build(MadeUpCountry(2, 2, 256).geometries());
  ASSERT_GT(b.levels.size(), 2U);
  for (std::size_t l = 0; l + 1 < b.levels.size(); ++l) {
    const TerritoryMesh& mesh = metropole(b.levels[l]);
    ASSERT_EQ(mesh.line_weights.size(), mesh.line_vertices.size());
    std::vector<std::array<float, 2>> left;
    for (std::size_t i = 0; i < mesh.line_vertices.size(); ++i) {
      const auto weight = static_cast<double>(mesh.line_weights[i]);
      EXPECT_TRUE(l == 0 || weight > b.levels[l].tolerance_m);
      if (weight > b.levels[l + 1].tolerance_m) left.push_back(mesh.line_vertices[i]);
    }
    EXPECT_EQ(left, metropole(b.levels[l + 1]).line_vertices);
  }
}

TEST(Boundaries, LevelForTakesTheCoarsestGoodEnough) {
  const Boundaries b = build(MadeUpCountry(5, 4, 512).geometries());
  for (double zoom = 3; zoom < 20; zoom += 0.25) {
    for (const double error_pt : {0.35, 1.0}) {
      const BoundaryLevel* level = level_for(b, zoom, error_pt);
      ASSERT_NE(level, nullptr);
      EXPECT_LE(level->tolerance_m, error_pt * metres_per_point(zoom));
      const auto next = static_cast<std::size_t>(level - b.levels.data()) + 1;
      if (next < b.levels.size()) {
        EXPECT_GT(b.levels[next].tolerance_m, error_pt * metres_per_point(zoom));
      }
    }
  }
  EXPECT_EQ(level_for(b, 19), &b.levels.front());
  EXPECT_EQ(level_for(b, 0), &b.levels.back());
}

TEST(Boundaries, KnowAreaBoxesAndLabels) {
  const auto geometries = MadeUpCountry(4, 3, 64).geometries();
  const Boundaries b = build(geometries);
  MapBox extent;
  for (const DepartmentGeometry& g : geometries) {
    const DepartmentShape& shape = b.shapes[g.department.value];
    const std::vector<MapPos> ring = projected(g.rings[0]);
    EXPECT_TRUE(shape.present);
    EXPECT_NEAR(shape.area_m2, ring_area(ring), 1e-9 * shape.area_m2);
    double nearest_m = 1e9;
    for (std::size_t i = 0; i < ring.size(); ++i) {
      extent.extend(ring[i]);
      EXPECT_TRUE(shape.map_box.contains(ring[i]));
      EXPECT_TRUE(shape.box.contains(g.rings[0][i]));
      nearest_m = std::min(
          nearest_m, distance_to_segment_m(shape.label, ring[i], ring[(i + 1) % ring.size()]));
    }
    EXPECT_NEAR(shape.label_radius_m, nearest_m, 1e-3);
    EXPECT_GT(shape.label_radius_m, 0.2 * std::sqrt(shape.area_m2));
    EXPECT_EQ(department_at(b, Projection(Territory::metropole).unproject(shape.label)),
              g.department);
  }
  EXPECT_NEAR(b.extents[0].min_x_m, extent.min_x_m, 1e-6);
  EXPECT_NEAR(b.extents[0].max_y_m, extent.max_y_m, 1e-6);
  EXPECT_TRUE(b.extents[1].empty());
  EXPECT_FALSE(b.shapes[id("971").value].present);
}

TEST(Boundaries, LabelStandsAwayFromHolesAndOnTheMainland) {
  const Boundaries b = build({{id("26"), {square(4, 44, 1), square(4.45, 44.45, 0.1)}},
                              {id("85"), {square(-2, 46, 0.5), square(-3, 46, 0.2)}}});
  const DepartmentShape& ring = b.shapes[id("26").value];
  EXPECT_GT(ring.label_radius_m, 15'000);  // half of 0.45 degrees of longitude
  EXPECT_LT(ring.label_radius_m, 30'000);
  const LonLat main = Projection(Territory::metropole).unproject(b.shapes[id("85").value].label);
  EXPECT_NEAR(main.lon_deg, -1.75, 0.1);
  EXPECT_NEAR(main.lat_deg, 46.25, 0.1);
}

TEST(Boundaries, TellCoastDepartmentAndRegion) {
  // 59 and 62 are one region, 80 as well since 2016; 14 is another.
  const Boundaries b = build({{id("59"), {square(0, 48, 1)}},
                              {id("62"), {square(1, 48, 1)}},
                              {id("14"), {square(0, 49, 1)}}});
  const TerritoryMesh& mesh = metropole(b.levels.front());
  std::map<BorderKind, int> vertices;
  for (const BorderArc& arc : mesh.borders) vertices[arc.kind] += static_cast<int>(arc.count);
  EXPECT_EQ(vertices[BorderKind::department], 2);
  EXPECT_EQ(vertices[BorderKind::region], 2);
  EXPECT_EQ(mesh.borders.size(), 5U);  // three coasts between the junctions
  for (const BorderArc& arc : mesh.borders) {
    for (std::uint32_t i = arc.first; i < arc.first + arc.count; ++i) {
      EXPECT_TRUE(arc.box.grown(0.1).contains(MapPos{mesh.line_vertices[i][0] + mesh.origin.x_m,
                                                     mesh.line_vertices[i][1] + mesh.origin.y_m}));
    }
  }
}

TEST(Boundaries, KeepEnclavesApart) {
  // The enclave des Papes belongs to Vaucluse and lies in Drôme.
  const LonLatRing enclave = square(4.5, 44.25, 0.25);
  const Boundaries b =
      build({{id("26"), {square(4, 44, 1), enclave}}, {id("84"), {square(4, 43, 1), enclave}}});
  EXPECT_EQ(department_at(b, {4.6, 44.35}), id("84"));
  EXPECT_EQ(department_at(b, {4.2, 44.35}), id("26"));
  EXPECT_EQ(department_at(b, {4.2, 43.5}), id("84"));
  const double expected =
      ring_area(projected(square(4, 44, 1))) + ring_area(projected(square(4, 43, 1)));
  for (const BoundaryLevel& level : b.levels) {
    const double whole = fill_area(level, id("26")) + fill_area(level, id("84"));
    EXPECT_NEAR(whole, expected, 1e-6 * whole);
  }
  const TerritoryMesh& mesh = metropole(b.levels.front());
  const auto inland =
      std::count_if(mesh.borders.begin(), mesh.borders.end(),
                    [](const BorderArc& a) { return a.kind == BorderKind::region; });
  EXPECT_EQ(inland, 2);  // the common border and the enclave, each once
}

TEST(Boundaries, DissolveTheTwoPartsOfOneDepartment) {
  const Boundaries b = build({{id("69"), {square(4, 45, 1)}}, {id("69"), {square(5, 45, 1)}}});
  const TerritoryMesh& mesh = metropole(b.levels.front());
  ASSERT_EQ(mesh.borders.size(), 1U);
  EXPECT_EQ(mesh.borders[0].count, 7U);  // six corners and back to the first
  EXPECT_EQ(mesh.fills.size(), 1U);
  EXPECT_EQ(department_at(b, {4.5, 45.5}), id("69"));
  EXPECT_EQ(department_at(b, {5.5, 45.5}), id("69"));
  EXPECT_EQ(department_at(b, {5.0, 45.5}), id("69"));
  EXPECT_TRUE(b.shapes[id("69").value].box.contains(LonLat{5.9, 45.1}));
}

TEST(Boundaries, DropSmallIslandsButNeverTheLast) {
  std::vector<LonLatRing> archipelago;
  for (int i = 0; i < 5; ++i) archipelago.push_back(square(-2 + 0.02 * i, 46, 0.003 + 0.0001 * i));
  std::vector<DepartmentGeometry> geometries = MadeUpCountry(3, 3, 256).geometries();
  geometries[0].rings.push_back(square(-3, 47, 0.002));
  geometries.push_back({id("85"), archipelago});
  const Boundaries b = build(std::move(geometries));
  EXPECT_EQ(metropole(b.levels.front()).borders.size(),
            metropole(b.levels.back()).borders.size() + 5);
  EXPECT_GT(fill_area(b.levels.back(), id("85")), 0);
  for (const BoundaryLevel& level : b.levels) {
    for (const FillRange& fill : metropole(level).fills) EXPECT_GT(fill.count, 0U);
  }
}

TEST(Boundaries, DrawNeighboursThatShareNothing) {
  LonLatRing shifted = square(1, 48, 1);
  for (LonLat& p : shifted) p.lon_deg += 1e-4;
  const Boundaries b = build({{id("59"), {square(0, 48, 1)}}, {id("62"), {shifted}}});
  const TerritoryMesh& mesh = metropole(b.levels.front());
  EXPECT_EQ(mesh.borders.size(), 2U);
  for (const BorderArc& arc : mesh.borders) EXPECT_EQ(arc.kind, BorderKind::coast);
  EXPECT_EQ(mesh.triangles.size(), 12U);
}

TEST(Boundaries, PutEachTerritoryInItsOwnMesh) {
  const Boundaries b = build({{id("75"), {square(2.2, 48.8, 0.2)}},
                              {id("974"), {square(55.3, -21.3, 0.4)}},
                              {id("976"), {square(45.1, -12.9, 0.1)}}});
  for (const auto& [code, territory] : {std::pair{"75", 0U}, {"974", 4U}, {"976", 5U}}) {
    ASSERT_EQ(b.levels.front().meshes[territory].fills.size(), 1U);
    EXPECT_EQ(b.levels.front().meshes[territory].fills[0].department, id(code));
    EXPECT_FALSE(b.extents[territory].empty());
  }
  EXPECT_TRUE(b.levels.front().meshes[1].fills.empty());
  EXPECT_EQ(department_at(b, {55.5, -21.1}), id("974"));
}

struct Broken {
  const char* name;
  std::vector<LonLatRing> rings;
  const char* reason;
  std::uint32_t triangles;
};

TEST(Boundaries, KeepWhatTheyCanOfBrokenRings) {
  const LonLatRing good = square(0, 47, 1);
  const std::vector<Broken> cases{
      {"two points", {good, {{5, 5}, {6, 6}}}, "a ring has fewer than three distinct points", 2},
      {"one spot",
       {good, {{5, 5}, {5, 5}, {5, 5}, {5, 5}}},
       "a ring has fewer than three distinct points",
       2},
      {"there and back",
       {good, {{5, 5}, {6, 6}, {7, 7}, {6, 6}}},
       "a ring has fewer than three distinct points",
       2},
      {"empty", {good, {}}, "a ring has fewer than three distinct points", 2},
      {"spike",
       {{{0, 47}, {1, 47}, {3, 47}, {1, 47}, {1, 48}, {0, 48}}},
       "a spike of the border was cut off",
       2},
      {"spike at the seam",
       {{{3, 47}, {0, 47}, {1, 48}, {1, 47}, {0, 47}}},
       "a spike of the border was cut off",
       1},
      {"repeated",
       {{{0, 47}, {1, 47}, {1, 47}, {1, 48}, {0, 48}}},
       "repeated points of a ring were dropped",
       2},
      {"crossing", {{{0, 47}, {1, 48}, {1, 47}, {0, 48}}}, "the border crosses itself", 2},
      {"no position",
       {{{0, 47}, {NAN, 47}, {1, 47}, {1, 48}, {0, 48}}},
       "a point of the border is no position",
       2},
      {"off the globe",
       {{{0, 47}, {500, 47}, {1, 47}, {1, 48}, {0, 48}}},
       "a point of the border is no position",
       2},
  };
  for (const Broken& broken : cases) {
    std::vector<Issue> issues;
    const Boundaries b =
        build_boundaries({{id("01"), {square(3, 44, 1)}}, {id("59"), broken.rings}}, issues);
    ASSERT_EQ(issues.size(), 1U) << broken.name;
    EXPECT_EQ(issues[0].reason, broken.reason) << broken.name;
    EXPECT_EQ(issues[0].row, 2) << broken.name;
    ASSERT_EQ(metropole(b.levels.front()).fills.size(), 2U) << broken.name;
    EXPECT_EQ(metropole(b.levels.front()).fills[1].count, 3 * broken.triangles) << broken.name;
  }
}

TEST(Boundaries, TakeClosedAndOpenRings) {
  LonLatRing closed = square(0, 47, 1);
  closed.push_back(closed.front());
  const Boundaries b = build({{id("59"), {closed}}});
  EXPECT_EQ(metropole(b.levels.front()).triangles.size(), 6U);
  EXPECT_EQ(department_at(b, {0.5, 47.5}), id("59"));
}

TEST(Boundaries, PassOverADepartmentThatIsNone) {
  std::vector<Issue> issues;
  const Boundaries b = build_boundaries({{DepartmentId{}, {square(0, 47, 1)}}}, issues);
  ASSERT_EQ(issues.size(), 1U);
  EXPECT_EQ(issues[0].row, 1);
  EXPECT_FALSE(department_at(b, {0.5, 47.5}).has_value());
}

TEST(Boundaries, OfNothingButBrokenRingsAreEmpty) {
  std::vector<Issue> issues;
  const Boundaries b = build_boundaries({{id("59"), {{{0, 47}, {1, 47}}}}}, issues);
  EXPECT_EQ(issues.size(), 1U);
  EXPECT_FALSE(b.shapes[id("59").value].present);
  EXPECT_EQ(level_for(b, 6), nullptr);
}

TEST(Boundaries, SurviveAnything) {
  std::mt19937 random(14);
  for (int round = 0; round < 300; ++round) {
    std::vector<DepartmentGeometry> geometries;
    for (unsigned i = 0; i < 1 + random() % 5; ++i) {  // often one department twice
      DepartmentGeometry g{{static_cast<std::uint8_t>(random() % 4)}, {}};
      for (unsigned r = 0; r < random() % 4; ++r) {
        LonLatRing ring;
        const auto count = random() % 12;
        for (unsigned k = 0; k < count; ++k) {
          ring.push_back(
              {static_cast<double>(random() % 5), 44 + static_cast<double>(random() % 5)});
        }
        g.rings.push_back(std::move(ring));
      }
      geometries.push_back(std::move(g));
    }
    std::vector<Issue> issues;
    const Boundaries b = build_boundaries(geometries, issues);
    for (const BoundaryLevel& level : b.levels) {
      const TerritoryMesh& mesh = metropole(level);
      for (const std::uint32_t i : mesh.triangles) ASSERT_LT(i, mesh.fill_vertices.size());
    }
    for (const Issue& issue : issues) EXPECT_LE(*issue.row, static_cast<int>(geometries.size()));
    department_at(b, {2.5, 46.5});
  }
}

TEST(Boundaries, AreTheSameEveryTime) {  // whichever thread did what
  const auto geometries = MadeUpCountry(5, 4, 512).geometries();
  const Boundaries a = build(geometries), b = build(geometries);
  ASSERT_EQ(a.levels.size(), b.levels.size());
  for (std::size_t i = 0; i < a.levels.size(); ++i) {
    EXPECT_EQ(metropole(a.levels[i]).triangles, metropole(b.levels[i]).triangles);
    EXPECT_EQ(metropole(a.levels[i]).fill_vertices, metropole(b.levels[i]).fill_vertices);
    EXPECT_EQ(metropole(a.levels[i]).line_vertices, metropole(b.levels[i]).line_vertices);
  }
}

std::vector<DepartmentId> departments_by_brute_force(const Boundaries& b, LonLat p) {
  std::vector<DepartmentId> out;
  for (const DepartmentGeometry& g : b.geometries) {
    bool inside = false;
    for (const LonLatRing& ring : g.rings) {
      for (std::size_t i = 0; i < ring.size(); ++i) {
        const LonLat s = ring[i], t = ring[(i + 1) % ring.size()];
        if ((s.lat_deg > p.lat_deg) == (t.lat_deg > p.lat_deg)) continue;
        inside ^= p.lon_deg < s.lon_deg + (p.lat_deg - s.lat_deg) / (t.lat_deg - s.lat_deg) *
                                              (t.lon_deg - s.lon_deg);
      }
    }
    if (inside) out.push_back(g.department);
  }
  return out;
}

TEST(DepartmentAt, AgreesWithBruteForce) {
  std::vector<DepartmentGeometry> geometries = MadeUpCountry(6, 5, 128).geometries();
  for (std::size_t i = 0; i < geometries.size(); i += 3) {  // enclaves
    const LonLat c =
        MadeUpCountry(6, 5, 128).corner(static_cast<int>(i % 6), static_cast<int>(i / 6));
    const LonLatRing enclave = square(c.lon_deg + 0.5, c.lat_deg + 0.5, 0.1);
    geometries[i].rings.push_back(enclave);
    geometries[(i + 7) % 30].rings.push_back(enclave);
  }
  std::vector<Issue> issues;
  const Boundaries b = build_boundaries(std::move(geometries), issues);
  std::mt19937 random(1);
  std::uniform_real_distribution<double> lon(-2, 7), lat(43, 50);
  for (int i = 0; i < 4'000; ++i) {
    const LonLat p{lon(random), lat(random)};
    const auto expected = departments_by_brute_force(b, p);
    ASSERT_LE(expected.size(), 1U);
    EXPECT_EQ(department_at(b, p), expected.empty() ? std::nullopt : std::optional(expected[0]));
  }
}

TEST(DepartmentAt, FindsExactlyOneOnASharedBorder) {
  const auto geometries = MadeUpCountry(5, 4, 64).geometries();
  const Boundaries whole = build(geometries);
  std::vector<Boundaries> alone;  // so that two would be noticed
  for (const DepartmentGeometry& g : geometries) alone.push_back(build({g}));
  std::map<std::pair<double, double>, int> uses;
  for (const DepartmentGeometry& g : geometries) {
    for (const LonLat p : g.rings[0]) ++uses[{p.lon_deg, p.lat_deg}];
  }
  const auto expect_one = [&](LonLat p) {
    const auto count = std::count_if(alone.begin(), alone.end(), [&](const Boundaries& b) {
      return department_at(b, p).has_value();
    });
    EXPECT_EQ(count, 1);
    EXPECT_TRUE(department_at(whole, p).has_value());
  };
  const auto inland = [&](LonLat p) { return uses[{p.lon_deg, p.lat_deg}] > 1; };
  for (const DepartmentGeometry& g : geometries) {
    const LonLatRing& ring = g.rings[0];
    for (std::size_t i = 0; i + 1 < ring.size(); i += 5) {
      const LonLat a = ring[i], b = ring[i + 1];
      const MapBox coastless{-0.5, 44, 5.5,
                             49};  // away from the coast, whose corners have two uses
      if (!coastless.contains(MapPos{a.lon_deg, a.lat_deg}) || !inland(a) || !inland(b)) continue;
      expect_one(a);
      expect_one({(a.lon_deg + b.lon_deg) / 2, (a.lat_deg + b.lat_deg) / 2});
    }
  }
}

TEST(DepartmentAt, RefusesWhatIsNoPosition) {
  const Boundaries b = build({{id("59"), {square(0, 47, 1)}}});
  EXPECT_FALSE(department_at(b, {}).has_value());
  EXPECT_FALSE(department_at(b, {NAN, 47.5}).has_value());
  EXPECT_FALSE(department_at(b, {500, 47.5}).has_value());
}

}  // namespace
}  // namespace terreau
