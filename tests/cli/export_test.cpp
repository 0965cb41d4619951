#include <cstdlib>
#include <filesystem>
#include <map>
#include <sstream>

#include <gmock/gmock.h>

#include "tests/cli/program.h"

// terreau export, as scripts use it.
namespace terreau::test {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::StartsWith;

class Export : public InFolder {};

json places_of(const std::vector<std::string>& args) {
  std::vector<std::string> all{"info", "--json"};
  all.insert(all.end(), args.begin(), args.end());
  return terreau(all).json()["places"];
}

TEST_F(Export, WhatIsWrittenOpensAsTheSameAtlas) {
  const json before = places_of({});
  for (const std::string extension : {"gpkg", "csv", "geojson", "xlsx", "shp"}) {
    const std::string file = path("atlas." + extension);
    const Outcome o = terreau({"export", "-o", file});
    ASSERT_EQ(o.status, 0) << o.err;
    EXPECT_THAT(o.out, StartsWith(file + ": " + std::to_string(before["total"].get<int>()) +
                                  " places, " + std::to_string(before["located"].get<int>())));
    EXPECT_THAT(o.out, HasSubstr("GeoNames (CC BY 4.0)"));
    EXPECT_EQ(places_of({"--only", file}), before) << extension;
  }
}

TEST_F(Export, EveryFilterNarrowsAsInInfo) {
  const std::vector<std::vector<std::string>> filters{
      {"--families", "agricole,test"}, {"--forms", "scic"},
      {"--functions", "cae"},          {"--departments", "62,93,974"},
      {"--years", "2001-2010"},        {"--forms", "scop", "--years", "-2015"}};
  for (const auto& filter : filters) {
    std::vector<std::string> args{"export", "-o", path("x.gpkg")};
    args.insert(args.end(), filter.begin(), filter.end());
    const Outcome o = terreau(args);
    ASSERT_EQ(o.status, 0) << o.err;
    EXPECT_EQ(places_of({"--only", path("x.gpkg")}), places_of(filter)) << filter[1];
  }
}

TEST_F(Export, WhereChoosesRowsOfASource) {
  const std::string source =
      file("mine.csv", "name,departement,size\none,62,3\ntwo,62,30\nthree,93,4\n");
  const Outcome o = terreau(
      {"export", "-o", path("x.csv"), "--only", source, "--where", "CAST(size AS integer) < 10"});
  ASSERT_EQ(o.status, 0) << o.err;
  EXPECT_EQ(places_of({"--only", path("x.csv")})["by_department"], (json{{"62", 1}, {"93", 1}}));
}

TEST_F(Export, OtherProgramsReadIt) {
  for (const std::string extension : {"gpkg", "csv", "geojson", "xlsx", "shp", "fgb"}) {
    const std::string file = path("x." + extension);
    ASSERT_EQ(terreau({"export", "-o", file, "--departments", "93"}).status, 0);
    const std::string list = path("list.txt");
    ASSERT_EQ(std::system(("ogrinfo -q -al '" + file + "' >'" + list + "'").c_str()), 0);
    EXPECT_THAT(slurp(list), HasSubstr("phares-93")) << extension;
    EXPECT_THAT(slurp(list), HasSubstr("Île-de-France")) << extension;
  }
}

TEST_F(Export, NothingPassesIsAnEmptyTable) {
  const Outcome o = terreau({"export", "-o", path("x.csv"), "--years", "1700"});
  EXPECT_EQ(o.status, 0) << o.err;
  EXPECT_THAT(o.out, HasSubstr(": 0 places, 0 with a position"));
  EXPECT_THAT(slurp(path("x.csv")), StartsWith("id,name,"));
}

// The CSV's rows by their code ("FR", "R11", "93"), cells by column.
std::map<std::string, std::map<std::string, std::string>> statistics(const std::string& text) {
  std::map<std::string, std::map<std::string, std::string>> rows;
  std::istringstream in(text);
  std::vector<std::string> names;
  for (std::string line; std::getline(in, line);) {
    std::vector<std::string> cells(1);
    bool quoted = false;
    for (const char c : line) {
      if (c == '"')
        quoted = !quoted;
      else if (c == ',' && !quoted)
        cells.emplace_back();
      else if (c != '\r')
        cells.back() += c;
    }
    if (names.empty()) names = cells;
    auto& row = rows[(cells[0] == "region" ? "R" : "") + cells[1]];
    for (std::size_t i = 0; i < cells.size(); ++i) row[names[i]] = cells[i];
  }
  return rows;
}

TEST_F(Export, StatisticsAgreeWithInfo) {
  const std::string file = path("table.csv");
  const Outcome o = terreau({"export", "--statistics", "-o", file});
  ASSERT_EQ(o.status, 0) << o.err;
  EXPECT_THAT(o.out, StartsWith(file + ": " + std::to_string(places_of({})["total"].get<int>()) +
                                " places, "));
  auto rows = statistics(slurp(file));
  ASSERT_EQ(rows.size(), 121U);  // and the header
  const json info = places_of({});
  for (const auto& [code, n] : info["by_department"].items()) {
    EXPECT_EQ(rows[code]["total"], n.dump()) << code;
  }
  EXPECT_EQ(rows["FR"]["total"], info["total"].dump());
  EXPECT_EQ(rows["FR"]["located"], info["located"].dump());
  for (const auto& [code, n] : info["by_family"].items()) {
    EXPECT_EQ(rows["FR"]["family_" + code], n.get<int>() == 0 ? "" : n.dump()) << code;
  }
  for (const auto& [code, n] : info["by_form"].items()) {
    EXPECT_EQ(rows["FR"]["form_" + code], n.get<int>() == 0 ? "" : n.dump()) << code;
  }
  for (const auto& [code, n] : info["by_function"].items()) {
    EXPECT_EQ(rows["FR"]["function_" + code], n.get<int>() == 0 ? "" : n.dump()) << code;
  }
  EXPECT_EQ(rows["FR"]["population"], "68350798");
  EXPECT_NEAR(std::stod(rows["93"]["per_10000"]),
              1e4 * std::stod(rows["93"]["total"]) / std::stod(rows["93"]["population"]), 1e-4);
  EXPECT_EQ(rows["976"]["population_vintage"], "2017 (INSEE)");
}

TEST_F(Export, NoDataIsAnEmptyCellAndNeverZero) {
  ASSERT_EQ(terreau({"export", "--statistics", "-o", path("t.csv"), "--departments", "62"}).status,
            0);
  auto rows = statistics(slurp(path("t.csv")));
  EXPECT_NE(rows["62"]["total"], "");
  for (const std::string column : {"total", "located", "per_10000", "family_travail"}) {
    EXPECT_EQ(rows["48"][column], "") << column;
  }
  EXPECT_NE(rows["48"]["population"], "");
  EXPECT_EQ(rows["R32"]["total"], rows["62"]["total"]);
}

TEST_F(Export, StatisticsAreTables) {
  EXPECT_EQ(terreau({"export", "--statistics", "-o", path("t.gpkg")}).status, 2);
  EXPECT_EQ(terreau({"export", "--bom", "-o", path("t.gpkg")}).status, 2);
  EXPECT_EQ(terreau({"export", "--statistics", "-o", path("t.xlsx")}).status, 0);
}

TEST_F(Export, WrongUsageNamesTheKnownFormats) {
  for (const std::string name : {"x.doc", "x", ".csv/"}) {
    const Outcome o = terreau({"export", "-o", path(name)});
    EXPECT_EQ(o.status, 2) << name;
    EXPECT_THAT(o.err, HasSubstr(".csv, .geojson, .gpkg, .xlsx, .shp, .fgb"));
  }
  EXPECT_EQ(terreau({"export"}).status, 2);
}

TEST_F(Export, ErrorsSayWhichFileAndWhyAndLeaveNothing) {
  std::filesystem::create_directories(path("folder.gpkg"));
  std::filesystem::create_symlink("/dev/full", path("full.csv"));
  const std::pair<std::string, std::string> bad[] = {{path("folder.gpkg"), "is a folder"},
                                                     {path("full.csv"), "No space left"},
                                                     {path("none/x.gpkg"), "no folder"}};
  for (const auto& [file, why] : bad) {
    const Outcome o = terreau({"export", "-o", file});
    EXPECT_EQ(o.status, 1) << file;
    EXPECT_THAT(o.err, StartsWith("terreau: " + file));
    EXPECT_THAT(o.err, HasSubstr(why));
    EXPECT_EQ(o.out, "");
  }
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(path("")), {}), 2);
}

}  // namespace
}  // namespace terreau::test
