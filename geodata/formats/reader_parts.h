#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "geodata/french_crs.h"
#include "geodata/reader.h"

// What the files named reader*.cpp share. No GDAL type is named here: handles pass as void*.
namespace terreau::reader {

// GDAL's messages of this thread, which would otherwise go to stderr.
struct ErrorLog {
  std::string last_failure;  // "" while nothing failed
  int failures = 0;
};
struct PopErrorHandler {
  void operator()(ErrorLog*) const;
};
using ErrorScope = std::unique_ptr<ErrorLog, PopErrorHandler>;
ErrorScope collect_errors(ErrorLog& log);  // until the scope goes

// Text that was no UTF-8 is read as CP1252, and counted; so is UTF-8 that was encoded twice.
struct TextRepair {
  std::int64_t repaired = 0, encoded_twice = 0;
  std::string first, first_encoded_twice;
  void append(std::string_view text, TextColumn& column);
  // As TextColumn::append_mapped().
  void append(MappedTexts texts, TextColumn& column);
  std::string text(std::string_view text);
};

// Which reference system coordinates are in, told by where most of them are; kept up batch by
// batch.
class CrsGuess {
 public:
  struct Answer {
    std::string crs;  // "": nothing is stated and nothing could be guessed
    std::string notice;
    friend bool operator==(const Answer&, const Answer&) = default;
  };
  void note(const std::vector<MapPos>& coordinates);
  Answer answer(const std::string& stated) const;

 private:
  // Coordinates beyond each side of a box.
  struct Beyond {
    std::int64_t west = 0, south = 0, east = 0, north = 0;
    void note(const MapBox& box, MapPos p);
    bool few_of(std::int64_t count) const;
  };
  Beyond degrees_;
  std::array<std::int64_t, kFrenchCrs.size()> french_{};  // coordinates that look like each
  std::int64_t count_ = 0;
};

class RawGeometry;

// What the geometry of a layer is, as far as it has been read.
class GeometryFacts {
 public:
  void note(const RawGeometry& geometry);
  GeometryKind kind() const;  // the commonest
  bool any() const { return first_.has_value(); }
  MapPos first() const { return first_.value_or(MapPos{}); }
  const CrsGuess& crs() const { return crs_; }

 private:
  std::array<std::int64_t, 4> kinds_{};
  CrsGuess crs_;
  std::optional<MapPos> first_;
};

// Geometry as it was read, in the layer's own CRS, in three flat arrays: row i has the parts
// [row_ends[i-1], row_ends[i]), part p the coordinates [part_ends[p-1], part_ends[p]).
class RawGeometry {
 public:
  explicit RawGeometry(bool latitude_first = false) : latitude_first_(latitude_first) {}
  // null: none. `row` is the layer's, 1-based.
  void add(void* ogr_geometry, std::int64_t row, std::vector<Issue>& issues);
  void add_point(MapPos p);
  void expect_points(std::size_t rows);  // so many more
  // The row is a point whose coordinates may be degrees.
  bool is_lonlat(std::size_t row) const;
  // Rows become the layer's points or rings, as its kind says, in WGS 84. An Error: the CRS is not
  // known.
  std::optional<Error> give(const std::string& crs, Layer& layer) const;

 private:
  friend class GeometryFacts;
  void add_parts(void* ogr_geometry, std::vector<GeometryKind>& kinds);
  void add_part(void* ogr_curve, GeometryKind kind, std::vector<GeometryKind>& kinds);
  void keep_parts_of(GeometryKind kind, const std::vector<GeometryKind>& kinds);
  void points_of_rows(const std::vector<LonLat>& positions, Layer& layer) const;
  // Coordinates [begin, end) in WGS 84.
  using PartOf = std::function<std::vector<LonLat>(std::uint32_t begin, std::uint32_t end)>;
  void rings_of_rows(const PartOf& part_of, Layer& layer) const;

  bool latitude_first_;
  std::vector<MapPos> coordinates_;
  std::vector<std::uint32_t> part_ends_;
  std::vector<std::uint32_t> row_ends_;
  std::vector<GeometryKind> row_kinds_;
};

// "2.35 48.85", for a message.
std::string pair_text(MapPos p);

// "EPSG:2154", WKT where it has no code, "" for none. `swapped`: the data has latitude first.
std::string crs_text(void* ogr_srs, bool& swapped);

// What reading a source carries from layer to layer.
struct Reading {
  const std::string& uri;
  const ReadOptions& options;
  LayerTaker& taker;
  ErrorLog& log;
  std::int64_t done = 0;   // rows over all layers, for the progress
  std::int64_t total = 0;  // as the files say
  double told = 0;         // progress, which never goes back
  int layers = 0;
  bool any_row = false;
  std::string notice = {};  // of the file that is being read, for each of its layers
  std::vector<Issue> warnings = {};
  Error first_error = {};
};
// The layer goes to the taker. An Error: nothing of it did.
std::optional<Error> read_layer(void* ogr_layer, Reading& reading);
void tell_progress(Reading& reading);
// How many rows the next batch has where so many are wanted: no more than the taker wants, nor so
// few that handing them on costs more than it gains.
std::int64_t batch_rows(std::int64_t wanted, const Reading& reading);

// The rows of an OGR layer, a batch at a time.
class RowSource {
 public:
  enum class Outcome : std::uint8_t { more, end, failed, cancelled };
  // Of each column: whether its texts are wanted; none: all of them.
  using Wanted = std::vector<BatchPlan::Wanted>;

  virtual ~RowSource() = default;
  // Appends a batch of rows.
  virtual Outcome next(const Wanted& wanted, Layer& layer, RawGeometry& geometry,
                       TextRepair& repair) = 0;
};
std::unique_ptr<RowSource> feature_rows(void* ogr_layer, Reading& reading);
// Null where columns would not tell exactly what features do, or are not faster.
std::unique_ptr<RowSource> arrow_rows(void* ogr_layer, Reading& reading);

// A file of GDAL's in memory, as long as this object lives.
struct MemoryFile {
  MemoryFile(const std::string& name, std::string_view content);
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  ~MemoryFile();
  std::string path;
};

// Delimited text as OGR reads it as a table: without what stands above the header, in UTF-8, with a
// separator that OGR knows.
struct TextFile {
  std::string path;                    // what to open
  std::string notice;                  // what was done, "" where nothing was
  std::shared_ptr<MemoryFile> memory;  // of the path, where it is not the file itself
};
TextFile prepare_text(const std::string& path);
std::string start_of_file(const std::string& path);  // its first 64 KiB; "" where it cannot be read

}  // namespace terreau::reader
