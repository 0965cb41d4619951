#include <cstdlib>

#include <gmock/gmock.h>

#include "tests/cli/program.h"

// The program without parts of it: it says which one is missing, and does what it can without.
namespace terreau::test {
namespace {

using testing::HasSubstr;

class Modules : public InFolder {
 protected:
  // The executable with some of the files beside it, somewhere else.
  Outcome with_only(const std::vector<std::string>& modules, std::vector<std::string> args) const {
    namespace fs = std::filesystem;
    const fs::path built = TERREAU_BINARY;
    fs::copy_file(built, path("terreau"), fs::copy_options::overwrite_existing);
    for (const std::string& module : modules) {
      fs::copy_file(built.parent_path() / module, path(module));
    }
    return run_program(path("terreau"), std::move(args));
  }
};

TEST_F(Modules, TheExecutableAloneSaysWhatItMisses) {
  const Outcome o = with_only({}, {"--version"});
  EXPECT_EQ(o.status, 1);
  EXPECT_THAT(o.err, HasSubstr("terreau: terreau_program.so: "));
  EXPECT_THAT(
      o.err, HasSubstr("is neither in " + std::filesystem::path(path("x")).parent_path().string()));
}

TEST_F(Modules, WithoutFormatsThereIsTheEmbeddedAtlasAndAClearAnswer) {
  const Outcome embedded = with_only({"terreau_program.so"}, {"info", "--json"});
  EXPECT_EQ(embedded.status, 0) << embedded.err;
  const std::string csv = file("a.csv", "name,lon,lat\nA,2.35,48.85\n");
  const Outcome o = run_program(path("terreau"), {"info", csv});
  EXPECT_EQ(o.status, 1);
  EXPECT_THAT(o.err, HasSubstr("terreau_formats.so: this part of the program is neither in "));
}

// Loading GDAL would take longer than all else of opening it.
TEST_F(Modules, APlainGeoPackageNeedsNoGdal) {
  const std::string csv = file("a.csv", "name,lon,lat\nA,2.35,48.85\nB,2.5,48.5\n");
  const std::string command =
      "ogr2ogr -f GPKG '" + path("a.gpkg") + "' '" + csv +
      "' -oo X_POSSIBLE_NAMES=lon -oo Y_POSSIBLE_NAMES=lat -a_srs EPSG:4326";
  if (std::system(command.c_str()) != 0) GTEST_SKIP() << "no ogr2ogr";
  const Outcome o = with_only({"terreau_program.so", "terreau_geopackage.so"},
                              {"info", "--only", path("a.gpkg"), "--json"});
  EXPECT_EQ(o.status, 0) << o.err;
  EXPECT_EQ(o.json()["places"]["located"], 2);
}

TEST_F(Modules, WithoutProjTheMapIsThereAndAnotherCrsGetsAClearAnswer) {
  const std::string lambert = file("a.geojson", R"({"type": "FeatureCollection",
    "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::2154"}},
    "features": [{"type": "Feature", "properties": {"name": "A"},
                  "geometry": {"type": "Point", "coordinates": [652469, 6862035]}}]})");
  const Outcome map = with_only({"terreau_program.so", "terreau_formats.so"}, {"info", "--json"});
  EXPECT_EQ(map.status, 0);
  EXPECT_EQ(map.err, "");
  const Outcome o = run_program(path("terreau"), {"info", lambert});
  EXPECT_THAT(o.err, HasSubstr("terreau_proj.so: this part of the program is neither in "));
}

// Loading it would be a tenth of the time to the first picture, on the thread that draws.
TEST_F(Modules, TheFirstViewNeedsNoProjWhereverThePointerIs) {
  const std::string journal = file("j.jsonl", R"({"do":"hover","x":1599,"y":1}
{"do":"wait","frames":1}
{"do":"wait","until":"loaded"}
{"do":"hover","x":1,"y":1}
{"do":"wait","frames":1}
{"do":"hover","x":1599,"y":1}
{"do":"wait","frames":1}
{"do":"hover","x":1599,"y":960}
{"do":"wait","frames":1}
)");
  const Outcome o =
      with_only({"terreau_program.so"}, {"replay", journal, "--size", "1600x1000", "--widgets",
                                         path("w.json"), "--report", path("r.json")});
  EXPECT_EQ(o.status, 0);
  EXPECT_EQ(o.err, "");
}

}  // namespace
}  // namespace terreau::test
