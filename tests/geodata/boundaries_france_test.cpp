// The boundaries of France as they are shipped, and as others publish them.
#include <filesystem>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "geodata/boundaries.h"
#include "geodata/import.h"
#include "geodata/reader.h"

namespace terreau {
namespace {

std::vector<DepartmentGeometry> read_departments(const std::string& uri) {
  Result<std::vector<Layer>> layers = read_source(uri);
  EXPECT_TRUE(layers.ok());
  if (!layers || layers->empty()) return {};
  std::vector<Issue> issues;
  return match_departments(layers->front(), issues);
}

double fill_area_m2(const BoundaryLevel& level) {
  double twice = 0;
  for (const TerritoryMesh& mesh : level.meshes) {
    for (std::size_t i = 0; i < mesh.triangles.size(); i += 3) {
      const auto& a = mesh.fill_vertices[mesh.triangles[i]];
      const auto& b = mesh.fill_vertices[mesh.triangles[i + 1]];
      const auto& c = mesh.fill_vertices[mesh.triangles[i + 2]];
      twice += (double{b[0]} - a[0]) * (double{c[1]} - a[1]) -
               (double{c[0]} - a[0]) * (double{b[1]} - a[1]);
    }
  }
  return twice / 2;
}

void expect_france(const Boundaries& b) {
  double area_m2 = 0;
  for (int i = 0; i < kDepartmentCount; ++i) {
    const DepartmentShape& shape = b.shapes[static_cast<std::size_t>(i)];
    EXPECT_TRUE(shape.present) << i;
    EXPECT_GT(shape.label_radius_m, 1'000) << i;
    area_m2 += shape.area_m2;
  }
  EXPECT_NEAR(area_m2 / 1e6, 638'000, 4'000);  // square kilometres
  for (const BoundaryLevel& level : b.levels) {
    EXPECT_NEAR(fill_area_m2(level) / area_m2, 1, 0.005) << level.tolerance_m;
    int fills = 0;
    for (const TerritoryMesh& mesh : level.meshes) {
      for (const FillRange& fill : mesh.fills) fills += fill.count > 0;
    }
    EXPECT_EQ(fills, kDepartmentCount) << level.tolerance_m;
  }
  struct Town {
    LonLat at;
    const char* code;
  };
  for (const Town& town : {Town{{2.3522, 48.8566}, "75"}, Town{{4.8357, 45.7640}, "69"},
                           Town{{5.0200, 44.3840}, "84"},  // Valréas, in the enclave des Papes
                           Town{{4.7500, 44.5500}, "26"}, Town{{-4.4861, 48.3904}, "29"},
                           Town{{8.7386, 41.9500}, "2A"}, Town{{9.4000, 42.4500}, "2B"},
                           Town{{2.6372, 50.4292}, "62"}, Town{{55.4504, -20.9500}, "974"},
                           Town{{-61.6000, 16.2000}, "971"}, Town{{-52.7000, 4.5000}, "973"},
                           Town{{45.1500, -12.8300}, "976"}, Town{{-61.0000, 14.6500}, "972"}}) {
    EXPECT_EQ(department_at(b, town.at), department_by_code(town.code)) << town.code;
  }
  EXPECT_FALSE(department_at(b, {0.5, 50.5}).has_value());  // the Channel
}

TEST(BoundariesOfFrance, AreEmbeddedWholeAndClean) {
  const auto geometries = read_departments("france/departements.shp");
  ASSERT_EQ(geometries.size(), 101U);
  std::vector<Issue> issues;
  const Boundaries b = build_boundaries(geometries, issues);
  for (const Issue& issue : issues) ADD_FAILURE() << *issue.row << ": " << issue.reason;
  expect_france(b);
  const auto inland = [](const TerritoryMesh& mesh) {
    return std::count_if(mesh.borders.begin(), mesh.borders.end(),
                         [](const BorderArc& a) { return a.kind != BorderKind::coast; });
  };
  EXPECT_GT(inland(b.levels.front().meshes[0]), 200);  // neighbours do share their borders
}

class PublishedBoundaries : public testing::TestWithParam<const char*> {};

TEST_P(PublishedBoundaries, BuildWithoutIssues) {
  const std::string path = std::string(TERREAU_SHARED_DATA) + "/boundaries/" + GetParam();
  if (!std::filesystem::exists(path)) GTEST_SKIP() << path << " is not here";
  std::vector<Issue> issues;
  const Boundaries b = build_boundaries(read_departments(path), issues);
  EXPECT_TRUE(issues.empty());
  expect_france(b);
}

INSTANTIATE_TEST_SUITE_P(
    Files, PublishedBoundaries,
    testing::Values("admin_express_wgs84/DEPARTEMENT.shp",
                    "france_geojson_2018/departements-avec-outre-mer.geojson"));

}  // namespace
}  // namespace terreau
