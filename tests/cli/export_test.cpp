#include <cstdlib>
#include <filesystem>

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
