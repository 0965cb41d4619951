#include <set>

#include "geodata/import.h"
#include "tests/support/folder.h"

namespace terreau {
namespace {

// A layer of squares with the given columns; values row by row.
Layer layer_of(std::vector<std::string> columns,
               const std::vector<std::vector<std::string>>& rows) {
  Layer layer;
  layer.kind = GeometryKind::polygon;
  layer.columns.resize(columns.size());
  layer.column_names = std::move(columns);
  for (const auto& row : rows) {
    for (std::size_t c = 0; c < row.size(); ++c) layer.columns[c].push_back(row[c]);
    const double x = static_cast<double>(layer.row_count++);
    layer.rings.push_back({{{x, 45}, {x + 1, 45}, {x + 1, 46}, {x, 46}, {x, 45}}});
  }
  return layer;
}

std::string codes(const std::vector<DepartmentGeometry>& geometries) {
  std::string text;
  for (const DepartmentGeometry& g : geometries) {
    text += (text.empty() ? "" : " ") + std::string(department(g.department).code);
  }
  return text;
}

TEST(MatchDepartments, ByTheColumnThatNamesMost) {
  std::vector<Issue> issues;
  const Layer layer =
      layer_of({"gid", "INSEE_REG", "INSEE_DEP", "NOM"}, {{"1", "32", "62", "Pas-de-Calais"},
                                                          {"2", "32", "59", "Nord"},
                                                          {"3", "11", "93", "Seine-Saint-Denis"}});
  EXPECT_EQ(codes(match_departments(layer, issues)), "59 62 93");
  EXPECT_TRUE(issues.empty());
}

TEST(MatchDepartments, ByNameInCapitalsWithoutAccents) {
  std::vector<Issue> issues;
  const Layer layer =
      layer_of({"NOM_DEPT"}, {{"COTE-D'OR"}, {"PUY DE DOME"}, {"ARDECHE"}, {"ATLANTIS"}});
  EXPECT_EQ(codes(match_departments(layer, issues)), "07 21 63");
  ASSERT_EQ(issues.size(), 1U);
  EXPECT_EQ(issues[0].row, 4);
  EXPECT_EQ(issues[0].value, "NOM_DEPT = ATLANTIS");
}

TEST(MatchDepartments, RhoneAndLyonAreOne) {
  std::vector<Issue> issues;
  const Layer layer = layer_of(
      {"code_insee", "nom"},
      {{"69D", "Rhône"}, {"69M", "Métropole de Lyon"}, {"['12']", "Aveyron"}, {"01", "Ain"}});
  const auto found = match_departments(layer, issues);
  ASSERT_EQ(codes(found), "01 12 69");
  EXPECT_EQ(found[2].rings.size(), 2U);
}

TEST(MatchDepartments, RegionsAreNoDepartments) {
  std::vector<Issue> issues;
  EXPECT_TRUE(match_departments(layer_of({"code", "nom"}, {{"32", "Hauts-de-France"},
                                                           {"11", "Île-de-France"},
                                                           {"84", "Auvergne-Rhône-Alpes"}}),
                                issues)
                  .empty());
  std::vector<std::vector<std::string>> rows;
  for (const char* code :
       {"11", "24", "27", "28", "32", "44", "52", "53", "75", "76", "84", "93"}) {
    rows.push_back({code});
  }
  EXPECT_TRUE(match_departments(layer_of({"code"}, rows), issues).empty());
}

TEST(MatchDepartments, CommunesWithADepartmentColumnAreNoDepartments) {
  std::vector<Issue> issues;
  std::vector<std::vector<std::string>> rows;
  for (int i = 0; i < 40; ++i)
    rows.push_back({i % 2 == 0 ? "62" : "59", "Ville " + std::to_string(i)});
  EXPECT_TRUE(match_departments(layer_of({"dep", "nom"}, rows), issues).empty());
}

TEST(MatchDepartments, IslandsInRowsOfTheirOwnStayOneDepartment) {
  std::vector<Issue> issues;
  std::vector<std::vector<std::string>> rows;
  for (int i = 0; i < 12; ++i)
    rows.push_back({i % 2 == 0 ? "29" : "56", i % 2 == 0 ? "Finistère" : "Morbihan"});
  const auto found = match_departments(layer_of({"code", "nom"}, rows), issues);
  ASSERT_EQ(codes(found), "29 56");
  EXPECT_EQ(found[0].rings.size(), 6U);
}

TEST(MatchDepartments, FewerThanHalfIsAnOverlay) {
  std::vector<Issue> issues;
  EXPECT_TRUE(match_departments(layer_of({"nom"}, {{"Ain"}, {"Parc"}, {"Zone"}}), issues).empty());
  Layer points = layer_of({"code"}, {{"01"}});
  points.kind = GeometryKind::point;
  EXPECT_TRUE(match_departments(points, issues).empty());
  EXPECT_TRUE(match_departments(Layer{}, issues).empty());
}

// Files as they are published; skipped where they are not at hand.
class PublishedBoundaries : public FolderTest {
 protected:
  static Layer layer(const std::string& name) {
    const std::string path = std::string(TERREAU_SHARED_DATA) + "/boundaries/" + name;
    return std::filesystem::exists(path) ? only_layer(path) : Layer{};
  }
};

TEST_F(PublishedBoundaries, AreMatchedWhole) {
  for (const auto& [name, departments] :
       {std::pair{"admin_express_wgs84/DEPARTEMENT.shp", 101U},
        std::pair{"lambert93_latin1/departement_l93_latin1.shp", 96U},
        std::pair{"france_geojson_2018/departements-avec-outre-mer.geojson", 101U}}) {
    const Layer read = layer(name);
    if (read.row_count == 0) GTEST_SKIP() << "no " << name;
    std::vector<Issue> issues;
    EXPECT_EQ(match_departments(read, issues).size(), departments) << name;
    EXPECT_TRUE(issues.empty()) << name;
  }
}

TEST_F(PublishedBoundaries, RegionsAreAnOverlay) {
  const Layer read = layer("admin_express_wgs84/REGION.shp");
  if (read.row_count == 0) GTEST_SKIP() << "no REGION.shp";
  std::vector<Issue> issues;
  EXPECT_TRUE(match_departments(read, issues).empty());
}

}  // namespace
}  // namespace terreau
