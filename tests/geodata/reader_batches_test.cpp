#include <algorithm>
#include <atomic>
#include <cmath>
#include <thread>

#include <gmock/gmock.h>

#include "geodata/atlas.h"
#include "geodata/bounded_queue.h"
#include "geodata/writer_vector.h"
#include "tests/support/folder.h"

// Large layers come in batches: whatever stands at their borders, the result is that of one piece.
namespace terreau {
namespace {

using testing::HasSubstr;

constexpr std::int64_t kSmall = kRowsToJudge;  // a batch, so that a short file has many

class Collector final : public LayerTaker {
 public:
  BatchPlan plan(const Layer&, std::int64_t) override { return {true, {}}; }
  void take_batch(Layer batch) override {
    EXPECT_LE(batch.row_count, most);
    EXPECT_EQ(batch.first_row, rows());
    batches.push_back(std::move(batch));
    if (stop_after != 0 && batches.size() == stop_after) stop.request_stop();
  }
  void forget_batches() override { batches.clear(); }
  void take_layer(Layer layer) override { layers.push_back(std::move(layer)); }

  std::int64_t rows() const {
    return batches.empty() ? 0 : batches.back().first_row + batches.back().row_count;
  }
  std::vector<Layer> batches, layers;
  std::int64_t most = kSmall;
  std::size_t stop_after = 0;
  std::stop_source stop;
};

// Everything that an import gives, as text.
std::string told(const Atlas& atlas) {
  std::string out;
  const Places& places = *atlas.places;
  for (std::uint32_t i = 0; i < places.size(); ++i) {
    const PlaceId p{i};
    const auto add = [&](std::string_view text) { out.append(text).append("|"); };
    for (const auto text : {places.id(p), places.name(p), places.commune(p), places.commune_code(p),
                            places.region(p), places.tags(p), code(places.precision(p))}) {
      add(text);
    }
    add(std::to_string(places.position(p).lon_deg) + " " +
        std::to_string(places.position(p).lat_deg));
    add(std::to_string(places.kinds(p).bits()) + " " + std::to_string(places.department(p).value));
    for (const FurtherFact& f : places.further().of(p)) add(f.value);
    out += '\n';
  }
  for (const SourceReport& s : atlas.sources) {
    out += s.layer + " " + s.crs + " " + s.encoding + " " + std::to_string(s.rows) + "\n";
    for (const std::string& notice : s.notices) out += notice + "\n";
    for (const Issue& i : s.rejected) {
      out += std::to_string(i.row.value_or(0)) + " " + i.reason + " " + i.value + "\n";
    }
  }
  for (const Overlay& o : *atlas.overlays) out += "overlay " + o.name + "\n";
  return out;
}

class ReaderBatches : public FolderTest {
 protected:
  static std::string loaded(const std::string& uri, std::int64_t batch_rows,
                            std::vector<std::string> open_options = {}) {
    AtlasRequest request;
    request.only = true;
    request.sources = {uri};
    request.read.batch_rows = batch_rows;
    request.read.open_options = std::move(open_options);
    const auto atlas = load_atlas(request);
    return atlas ? told(*atlas) : atlas.error().text();
  }
  static void expect_same(const std::string& uri, std::vector<std::string> open_options = {}) {
    const std::string whole = loaded(uri, 1'000'000, open_options);
    EXPECT_THAT(whole, HasSubstr("\n"));
    EXPECT_EQ(loaded(uri, kSmall, open_options), whole);
    EXPECT_EQ(loaded(uri, kSmall + 1, open_options), whole);
  }
};

// Each kind of oddity in every row that stands at a border or beside one.
std::string odd_rows() {
  std::string csv = "name,form,commune,cp,departement,lon,lat,note\n";
  for (int i = 1; i <= 1000; ++i) {
    const std::string n = std::to_string(i);
    switch ((i + 1) % 100 < 3 ? i / 100 % 8 : 9) {
      case 0: csv += "N" + n + ",scop,Lille,59000,59,,,\n"; break;
      case 1: csv += "N" + n + ",scop,,,,48.85,2.35,exchanged\n"; break;
      case 2: csv += "N" + n + ",scop,,,,652469.0,6862035.3,lambert\n"; break;
      case 3: csv += "N" + n + ",scop,,,62,x,y,none\n"; break;
      case 4: csv += "N" + n + ",scop,,,,0,0,null island\n"; break;
      case 5: csv += ",,,,,,,nothing\n"; break;
      case 6: csv += "N" + n + ",mot inconnu,Saint-Martin,,,,,several\n"; break;
      case 7: csv += "N\xe9" + n + ",scic,,,,2.5,48.5,cp1252\n"; break;
      default: csv += "N" + n + ",cuma,Arras,62000,62,2.77,50.29,\n"; break;
    }
  }
  return csv;
}

std::string farms(int count) {
  std::string csv = "id,name,form,lon,lat\n";
  for (int i = 0; i < count; ++i) {
    csv += "i" + std::to_string(i) + ",Ferme,cuma,2." + std::to_string(i) + ",48.5\n";
  }
  return csv;
}

TEST_F(ReaderBatches, AreNotShownBeforeTheyAreWholeWhereThatTakesAMoment) {
  AtlasRequest request;
  request.sources = {file("few.csv", farms(30'000))};
  request.read.batch_rows = 7'000;
  bool shown = false;
  request.first_places = [&](const Atlas&) { shown = true; };
  ASSERT_TRUE(load_atlas(request).ok());
  EXPECT_FALSE(shown);
}

TEST_F(ReaderBatches, ShowTheFirstPlacesBeforeTheRestIsRead) {
  AtlasRequest request;
  request.sources = {file("many.csv", farms(220'000))};
  request.read.batch_rows = 7'000;
  std::vector<Atlas> first;
  request.first_places = [&](Atlas atlas) { first.push_back(std::move(atlas)); };
  const auto atlas = load_atlas(request);
  ASSERT_TRUE(atlas.ok());
  ASSERT_EQ(first.size(), 1U);
  const Places &some = *first[0].places, &all = *atlas->places;
  ASSERT_GE(some.size(), 20'000U);
  ASSERT_LT(some.size(), all.size());
  for (std::uint32_t i = 0; i < some.size(); i += 97) {
    EXPECT_EQ(some.id(PlaceId{i}), all.id(PlaceId{i}));
    EXPECT_EQ(some.located(PlaceId{i}), all.located(PlaceId{i}));
    if (!some.located(PlaceId{i})) continue;
    EXPECT_EQ(some.position(PlaceId{i}), all.position(PlaceId{i}));
  }
  ASSERT_EQ(first[0].sources.size(), atlas->sources.size());
  EXPECT_EQ(first[0].sources.back().source, atlas->sources.back().source);
}

// The import of the last batch begins when the file has been read.
TEST_F(ReaderBatches, AreManyInAFileOfThousandsOfRows) {
  Table table;
  table.name = "farms";
  table.columns = {{"name", "name", TableColumn::Type::text}};
  table.rows = 13'439;
  table.fill = [](std::size_t, std::vector<TableCell>& cells) { cells[0] = std::string("Ferme"); };
  table.point = [](std::size_t) { return LonLat{2.5, 48.5}; };
  ASSERT_TRUE(write_table(path("few.gpkg"), table).ok());
  for (const std::string& uri : {file("few.csv", farms(13'439)), path("few.gpkg")}) {
    Collector all;
    all.most = 13'439 / 4;
    ASSERT_TRUE(read_layers(uri, {}, all).ok()) << uri;
    ASSERT_EQ(all.rows(), 13'439) << uri;
  }
}

TEST_F(ReaderBatches, NothingIsReadBeforeTheCallerLetsIt) {
  AtlasRequest request;
  request.sources = {file("few.csv", farms(30)), path("no such.csv")};
  std::vector<std::string> asked;
  request.before_reading = [&](const std::string& uri) { asked.push_back(uri); };
  EXPECT_FALSE(load_atlas(request).ok());
  ASSERT_GE(asked.size(), 2U);
  EXPECT_EQ(asked[asked.size() - 2], request.sources[0]);
  EXPECT_EQ(asked.back(), request.sources[1]);
}

TEST_F(ReaderBatches, TellTheSameAsOnePiece) { expect_same(file("a.csv", odd_rows())); }

TEST_F(ReaderBatches, HoldAllRowsInTheirOrder) {
  const std::string uri = file("a.csv", odd_rows());
  ReadOptions options;
  options.batch_rows = kSmall;
  Collector all;
  ASSERT_TRUE(read_layers(uri, options, all).ok());
  EXPECT_EQ(all.rows(), 1000);
  ASSERT_EQ(all.layers.size(), 1U);
  EXPECT_EQ(all.layers[0].row_count, 1000);
  EXPECT_TRUE(all.layers[0].columns.empty());
  const Layer whole = only_layer(uri);
  EXPECT_EQ(all.layers[0].notices, whole.notices);
  for (const Layer& batch : all.batches) {
    for (std::size_t i = 0; i < static_cast<std::size_t>(batch.row_count); ++i) {
      const std::size_t row = static_cast<std::size_t>(batch.first_row) + i;
      EXPECT_EQ(batch.columns[0][i], whole.columns[0][row]);
    }
  }
}

TEST_F(ReaderBatches, ALayerThatEndsWithItsFirstBatchIsWhole) {
  ReadOptions options;
  options.batch_rows = kSmall;
  Collector all;
  ASSERT_TRUE(read_layers(file("a.csv", "code,name\n01,A\n02,B\n"), options, all).ok());
  EXPECT_TRUE(all.batches.empty());
  ASSERT_EQ(all.layers.size(), 1U);
  EXPECT_EQ(all.layers[0].columns[0].size(), 2U);
}

TEST_F(ReaderBatches, RowsThatNameTheSameOrganisationAreMerged) {
  std::string csv = "id,name,same_as,lon,lat\n";
  for (int i = 0; i < 600; ++i) {
    csv += "p" + std::to_string(i) + ",N," + (i == 599 ? "p0" : i == 199 ? "p200" : "") + ",2,48\n";
  }
  const std::string uri = file("a.csv", csv);
  EXPECT_THAT(loaded(uri, kSmall), HasSubstr("600 same organisation as p0"));
  expect_same(uri);
}

// What the first rows suggest is not what the whole layer is.
TEST_F(ReaderBatches, AReferenceSystemThatOnlyLaterRowsShow) {
  std::string csv = "name,x,y\n";
  for (int i = 0; i < 250; ++i) csv += "A,2.5,48.5\n";
  for (int i = 0; i < 5000; ++i) csv += "B,652469,6862035\n";
  const std::string uri = file("a.csv", csv);
  const std::vector<std::string> points{"X_POSSIBLE_NAMES=x", "Y_POSSIBLE_NAMES=y"};
  EXPECT_THAT(loaded(uri, kSmall, points), HasSubstr("look like Lambert-93"));
  expect_same(uri, points);
}

TEST_F(ReaderBatches, ALayerOfPolygonsThatBeginsWithPoints) {
  std::string csv = "name,WKT\n";
  for (int i = 0; i < 250; ++i) csv += "A,POINT (2 48)\n";
  for (int i = 0; i < 500; ++i) csv += "B,\"POLYGON ((2 48,3 48,3 49,2 48))\"\n";
  const std::string uri = file("a.csv", csv);
  EXPECT_THAT(loaded(uri, kSmall), HasSubstr("overlay a"));
  expect_same(uri);
}

TEST_F(ReaderBatches, APointLayerWhoseFirstRowsHaveNoPoint) {
  std::string csv = "name,commune,cp,WKT\n";
  for (int i = 0; i < 450; ++i) csv += "A,Arras,62000,\n";
  for (int i = 0; i < 300; ++i) csv += "B,,,POINT (2 48)\n";
  for (int i = 0; i < 10; ++i) csv += "C,,,POINT (200 48)\n";
  for (int i = 0; i < 10; ++i) csv += "D,,,\"POLYGON ((2 48,3 48,3 49,2 48))\"\n";
  expect_same(file("a.csv", csv));
}

// 100,001 rows: known only after the first 100,000 were kept.
TEST_F(ReaderBatches, FurtherColumnsOfAFileThatTurnsOutToBeLargeAreDropped) {
  std::string csv = "name,lon,lat,note\n";
  for (int i = 0; i < 100'000; ++i) csv += "A,2,48,n\n";
  EXPECT_THAT(loaded(file("all.csv", csv), 16'384), HasSubstr("|n|"));
  csv += "A,2,48,n\n";
  const std::string large = loaded(file("large.csv", csv), 16'384);
  EXPECT_THAT(large,
              HasSubstr("1 columns without a meaning for the map are read when a card opens"));
  EXPECT_THAT(large, testing::Not(HasSubstr("|n|")));
}

TEST_F(ReaderBatches, CanBeCancelledInTheMiddle) {
  Collector all;
  all.stop_after = 2;
  ReadOptions options;
  options.batch_rows = kSmall;
  options.stop = all.stop.get_token();
  std::string csv = "name,lon,lat\n";
  for (int i = 0; i < 20'000; ++i) csv += "A,2,48\n";
  const std::string uri = file("a.csv", csv);
  const auto read = read_layers(uri, options, all);
  ASSERT_FALSE(read.ok());
  EXPECT_EQ(read.error().message, "cancelled");
  EXPECT_LT(all.batches.size(), 10U);

  std::stop_source stop;  // while an import runs beside the reader
  AtlasRequest request;
  request.sources = {uri};
  request.read.batch_rows = kSmall;
  request.read.stop = stop.get_token();
  request.read.progress = [&](double share) {
    if (share > 0.4) stop.request_stop();
  };
  EXPECT_EQ(load_atlas(request).error().message, "cancelled");
}

// Numbers as Arrow gives them are written as OGR writes them.
TEST_F(ReaderBatches, ColumnsTellTheSameAsFeatures) {
  constexpr std::size_t kRows = 20'000;
  Table table;
  table.name = "places";
  table.columns = {{"name", "name", TableColumn::Type::text},
                   {"count", "count", TableColumn::Type::integer},
                   {"share", "share", TableColumn::Type::real}};
  table.rows = kRows;
  table.fill = [](std::size_t row, std::vector<TableCell>& cells) {
    if (row % 7 == 0) return;
    const auto i = static_cast<double>(row);
    cells[0] = row % 5 == 0 ? std::string() : "Mûrier " + std::to_string(row);
    cells[1] = static_cast<std::int64_t>(row) * (row % 2 == 0 ? -1 : 1'000'000'007);
    cells[2] = row % 3 == 0 ? i : std::pow(10, static_cast<int>(row % 40) - 20) * i / 7;
  };
  table.point = [](std::size_t row) {
    return row % 11 == 0 ? LonLat{} : LonLat{static_cast<double>(row % 9), 48};
  };
  for (const char* name : {"a.gpkg", "a.fgb"}) {
    const std::string uri = path(name);
    ASSERT_TRUE(write_table(uri, table).ok());
    ReadOptions features;
    features.columnar = false;
    const Layer expected = only_layer(uri, features), layer = only_layer(uri);
    ASSERT_EQ(layer.row_count, expected.row_count) << name;
    ASSERT_GT(layer.row_count, 15'000);
    ASSERT_EQ(layer.column_names, expected.column_names);
    for (std::size_t c = 0; c < layer.columns.size(); ++c) {
      for (std::size_t i = 0; i < layer.columns[c].size(); ++i) {
        ASSERT_EQ(layer.columns[c][i], expected.columns[c][i]) << name << ' ' << c << ' ' << i;
      }
    }
    for (std::size_t i = 0; i < layer.points.size(); ++i) {
      ASSERT_EQ(is_valid(layer.points[i]), is_valid(expected.points[i])) << i;
      if (is_valid(layer.points[i])) {
        ASSERT_EQ(layer.points[i], expected.points[i]);
      }
    }
    EXPECT_EQ(layer.issues.size(), expected.issues.size());
    expect_same(uri);
  }
}

struct Counted {
  explicit Counted(std::atomic<int>& count) : live(&count) { ++*live; }
  Counted(Counted&& other) noexcept : live(std::exchange(other.live, nullptr)) {}
  Counted& operator=(Counted&&) = delete;
  ~Counted() {
    if (live != nullptr) --*live;
  }
  std::atomic<int>* live;
};

TEST(BoundedQueue, HoldsNoMoreThanItMay) {
  std::atomic<int> live = 0;
  int taken = 0;
  BoundedQueue<Counted> queue(3);
  std::jthread fast([&] {
    for (int i = 0; i < 200; ++i) queue.push(Counted(live));
    queue.close();
  });
  while (const auto value = queue.pop()) {
    EXPECT_LE(live.load(), 3 + 2);  // those waiting, one that is about to, and this one
    if (++taken % 50 == 0) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  EXPECT_EQ(taken, 200);
}

TEST(BoundedQueue, GivesUpWhenItIsClosed) {
  BoundedQueue<int> queue(1);
  EXPECT_TRUE(queue.push(1));
  std::jthread closer([&] { queue.close(); });
  EXPECT_FALSE(queue.push(2));
  EXPECT_EQ(queue.pop(), 1);
  EXPECT_EQ(queue.pop(), std::nullopt);
}

}  // namespace
}  // namespace terreau
