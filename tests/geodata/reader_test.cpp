#include "geodata/reader.h"

#include <cmath>
#include <thread>

#include <gmock/gmock.h>

#include "tests/support/folder.h"

namespace terreau {
namespace {

using testing::HasSubstr;

class Reader : public FolderTest {
 protected:
  static std::string_view text(const Layer& layer, std::string_view column, std::size_t row) {
    for (std::size_t c = 0; c < layer.columns.size(); ++c) {
      if (layer.column_names[c] == column) return layer.columns[c][row];
    }
    return "(no such column)";
  }
  static void expect_error(const std::string& uri, const std::string& words) {
    const auto layers = read_source(uri);
    ASSERT_FALSE(layers.ok()) << uri;
    EXPECT_EQ(layers.error().source, uri);
    EXPECT_THAT(layers.error().message, HasSubstr(words));
    EXPECT_EQ(layers.error().message.find('\n'), std::string::npos);
  }
  static void expect_arras(const Layer& layer) {
    ASSERT_EQ(layer.row_count, 3);
    ASSERT_EQ(layer.kind, GeometryKind::point);
    EXPECT_NEAR(layer.points[0].lon_deg, 2.77, 1e-6);
    EXPECT_NEAR(layer.points[0].lat_deg, 50.29, 1e-6);
    EXPECT_EQ(text(layer, "code", 1), "01053");
    EXPECT_EQ(text(layer, "nom", 0), "Coopérative d'Arras");
    EXPECT_EQ(text(layer, "nom", 1), "Œuvre de Bourg-en-Bresse");
  }
};

TEST_F(Reader, TheEmbeddedDepartments) {
  const Layer layer = only_layer("france/departements.shp");
  EXPECT_EQ(layer.row_count, 101);
  EXPECT_EQ(layer.kind, GeometryKind::polygon);
  EXPECT_EQ(layer.crs, "EPSG:4326");
  EXPECT_EQ(text(layer, "CODE", 0), "01");
  EXPECT_EQ(text(layer, "NAME", 20), "Côtes-d'Armor");
  EXPECT_TRUE(layer.issues.empty());
  EXPECT_TRUE(layer.notices.empty());
}

TEST_F(Reader, CodesStayTextInCsv) {
  for (const char separator : {',', ';', '\t'}) {
    std::string content = "code|name\n01|Ain\n007|Bond\n";
    std::replace(content.begin(), content.end(), '|', separator);
    const Layer layer = only_layer(file("a.csv", content));
    EXPECT_EQ(layer.kind, GeometryKind::none);
    ASSERT_EQ(layer.row_count, 2);
    EXPECT_EQ(text(layer, "code", 0), "01");
    EXPECT_EQ(text(layer, "code", 1), "007");
  }
}

TEST_F(Reader, AByteOrderMarkIsNoPartOfAName) {
  const Layer layer = only_layer(file("a.csv",
                                      "\xef\xbb\xbf"
                                      "code,name\n01,Ain\n"));
  EXPECT_EQ(layer.column_names[0], "code");
}

TEST_F(Reader, Cp1252IsMendedAndSaid) {
  const Layer layer = only_layer(file("a.csv", "nom,p\xe9riode\nCaf\xe9,1\nd\xe9j\xe0 \x80,2\n"));
  EXPECT_EQ(layer.encoding, "CP1252 (repaired)");
  EXPECT_EQ(layer.column_names[1], "période");
  EXPECT_EQ(text(layer, "nom", 1), "déjà €");
  ASSERT_EQ(layer.notices.size(), 1U);
}

TEST_F(Reader, SpreadsheetsKeepTheirTextAndHeader) {
  const Layer text_only = only_layer(fixture("all_text.xlsx"));
  EXPECT_EQ(text_only.row_count, 3);
  EXPECT_EQ(text(text_only, "code_insee", 1), "01053");
  EXPECT_EQ(text(text_only, "siret", 0), "01023889400037");
  const Layer numbers = only_layer(fixture("numeric.xlsx"));
  EXPECT_EQ(text(numbers, "siret", 1), "31133724000031");
}

TEST_F(Reader, ArchivesAndContainers) {
  expect_arras(only_layer(fixture("folder_in_archive.zip")));
  expect_arras(only_layer("/vsizip/" + fixture("folder_in_archive.zip")));
  expect_arras(only_layer(fixture("coops.gpkg.zip")));  // EPSG:3857 inside
  const Layer fgb = only_layer(fixture("coops.fgb"));   // EPSG:2154; its order is the index's
  EXPECT_EQ(fgb.crs, "EPSG:2154");
  EXPECT_EQ(fgb.row_count, 3);
}

TEST_F(Reader, WithoutPrjAndCpgItIsGuessedAndSaid) {
  const Layer layer = only_layer(fixture("lambert93_no_prj_cp1252.shp"));
  expect_arras(layer);
  EXPECT_EQ(layer.crs, "EPSG:2154");
  EXPECT_EQ(layer.encoding, "CP1252 (repaired)");
  EXPECT_EQ(layer.notices.size(), 2U);
}

std::string feature(const std::string& geometry) {
  return R"({"type":"Feature","properties":{"name":"n","tags":["a","b"]},"geometry":)" + geometry +
         "}";
}
std::string collection(const std::vector<std::string>& geometries, const std::string& crs = "") {
  std::string text = R"({"type":"FeatureCollection",)" + crs + R"("features":[)";
  for (std::size_t i = 0; i < geometries.size(); ++i) {
    text += (i > 0 ? "," : "") + feature(geometries[i]);
  }
  return text + "]}";
}

TEST_F(Reader, GeometriesOfAllKinds) {
  const Layer layer = only_layer(file(
      "a.geojson",
      collection(
          {R"({"type":"Polygon","coordinates":[[[2,48,7],[3,48,7],[3,49,7],[2,48,7]]]})",
           R"({"type":"MultiPolygon","coordinates":[[[[2,48],[3,48],[3,49],[2,48]]],[[[4,48],[5,48],[5,49],[4,48]],[[4.5,48.1],[4.6,48.1],[4.6,48.2],[4.5,48.1]]]]})",
           R"({"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[2,48]},{"type":"Polygon","coordinates":[[[2,48],[3,48],[3,49],[2,48]]]}]})",
           "null", R"({"type":"Point","coordinates":[2,48]})",
           R"({"type":"Polygon","coordinates":[[[2,48],[3,48],[3,49],[2,49]]]})",
           R"({"type":"Polygon","coordinates":[[[2,48],[3,48],[2,48]],[[2,48],[3,48],[999,49],[3,49],[2,48]]]})"})));
  EXPECT_EQ(layer.kind, GeometryKind::polygon);
  ASSERT_EQ(layer.row_count, 7);
  EXPECT_EQ(layer.rings[0].size(), 1U);
  EXPECT_EQ(layer.rings[1].size(), 3U);
  EXPECT_EQ(layer.rings[2].size(), 1U);
  EXPECT_TRUE(layer.rings[3].empty());
  EXPECT_TRUE(layer.rings[4].empty());
  EXPECT_EQ(layer.rings[5][0].size(), 5U);  // closed
  EXPECT_EQ(layer.rings[6].size(), 1U);
  EXPECT_EQ(layer.rings[6][0].size(), 4U);
  std::vector<std::int64_t> rows;
  for (const Issue& issue : layer.issues) rows.push_back(issue.row.value_or(0));
  std::sort(rows.begin(), rows.end());
  EXPECT_EQ(rows, (std::vector<std::int64_t>{3, 4, 5, 6, 7, 7}));
  EXPECT_EQ(text(layer, "tags", 0), "a;b");
}

