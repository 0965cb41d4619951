#include "geodata/geopackage.h"

#include <algorithm>
#include <cstdlib>

#include <gmock/gmock.h>
#include <sqlite3.h>

#include "geodata/writer_vector.h"
#include "tests/support/folder.h"

// A plain GeoPackage is read without GDAL and tells the same; whatever is not plain is left to
// GDAL.
namespace terreau {
namespace {

constexpr std::size_t kRows = 9'000;  // four ranges of row numbers

class Layers final : public LayerTaker {
 public:
  BatchPlan plan(const Layer& first, std::int64_t) override {
    return {batches, std::vector(first.columns.size(), wanted)};
  }
  void take_batch(Layer batch) override { taken.push_back(std::move(batch)); }
  void forget_batches() override { taken.clear(); }
  void take_layer(Layer layer) override { taken.push_back(std::move(layer)); }
  bool batches = false;
  BatchPlan::Wanted wanted = BatchPlan::Wanted::always;
  std::vector<Layer> taken;
};

std::string told(const Layer& layer) {
  std::string out = layer.name + "|" + layer.crs + "|" + layer.encoding + "|" + layer.date + "|" +
                    layer.licence + "|" + std::to_string(static_cast<int>(layer.kind)) + "|" +
                    std::to_string(layer.row_count) + "\n";
  for (const std::string& name : layer.column_names) out += name + "|";
  for (std::size_t i = 0; i < static_cast<std::size_t>(layer.row_count); ++i) {
    out += "\n" + std::to_string(i) + ": ";
    for (const TextColumn& column : layer.columns) out.append(column[i]).append("|");
    if (i < layer.points.size() && is_valid(layer.points[i])) {
      out +=
          std::to_string(layer.points[i].lon_deg) + " " + std::to_string(layer.points[i].lat_deg);
    }
  }
  for (const Issue& issue : layer.issues) {
    out += "\n" + std::to_string(issue.row.value_or(0)) + " " + issue.reason + " " + issue.value;
  }
  for (const std::string& notice : layer.notices) out += "\n" + notice;
  return out;
}

class GeoPackage : public FolderTest {
 protected:
  GeoPackage() {
    Table table;
    table.name = "farms";
    table.columns = {{"name", "name", TableColumn::Type::text},
                     {"count", "count", TableColumn::Type::integer},
                     {"share", "share", TableColumn::Type::real}};
    table.rows = kRows;
    table.fill = [](std::size_t row, std::vector<TableCell>& cells) {
      if (row % 7 == 0) return;
      cells[0] = row % 5 == 0 ? std::string() : "Mûrier " + std::to_string(row);
      cells[1] = static_cast<std::int64_t>(row) * (row % 2 == 0 ? -1 : 1'000'000'007);
      cells[2] = static_cast<double>(row) / 7;
    };
    table.point = [](std::size_t row) {
      return row % 11 == 0 ? LonLat{} : LonLat{static_cast<double>(row % 9), 48};
    };
    EXPECT_TRUE(write_table(uri_, table).ok());
    run("DELETE FROM gpkg_metadata_reference; DELETE FROM gpkg_metadata;");
    // They call functions of GDAL's, which are not here.
    for (const std::string& trigger :
         texts("SELECT name FROM sqlite_master WHERE type = 'trigger'")) {
      run("DROP TRIGGER \"" + trigger + "\"");
    }
  }

  void run(const std::string& sql) const {
    sqlite3* database = nullptr;
    ASSERT_EQ(sqlite3_open(uri_.c_str(), &database), SQLITE_OK);
    EXPECT_EQ(sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK)
        << sql << ": " << sqlite3_errmsg(database);
    sqlite3_close(database);
  }
  std::vector<std::string> texts(const std::string& sql) const {
    std::vector<std::string> out;
    sqlite3* database = nullptr;
    EXPECT_EQ(sqlite3_open(uri_.c_str(), &database), SQLITE_OK);
    const auto add = [](void* to, int, char** cells, char**) {
      static_cast<std::vector<std::string>*>(to)->emplace_back(cells[0]);
      return 0;
    };
    EXPECT_EQ(sqlite3_exec(database, sql.c_str(), add, &out, nullptr), SQLITE_OK);
    sqlite3_close(database);
    return out;
  }

  // Everything that the reader gives, and that it is the same by GDAL's features.
  std::string read() const {
    ReadOptions features;
    features.columnar = false;
    const auto layers = read_source(uri_), expected = read_source(uri_, features);
    EXPECT_EQ(layers.ok(), expected.ok());
    if (!layers || !expected) return layers ? "" : layers.error().text();
    EXPECT_EQ(layers->size(), expected->size());
    std::string all;
    for (std::size_t i = 0; i < std::min(layers->size(), expected->size()); ++i) {
      const std::string one = told((*layers)[i]);
      EXPECT_TRUE(one == told((*expected)[i])) << one.substr(0, 2000);
      all += one;
    }
    return all;
  }
  bool is_plain() const {
    Layers layers;
    const auto read = geopackage::read_plain(uri_, {}, layers);
    EXPECT_EQ(layers.taken.empty(), !read.has_value());
    return read.has_value();
  }
  void expect_left_to_gdal() const {
    EXPECT_FALSE(is_plain());
    read();
  }

  const std::string uri_ = path("a.gpkg");
};

TEST_F(GeoPackage, IsReadWithoutGdalToTheSame) {
  EXPECT_TRUE(is_plain());
  const std::string all = read();
  EXPECT_THAT(all, testing::HasSubstr("EPSG:4326|UTF-8"));
  EXPECT_THAT(all, testing::HasSubstr("\n8: Mûrier 8|-8|1.14285714285714|8.000000 48.000000"));
  EXPECT_THAT(all, testing::HasSubstr("\n12 no geometry"));
}

TEST_F(GeoPackage, ComesInBatchesInTheOrderOfItsRows) {
  Layers layers;
  layers.batches = true;
  ASSERT_TRUE(read_layers(uri_, {}, layers).ok());
  ASSERT_GT(layers.taken.size(), 3U);
  const Layer whole = only_layer(uri_);
  std::int64_t rows = 0;
  for (std::size_t b = 0; b + 1 < layers.taken.size(); ++b) {
    const Layer& batch = layers.taken[b];
    ASSERT_EQ(batch.first_row, rows);
    for (std::size_t i = 0; i < static_cast<std::size_t>(batch.row_count); ++i) {
      ASSERT_EQ(batch.columns[0][i], whole.columns[0][static_cast<std::size_t>(rows) + i]);
    }
    rows += batch.row_count;
  }
  EXPECT_EQ(rows, static_cast<std::int64_t>(kRows));
  EXPECT_EQ(layers.taken.back().row_count, rows);
}

TEST_F(GeoPackage, ColumnsThatAreNotWantedAreEmpty) {
  for (const auto wanted : {BatchPlan::Wanted::never, BatchPlan::Wanted::without_point}) {
    Layers layers;
    layers.batches = true;
    layers.wanted = wanted;
    ASSERT_TRUE(geopackage::read_plain(uri_, {}, layers).has_value());
    const Layer& last = layers.taken[layers.taken.size() - 2];
    for (std::size_t i = 0; i < static_cast<std::size_t>(last.row_count); ++i) {
      const auto row = static_cast<std::size_t>(last.first_row) + i;
      const bool empty = wanted == BatchPlan::Wanted::never || row % 11 != 0 || row % 7 == 0;
      ASSERT_EQ(last.columns[1][i].empty(), empty) << row;
    }
  }
}

TEST_F(GeoPackage, RowsThatWereDeletedLeaveNoGap) {
  run("DELETE FROM farms WHERE fid BETWEEN 100 AND 6001");
  EXPECT_TRUE(is_plain());
  EXPECT_THAT(read(), testing::HasSubstr("\n99: Mûrier 6001|"));
}

TEST_F(GeoPackage, NamesNeedNoCare) {
  run("ALTER TABLE farms RENAME COLUMN name TO \"it's \"\"the\"\" name\"");
  EXPECT_TRUE(is_plain());
  EXPECT_THAT(read(), testing::HasSubstr("it's \"the\" name|"));
}

TEST_F(GeoPackage, TextThatIsNoUtf8IsMended) {
  run("UPDATE farms SET name = CAST(x'4de970' AS TEXT) WHERE fid = 9");
  EXPECT_TRUE(is_plain());
  EXPECT_THAT(read(), testing::HasSubstr("1 values were no UTF-8"));
}

TEST_F(GeoPackage, StylesOfQgisAreNoLayer) {
  run("CREATE TABLE layer_styles (id INTEGER PRIMARY KEY, styleQML TEXT);"
      "INSERT INTO gpkg_contents (table_name, data_type) VALUES ('layer_styles', 'attributes')");
  EXPECT_TRUE(is_plain());
  read();
}

TEST_F(GeoPackage, InLambert93IsReadToo) {
  run("INSERT INTO gpkg_spatial_ref_sys VALUES ('RGF93 / Lambert-93', 2154, 'EPSG', 2154, "
      "'undefined', '');"
      "UPDATE gpkg_contents SET srs_id = 2154; UPDATE gpkg_geometry_columns SET srs_id = 2154");
  EXPECT_TRUE(is_plain());
  EXPECT_THAT(only_layer(uri_).crs, "EPSG:2154");
}

TEST_F(GeoPackage, WithAnotherTableIsLeftToGdal) {
  run("CREATE TABLE more (id INTEGER PRIMARY KEY, word TEXT); INSERT INTO more VALUES (1, 'x')");
  expect_left_to_gdal();
}

TEST_F(GeoPackage, WithAColumnOfAnotherTypeIsLeftToGdal) {
  run("ALTER TABLE farms ADD COLUMN since DATE; UPDATE farms SET since = '2026-11-28'");
  expect_left_to_gdal();
}

TEST_F(GeoPackage, WithMetadataThatTellsItsLicenceIsLeftToGdal) {
  const auto insert = [&](int row, const std::string& uri, const std::string& key) {
    run("INSERT INTO gpkg_metadata VALUES (" + std::to_string(row) + ", 'dataset', 'http://" + uri +
        "', 'text/xml', '<GDALMultiDomainMetadata><Metadata><MDI key=\"" + key +
        "\">of 2026</MDI></Metadata></GDALMultiDomainMetadata>');"
        "INSERT INTO gpkg_metadata_reference VALUES ('table', 'farms', NULL, NULL, "
        "'2026-11-28T00:00:00.000Z', " +
        std::to_string(row) + ", NULL)");
  };
  insert(1, "mrcc.com/qgis.dtd", "LICENSE");
  insert(2, "gdal.org", "NAME");
  EXPECT_TRUE(is_plain());
  read();
  insert(3, "gdal.org", "LICENSE");
  expect_left_to_gdal();
  EXPECT_THAT(read(), testing::HasSubstr("|of 2026|"));
}

// What the declared type forbids and SQLite allows; in the last range, when batches were given.
TEST_F(GeoPackage, WithACellOfAnotherTypeIsLeftToGdal) {
  run("UPDATE farms SET count = 'many' WHERE fid = 8990");
  expect_left_to_gdal();
  EXPECT_THAT(read(), testing::HasSubstr("\n8989: Mûrier 8989|"));
  Layers layers;
  layers.batches = true;
  EXPECT_FALSE(geopackage::read_plain(uri_, {}, layers).has_value());
  EXPECT_TRUE(layers.taken.empty());
}

TEST_F(GeoPackage, WithAGeometryThatIsNoPointIsLeftToGdal) {
  run("UPDATE farms SET geom = CAST('no geometry' AS BLOB) WHERE fid = 5");
  expect_left_to_gdal();
}

TEST_F(GeoPackage, AnEmptyPointIsNone) {
  // As GDAL writes it: the flag of an empty geometry, and a point of NaN.
  run("UPDATE farms SET geom = x'47500011E61000000101000000000000000000F87F000000000000F87F' "
      "WHERE fid = 2");
  EXPECT_TRUE(is_plain());
  EXPECT_THAT(read(), testing::HasSubstr("\n2 no geometry"));
}

// A function of SQLite's takes 127 arguments at most.
TEST_F(GeoPackage, WithHundredsOfColumnsIsLeftToGdal) {
  for (int i = 0; i < 130; ++i) {
    run("ALTER TABLE farms ADD COLUMN more" + std::to_string(i) + " INTEGER");
  }
  expect_left_to_gdal();
}

TEST_F(GeoPackage, WithAWriteAheadLogIsLeftToGdal) {
  run("PRAGMA journal_mode = WAL");
  expect_left_to_gdal();
}

TEST_F(GeoPackage, OfPolygonsIsReadToTheSame) {
  const std::string json = file("a.geojson", R"({"type": "FeatureCollection", "features": [
    {"type": "Feature", "properties": {"name": "A"}, "geometry": {"type": "MultiPolygon",
     "coordinates": [[[[2, 48], [3, 48], [3, 49], [2, 48]]],
                     [[[4, 48], [7, 48], [7, 51], [4, 48]], [[5, 48.5], [6, 48.5], [6, 49], [5, 48.5]]]]}},
    {"type": "Feature", "properties": {"name": "B"}, "geometry": null},
    {"type": "Feature", "properties": {"name": "C"}, "geometry": {"type": "MultiPolygon",
     "coordinates": [[[[2, 48], [3, 48], [2, 48]]], [[[2, 48], [3, 48], [3, 49], [2, 48]]]]}}]})");
  for (const char* dimensions : {"XY", "XYZ", "XYM", "XYZM"}) {
    const std::string command = "ogr2ogr -overwrite -f GPKG -dim " + std::string(dimensions) +
                                " '" + uri_ + "' '" + json + "' 2>/dev/null";
    std::filesystem::remove(uri_);
    if (std::system(command.c_str()) != 0) GTEST_SKIP() << "no ogr2ogr";
    EXPECT_TRUE(is_plain()) << dimensions;
    read();
    ReadOptions features;
    features.columnar = false;
    const Layer layer = only_layer(uri_), expected = only_layer(uri_, features);
    EXPECT_EQ(layer.rings.size(), 3U);
    EXPECT_EQ(layer.rings, expected.rings) << dimensions;
  }
}

TEST_F(GeoPackage, WithLargeGapsIsLeftToGdal) {
  run("UPDATE farms SET fid = 9000000000000 WHERE fid = 9000");
  expect_left_to_gdal();
}

TEST_F(GeoPackage, ThatIsDamagedIsLeftToGdal) {
  std::filesystem::resize_file(uri_, std::filesystem::file_size(uri_) / 2);
  EXPECT_FALSE(is_plain());
  file("a.gpkg", "SQLite format 3");
  expect_left_to_gdal();
  std::filesystem::remove(uri_);
  expect_left_to_gdal();
  EXPECT_FALSE(std::filesystem::exists(uri_));
}

TEST_F(GeoPackage, CanBeCancelled) {
  std::stop_source stop;
  ReadOptions options;
  options.stop = stop.get_token();
  options.progress = [&](double) { stop.request_stop(); };
  Layers layers;
  layers.batches = true;
  const auto read = geopackage::read_plain(uri_, options, layers);
  ASSERT_TRUE(read.has_value());
  ASSERT_FALSE(read->ok());
  EXPECT_EQ(read->error().message, "cancelled");
}

}  // namespace
}  // namespace terreau
