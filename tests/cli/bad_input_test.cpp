#include <gmock/gmock.h>

#include "tests/cli/program.h"

// Whatever is named as a source: an answer, never a crash, never a hang, never silence.
namespace terreau::test {
namespace {

using nlohmann::json;
using testing::AnyOf;
using testing::HasSubstr;
using testing::StartsWith;

class BadInput : public InFolder {
 protected:
  // Nothing usable: status 1 and one line that names the source.
  void expect_refused(const std::string& source, const std::string& named) {
    const Outcome o = terreau({"info", source, "--json"});
    EXPECT_EQ(o.status, 1) << source << ": " << o.out << o.err;
    EXPECT_THAT(o.err, StartsWith("terreau: ")) << source;
    EXPECT_THAT(o.err, HasSubstr(named));
    EXPECT_EQ(std::count(o.err.begin(), o.err.end(), '\n'), 1) << o.err;
    EXPECT_EQ(o.out, "");
  }

  // Something usable: status 0; the report of the named source, every row accounted for.
  json report_of(const std::string& source, const std::vector<std::string>& more = {}) {
    std::vector<std::string> args = {"info", source, "--json"};
    args.insert(args.end(), more.begin(), more.end());
    const Outcome o = terreau(args);
    EXPECT_EQ(o.status, 0) << o.err;
    if (o.status != 0) return {};
    const json report = o.json().at("sources").back();
    EXPECT_EQ(report.at("rows"),
              report.at("accepted").get<std::size_t>() + report.at("rejected").size());
    return report;
  }

  std::string embedded(const std::string& name) const {
    return slurp(std::string(TERREAU_SOURCE_DIR) + "/geodata/france/" + name);
  }
};

TEST_F(BadInput, MissingFile) { expect_refused(path("none.csv"), "none.csv"); }

TEST_F(BadInput, EmptyFiles) {
  for (const char* name : {"a.csv", "a.geojson", "a.gpkg", "a.shp", "a.zip", "a.xlsx", "a"}) {
    expect_refused(file(name, ""), name);
  }
}

TEST_F(BadInput, AFolder) { expect_refused(path("."), "."); }

TEST_F(BadInput, OnlyAHeader) { expect_refused(file("a.csv", "name,lon,lat\n"), "a.csv"); }

TEST_F(BadInput, WrongFiles) {
  const std::string noise = embedded("departements.shx");
  for (const char* name :
       {"a.csv", "a.geojson", "a.gpkg", "a.shp", "a.zip", "a.ods", "a.parquet"}) {
    expect_refused(file(name, noise), name);
  }
}

TEST_F(BadInput, TruncatedGeoJson) {
  const std::string whole =
      R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"A"},)"
      R"("geometry":{"type":"Point","coordinates":[2.3,48.9]}}]})";
  for (std::size_t length = 1; length < whole.size() - 1; length += 7) {
    const Outcome o = terreau({"info", file("a.geojson", whole.substr(0, length)), "--json"});
    EXPECT_EQ(o.status, 1) << length << o.out;
    EXPECT_THAT(o.err, HasSubstr("a.geojson"));
  }
  EXPECT_EQ(report_of(file("b.geojson", whole)).at("accepted"), 1);
}

TEST_F(BadInput, TruncatedShapefile) {
  const std::string shp = embedded("departements.shp");
  for (const char* part : {".shx", ".dbf", ".prj", ".cpg"}) {
    file(std::string("d") + part, embedded(std::string("departements") + part));
  }
  for (const double share : {0.0001, 0.01, 0.3, 0.99}) {
    const auto length = static_cast<std::size_t>(share * static_cast<double>(shp.size()));
    const Outcome o = terreau({"info", file("d.shp", shp.substr(0, length)), "--json"});
    EXPECT_THAT(o.status, AnyOf(0, 1)) << share << o.err;
    if (o.status == 1) {
      EXPECT_THAT(o.err, HasSubstr("d.shp"));
    } else {  // something is missing, and that must be said
      const json all = o.json();
      EXPECT_FALSE(all.at("boundaries").back().at("issues").empty() &&
                   all.at("sources").back().at("notices").empty())
          << share;
    }
  }
}