TEST_F(Reader, AreasAmongPointsGiveTheirMiddle) {
  const Layer layer = only_layer(
      file("a.geojson",
           collection({R"({"type":"Point","coordinates":[2,48]})",
                       R"({"type":"MultiPoint","coordinates":[[3,48],[4,48]]})",
                       R"({"type":"Polygon","coordinates":[[[2,48],[4,48],[4,49],[2,49],[2,48]]]})",
                       R"({"type":"Point","coordinates":[]})"})));
  ASSERT_EQ(layer.kind, GeometryKind::point);
  EXPECT_EQ(layer.points[1], (LonLat{3, 48}));
  EXPECT_EQ(layer.points[2], (LonLat{3, 48.5}));
  EXPECT_FALSE(is_valid(layer.points[3]));
  ASSERT_EQ(layer.issues.size(), 1U);
  EXPECT_EQ(layer.issues[0].row, 4);
}

TEST_F(Reader, LambertCoordinatesInGeoJsonAreSaid) {
  const Layer layer = only_layer(
      file("a.geojson", collection({R"({"type":"Point","coordinates":[652469,6862035]})"})));
  EXPECT_EQ(layer.crs, "EPSG:2154");
  EXPECT_NEAR(layer.points[0].lat_deg, 48.8566, 1e-4);
  EXPECT_EQ(layer.notices.size(), 1U);
}

TEST_F(Reader, CoordinatesOfNowhereAreIssues) {
  const Layer layer =
      only_layer(file("a.geojson", collection({R"({"type":"Point","coordinates":[2,48]})",
                                               R"({"type":"Point","coordinates":[2,148]})"})));
  EXPECT_FALSE(is_valid(layer.points[1]));
  ASSERT_EQ(layer.issues.size(), 1U);
  EXPECT_EQ(layer.issues[0].row, 2);
  EXPECT_EQ(layer.issues[0].value, "2 148");
}

TEST_F(Reader, AKmlWithTwoFolders) {
  const std::string kml =
      R"(<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>)"
      R"(<Folder><name>A</name><Placemark><name>un</name><Point><coordinates>2.5,48.5,12</coordinates></Point></Placemark></Folder>)"
      R"(<Folder><name>B</name><Placemark><name>deux</name><Point><coordinates>3.5,48.5</coordinates></Point></Placemark></Folder>)"
      "</Document></kml>";
  const auto layers = read_source(file("a.kml", kml));
  ASSERT_TRUE(layers.ok()) << layers.error().text();
  ASSERT_EQ(layers->size(), 2U);
  EXPECT_NEAR((*layers)[1].points[0].lon_deg, 3.5, 1e-9);
}

