#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

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

// Text that was no UTF-8 is read as CP1252, and counted.
struct TextRepair {
  std::int64_t repaired = 0;
  std::string first;
  void append(std::string_view text, TextColumn& column);
  std::string text(std::string_view text);
};

// Geometry as it was read, in the layer's own CRS, in three flat arrays: row i has the parts
// [row_ends[i-1], row_ends[i]), part p the coordinates [part_ends[p-1], part_ends[p]).
class RawGeometry {
 public:
  void add(void* ogr_geometry, std::int64_t row, std::vector<Issue>& issues);  // null: none
  void swap_axes();
  // Rows become the layer's points or rings, in WGS 84; `crs` "" : to be guessed from the values.
  // False where the CRS is not known and nothing could be guessed: then `layer.issues` says so.
  bool finish(std::string crs, Layer& layer);

 private:
  void add_parts(void* ogr_geometry, std::vector<GeometryKind>& kinds);
  void add_part(void* ogr_curve, GeometryKind kind, std::vector<GeometryKind>& kinds);
  void keep_parts_of(GeometryKind kind, const std::vector<GeometryKind>& kinds);
  std::string guessed_crs(const std::string& stated, std::vector<std::string>& notices) const;
  GeometryKind commonest_kind() const;
  void points_of_rows(const std::vector<LonLat>& positions, Layer& layer) const;
  void rings_of_rows(const std::vector<LonLat>& positions, Layer& layer) const;

  std::vector<MapPos> coordinates_;
  std::vector<std::uint32_t> part_ends_;
  std::vector<std::uint32_t> row_ends_;
  std::vector<GeometryKind> row_kinds_;
};

// "EPSG:2154", WKT where it has no code, "" for none. `swapped`: the data has latitude first.
std::string crs_text(void* ogr_srs, bool& swapped);

// What reading a source carries from layer to layer.
struct Reading {
  const std::string& uri;
  const ReadOptions& options;
  ErrorLog& log;
  bool embedded = false;  // WGS 84, whatever GDAL knows of it
  std::int64_t done = 0;  // rows over all layers, for the progress
  std::int64_t total = 0;
  std::vector<Layer> layers;
  std::vector<Issue> warnings;
  Error first_error;
};
Result<Layer> read_layer(void* ogr_layer, Reading& reading);

// Where the embedded file of that name can be opened, "" if there is none.
std::string embedded_path(const std::string& name);

}  // namespace terreau::reader
