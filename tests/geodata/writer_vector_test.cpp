#include "geodata/writer_vector.h"

#include <cmath>
#include <filesystem>

#include <gmock/gmock.h>

#include "geodata/attribution.h"
#include "geodata/place_table.h"
#include "tests/support/folder.h"

namespace terreau {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const std::vector<std::string> kAllFormats{"csv", "geojson", "gpkg", "xlsx", "shp", "fgb"};

std::string slurp(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<PlaceId> all_of(const Places& places) {
  std::vector<PlaceId> ids;
  for (std::uint32_t i = 0; i < places.size(); ++i) ids.push_back(PlaceId{i});
  return ids;
}

Atlas load(const AtlasRequest& request) {
  auto atlas = load_atlas(request);
  EXPECT_TRUE(atlas.ok()) << atlas.error().text();
  return atlas.ok() ? *std::move(atlas) : Atlas();
}

// Every field that a file carries, as one text.
std::string fields(const Places& p, PlaceId i) {
  std::string text;
  for (const std::string_view part :
       {p.id(i), p.name(i), info(p.form(i)).code, p.commune(i), p.commune_code(i), p.region(i),
        p.sector(i), p.website(i), p.status(i), p.tags(i), p.source_url(i), p.source_date(i),
        code(p.precision(i))}) {
    text += std::string(part) + "|";
  }
  text += std::to_string(p.kinds(i).bits()) + "|" + std::to_string(p.year(i)) + "|" +
          std::to_string(p.department(i).value);
  return text;
}

void expect_equal(const Places& before, const std::vector<PlaceId>& rows, const Places& after) {
  ASSERT_EQ(after.size(), rows.size());
  for (std::uint32_t i = 0; i < rows.size(); ++i) {
    EXPECT_EQ(fields(after, PlaceId{i}), fields(before, rows[i]));
    const LonLat a = before.position(rows[i]), b = after.position(PlaceId{i});
    ASSERT_EQ(is_valid(a), is_valid(b)) << fields(before, rows[i]);
    if (!is_valid(a)) continue;
    EXPECT_NEAR(a.lon_deg, b.lon_deg, 1e-7);
    EXPECT_NEAR(a.lat_deg, b.lat_deg, 1e-7);
  }
}

class WriterVector : public FolderTest {
 protected:
  // Texts that a careless writer or reader would break.
  std::string difficult_csv() const {
    return file("difficult.csv",
                "id,name,legal_form,functions,tags,code_insee,departement,lon,lat,year,sector\n"
                "a,\"comma, \"\"quotes\"\" and\na second line\",scic,cae;ptce,un;deux,01004,01,5.3,"
                "45.9,1999,\"=1+1\"\n"
                "b,Ĉiuj — ☂ 漢字 🌱,,,,2A004,2A,8.738549,41.91886012,,007\n"
                "c,only its department,scop,,,,976,,,2020,\n"
                "d,\"<b>&amp;</b> l'été\\n\",association,espace_test,,97411,974,55.45,-20.88,,x\n");
  }
};

TEST_F(WriterVector, EmbeddedAtlasOpensAgainAsItWas) {
  const Atlas atlas = load({});
  const std::vector<PlaceId> rows = all_of(*atlas.places);
  for (const std::string& extension : kAllFormats) {
    SCOPED_TRACE(extension);
    const auto written = write_places(path("atlas." + extension), atlas, rows, true);
    ASSERT_TRUE(written.ok()) << written.error().text();
    EXPECT_GT(written->file.bytes, 10'000U);
    AtlasRequest again;
    again.only = true;
    again.sources = {path("atlas." + extension)};
    std::vector<PlaceId> kept = rows;
    if (extension == "fgb") {
      std::erase_if(kept, [&](PlaceId p) { return !atlas.places->located(p); });
    }
    EXPECT_EQ(written->places, kept.size());
    const Atlas reopened = load(again);
    expect_equal(*atlas.places, kept, *reopened.places);
    ASSERT_EQ(reopened.sources.size(), 1U);
    EXPECT_THAT(reopened.sources[0].rejected, IsEmpty());
  }
}

TEST_F(WriterVector, DifficultTextsComeBack) {
  AtlasRequest request;
  request.only = true;
  request.sources = {difficult_csv()};
  const Atlas atlas = load(request);
  const std::vector<PlaceId> rows = all_of(*atlas.places);
  ASSERT_EQ(rows.size(), 4U);
  for (const std::string extension : {"csv", "geojson", "gpkg", "xlsx", "shp"}) {
    SCOPED_TRACE(extension);
    ASSERT_TRUE(write_places(path("again." + extension), atlas, rows, false).ok());
    request.sources = {path("again." + extension)};
    expect_equal(*atlas.places, rows, *load(request).places);
  }
}

TEST_F(WriterVector, SameTableSameBytesWhereverItStands) {
  const Atlas atlas = load({});
  std::filesystem::create_directories(path("elsewhere"));
  for (const std::string& extension : kAllFormats) {
    const std::string first = path("a." + extension), second = path("elsewhere/a." + extension);
    ASSERT_TRUE(write_places(first, atlas, all_of(*atlas.places), true).ok());
    ASSERT_TRUE(write_places(second, atlas, all_of(*atlas.places), true).ok());
    EXPECT_TRUE(slurp(first) == slurp(second)) << extension;
  }
  EXPECT_TRUE(slurp(path("a.dbf")) == slurp(path("elsewhere/a.dbf")));
}

TEST_F(WriterVector, LeavesNothingElseBehind) {
  const Atlas atlas = load({});
  ASSERT_TRUE(write_places(path("p.shp"), atlas, {PlaceId{0}}, true).ok());
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(path(""))) {
    names.push_back(entry.path().filename().string());
  }
  std::sort(names.begin(), names.end());
  EXPECT_THAT(names, ElementsAre("p.cpg", "p.dbf", "p.prj", "p.shp", "p.shx"));
  EXPECT_EQ(slurp(path("p.cpg")), "UTF-8");
}

TEST_F(WriterVector, CsvIsRfc4180) {
  AtlasRequest request;
  request.only = true;
  request.sources = {difficult_csv()};
  const Atlas atlas = load(request);
  TableOptions options;
  options.byte_order_mark = true;
  ASSERT_TRUE(write_places(path("x.csv"), atlas, all_of(*atlas.places), true, options).ok());
  const std::string text = slurp(path("x.csv"));
  EXPECT_TRUE(text.starts_with("\xEF\xBB\xBFid,name,"));
  EXPECT_TRUE(text.ends_with("\r\n"));
  EXPECT_THAT(text, HasSubstr("\"comma, \"\"quotes\"\" and\na second line\""));
  EXPECT_THAT(text, HasSubstr("\"01004\",\"01\",Ain"));  // codes are text
  ASSERT_TRUE(write_places(path("y.csv"), atlas, all_of(*atlas.places), true).ok());
  EXPECT_TRUE(slurp(path("y.csv")).starts_with("id,name,"));
}

TEST_F(WriterVector, PlaceWithoutPointHasNullGeometryInGeoJson) {
  AtlasRequest request;
  request.only = true;
  request.sources = {difficult_csv()};
  const Atlas atlas = load(request);
  ASSERT_TRUE(write_places(path("x.geojson"), atlas, all_of(*atlas.places), false).ok());
  const std::string text = slurp(path("x.geojson"));
  EXPECT_THAT(text, HasSubstr("\"geometry\": null"));
  EXPECT_THAT(text, HasSubstr("\"licence\": \"difficult.csv: that file's own licence.\""));
  EXPECT_EQ(text.find("\"crs\""), std::string::npos);  // RFC 7946: always WGS 84
}

TEST_F(WriterVector, SaysWhatAShapefileCuts) {
  std::string name(253, 'x');
  name += "é and more";
  AtlasRequest request;
  request.only = true;
  request.sources = {file("long.csv", "name,departement\n" + name + ",62\n")};
  const Atlas atlas = load(request);
  const auto written = write_places(path("x.shp"), atlas, all_of(*atlas.places), true);
  ASSERT_TRUE(written.ok());
  ASSERT_EQ(written.warnings().size(), 1U);
  EXPECT_THAT(written.warnings()[0].reason, HasSubstr("254 bytes"));
  EXPECT_EQ(written.warnings()[0].value, "name");
  request.sources = {path("x.shp")};
  EXPECT_EQ(load(request).places->name(PlaceId{0}), std::string(253, 'x'));  // no half letter
}

TEST_F(WriterVector, ErrorsNameTheFileAndTheReason) {
  const Atlas atlas = load({});
  const auto reason = [&](const std::string& name) {
    const auto written = write_places(name, atlas, {PlaceId{0}}, true);
    return written.ok() ? "" : written.error().text();
  };
  EXPECT_THAT(reason(path("x.doc")), HasSubstr(".csv, .geojson, .gpkg"));
  EXPECT_THAT(reason(path("x")), HasSubstr(".csv, .geojson, .gpkg"));
  std::filesystem::create_directories(path("folder.gpkg"));
  EXPECT_EQ(reason(path("folder.gpkg")), path("folder.gpkg") + ": is a folder");
  EXPECT_THAT(reason(path("none/x.csv")), HasSubstr("no folder"));
  for (const std::string& extension : kAllFormats) {
    if (extension == "shp") continue;
    const std::string full = path("full." + extension);
    std::filesystem::create_symlink("/dev/full", full);
    EXPECT_THAT(reason(full), HasSubstr("No space left on device")) << extension;
  }
}

TEST_F(WriterVector, CancelledLeavesTheOldFile) {
  const Atlas atlas = load({});
  file("x.csv", "old");
  std::stop_source stop;
  stop.request_stop();
  TableOptions options;
  options.stop = stop.get_token();
  const auto written = write_places(path("x.csv"), atlas, {PlaceId{0}}, true, options);
  ASSERT_FALSE(written.ok());
  EXPECT_EQ(written.error().message, "cancelled");
  EXPECT_EQ(slurp(path("x.csv")), "old");
}

TEST(Attribution, TellsNoPasswordAndNoFolder) {
  SourceReport source;
  source.layer = "coops";
  source.source = "PG:host=db user=me password=secret";
  EXPECT_EQ(public_name(source), "PG: coops");
  source.source = "https://me:secret@example.org/x.gpkg";
  EXPECT_EQ(public_name(source), "https: coops");
  source.source = "/home/me/lists/coops.csv";
  EXPECT_EQ(public_name(source), "coops.csv");
}

}  // namespace
}  // namespace terreau