TEST_F(Reader, TextFilesAreDelimitedText) {
  const Layer layer = only_layer(file("a.txt", "code;name\n01;Ain\n"));
  EXPECT_EQ(text(layer, "code", 0), "01");
}

TEST_F(Reader, TextIsReadFromItsHeaderWhateverSeparatesItsColumns) {
  const std::string rows = "A;\"x|y;z\";2\nB;;3\n";
  std::string pipes = "name|what|n\nA|\"x|y;z\"|2\nB||3\n";
  for (const std::string& content :
       {"name;what;n\n" + rows, "sep=;\nname;what;n\n" + rows,
        "A list of 2024\n\nname;what;n\n" + rows, "A list;;\n;;\nname;what;n\n" + rows, pipes}) {
    const auto layers = read_source(file("a.csv", content));
    ASSERT_TRUE(layers.ok()) << content;
    const Layer& layer = layers->front();
    EXPECT_EQ(layer.name, "a");
    ASSERT_EQ(layer.row_count, 2) << content;
    EXPECT_EQ(text(layer, "name", 0), "A") << content;
    EXPECT_EQ(text(layer, "what", 0), "x|y;z") << content;
    EXPECT_EQ(text(layer, "n", 1), "3") << content;
  }
}

TEST_F(Reader, ErrorsAreOneClearSentence) {
  expect_error(path("none.csv"), "no such file");
  expect_error("", "empty name");
  expect_error(file("empty.geojson", ""), "empty");
  expect_error(file("one.csv", "name\nA\nB\n"), "only one column");
  expect_error(file("page.xls", "<!DOCTYPE html>\n<table></table>"), "web page");
  expect_error(file("noise.gpkg", std::string(500, '\x07')), "format");
  expect_error(file("noise.zip", std::string(500, '\x07')), "zip");
  expect_error(file("header.csv", "name,lon,lat\n"), "no rows");
  expect_error(file("cut.geojson", R"({"type":"FeatureCollection","features":[{"type":"Fea)"), "");
  expect_error(path("."), "");
}

TEST_F(Reader, AnUnknownCrsIsSaid) {
  const auto layers =
      read_source(file("a.geojson", collection({R"({"type":"Point","coordinates":[2.5e6,48]})"})));
  ASSERT_TRUE(layers.ok());
  EXPECT_FALSE(layers->front().issues.empty());
  EXPECT_FALSE(is_valid(layers->front().points[0]));
}

TEST_F(Reader, ATruncatedShapefileKeepsWhatItCan) {
  for (const char* part : {".shp", ".shx", ".dbf"}) {
    std::filesystem::copy(fixture(std::string("lambert93_no_prj_cp1252") + part),
                          path(std::string("cut") + part));
  }
  std::filesystem::resize_file(path("cut.shp"), 130);  // of 184 bytes: one point of three
  const auto layers = read_source(path("cut.shp"));
  if (!layers.ok()) return;  // a clear error is as good
  EXPECT_FALSE(layers->front().issues.empty());
}

TEST_F(Reader, RowsAreFilteredByAnExpression) {
  ReadOptions options;
  options.where = "name = 'B'";
  const std::string uri = file("a.csv", "code,name\n01,A\n02,B\n");
  const Layer layer = only_layer(uri, options);
  ASSERT_EQ(layer.row_count, 1);
  EXPECT_EQ(text(layer, "code", 0), "02");
  options.where = "nonsense = = 1";
  const auto wrong = read_source(uri, options);
  ASSERT_FALSE(wrong.ok());
  EXPECT_THAT(wrong.error().message, HasSubstr("nonsense"));
}

TEST_F(Reader, CanBeCancelledAndTellsItsProgress) {
  std::string content = "code,name\n";
  for (int i = 0; i < 5000; ++i) content += std::to_string(i) + ",n\n";
  const std::string uri = file("a.csv", content);
  std::stop_source stop;
  ReadOptions options;
  options.stop = stop.get_token();
  stop.request_stop();
  const auto cancelled = read_source(uri, options);
  ASSERT_FALSE(cancelled.ok());
  EXPECT_THAT(cancelled.error().message, HasSubstr("cancelled"));
  double last = 0;
  ReadOptions told;
  told.progress = [&](double share) {
    EXPECT_GE(share, last);
    EXPECT_LE(share, 1);
    last = share;
  };
  EXPECT_TRUE(read_source(uri, told).ok());
}

TEST_F(Reader, MayBeUsedOnSeveralThreads) {
  const std::string uri = file("a.csv", "code,name\n01,A\n02,B\n");
  std::vector<std::thread> threads;
  std::array<std::int64_t, 4> rows{};
  for (std::size_t i = 0; i < rows.size(); ++i) {
    threads.emplace_back([&rows, &uri, i] {
      const auto layers = read_source(i % 2 == 0 ? uri : "france/departements.shp");
      rows[i] = layers.ok() ? layers->front().row_count : -1;
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(rows, (std::array<std::int64_t, 4>{2, 101, 2, 101}));
}

}  // namespace
}  // namespace terreau