TEST_F(BadInput, NoPlaceAtAll) {
  expect_refused(file("a.csv", "name,colour\nA,red\nB,blue\n"), "a.csv");
}

TEST_F(BadInput, SomeRowsCannotBeUsed) {
  const json report = report_of(file("a.csv",
                                     "name,lon,lat\nGood,2.35,48.85\nNan,nan,48\nFar,999,99\n"
                                     "Words,east,north\nEmpty,,\nInfinite,inf,0\nAlso,3.5,50.1\n"));
  EXPECT_EQ(report.at("rows"), 7);
  EXPECT_EQ(report.at("accepted"), 2);
  ASSERT_EQ(report.at("rejected").size(), 5U);
  for (int i = 0; i < 5; ++i) {
    const json& rejected = report.at("rejected")[static_cast<std::size_t>(i)];
    EXPECT_EQ(rejected.at("row"), i + 2);
    EXPECT_NE(rejected.at("reason"), "");
  }
}

TEST_F(BadInput, NoRowCanBeUsed) {
  expect_refused(file("a.csv", "name,lon,lat\nNan,nan,48\nFar,999,99\n"), "a.csv");
}

TEST_F(BadInput, AnUnknownCrsIsGuessedAndSaid) {
  for (const char* part : {".shp", ".shx", ".dbf", ".cpg"}) {
    file(std::string("d") + part, embedded(std::string("departements") + part));
  }
  file("d.prj", "NONSENSE[\"is no coordinate reference system\"]");
  const Outcome o = terreau({"info", path("d.shp"), "--json"});
  ASSERT_EQ(o.status, 0) << o.err;
  const json boundaries = o.json().at("boundaries");
  const auto mine = std::find_if(boundaries.begin(), boundaries.end(),
                                 [&](const json& b) { return b.at("source") == path("d.shp"); });
  ASSERT_NE(mine, boundaries.end());
  EXPECT_EQ(mine->at("departments"), 101);
  EXPECT_FALSE(mine->at("issues").empty());
}

TEST_F(BadInput, AnUnknownCodeOfACrsDoesNoHarm) {
  const std::string source = file(
      "a.geojson",
      R"({"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:999999"}},)"
      R"("features":[{"type":"Feature","properties":{"name":"A"},)"
      R"("geometry":{"type":"Point","coordinates":[2.3,48.9]}}]})");
  EXPECT_THAT(terreau({"info", source, "--json"}).status, AnyOf(0, 1));
}

TEST_F(BadInput, BytesThatAreNoUtf8AreMendedAndSaid) {
  const json report = report_of(file("a.csv", "name,lon,lat\nCaf\xe9,2.35,48.85\n"));
  EXPECT_EQ(report.at("accepted"), 1);
  EXPECT_FALSE(report.at("notices").empty());
}

TEST_F(BadInput, AGoodAndABadSourceTogetherFail) {
  const std::string good = file("good.csv", "name,lon,lat\nA,2.35,48.85\n");
  const Outcome o = terreau({"info", good, path("none.csv"), "--json"});
  EXPECT_EQ(o.status, 1);
  EXPECT_THAT(o.err, HasSubstr("none.csv"));
}

TEST_F(BadInput, EverySubcommandRefusesAMissingSource) {
  const std::string none = path("none.csv");
  const std::string journal = file("j.jsonl", "{\"do\":\"home\"}\n");
  for (const std::vector<std::string>& args : {std::vector<std::string>{"find", "x", none},
                                               {"at", "2", "48", "--zoom", "9", none},
                                               {"render", "-o", path("a.png"), none},
                                               {"replay", journal, none}}) {
    const Outcome o = terreau(args);
    EXPECT_EQ(o.status, 1) << args[0];
    EXPECT_THAT(o.err, HasSubstr("none.csv")) << args[0];
  }
}

TEST_F(BadInput, OnlyLeavesTheEmbeddedPlacesOut) {
  const std::string good = file("good.csv", "name,lon,lat\nA,2.35,48.85\nB,2.36,48.86\n");
  const json all = terreau({"info", good, "--only", "--json"}).json();
  EXPECT_EQ(all.at("places").at("total"), 2);
  EXPECT_EQ(all.at("sources").size(), 1U);
}

}  // namespace
}  // namespace terreau::test
