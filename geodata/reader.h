#pragma once

#include <functional>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "geodata/result.h"
#include "geodata/text_column.h"
#include "geodata/types.h"

// The only user of GDAL. Formats die here: what leaves is text columns and WGS 84 geometry.
// Each call opens its own handles, so calls on different threads are independent.
namespace terreau {

enum class GeometryKind : std::uint8_t { none, point, line, polygon };

struct ReadOptions {
  std::vector<std::string> open_options;                 // -oo NAME=VALUE
  std::string where;                                     // OGR SQL expression, "" = all rows
  std::function<void(double)> progress = [](double) {};  // 0 … 1
  std::stop_token stop;
};

// One layer, whole. Row i (0-based) is `rows` entry i of every column; file rows are reported
// 1-based.
struct Layer {
  std::string source;  // as the user named it
  std::string name;
  std::string crs;            // "EPSG:2154", a PROJ/WKT text, or "" where there is none
  std::string encoding;       // "UTF-8", "ISO-8859-1", "CP1252 (repaired)"
  std::string date, licence;  // of the file, where it tells
  GeometryKind kind = GeometryKind::none;
  std::int64_t row_count = 0;
  std::vector<std::string> column_names;
  std::vector<TextColumn> columns;  // same order; text as in the file ("01" stays "01")
  std::vector<LonLat> points;       // kind point: row_count entries, NaN where missing
  std::vector<std::vector<std::vector<LonLat>>> rings;  // line/polygon: per row, its rings or parts
  std::vector<Issue> issues;                            // rows whose geometry could not be used
  std::vector<std::string> notices;  // "no .prj: coordinates look like Lambert-93 …"
};

// Sets GDAL configuration for the whole process (--config NAME VALUE); call before any reading.
void set_config(const std::string& name, const std::string& value);

// Every layer of a source: a path, "/vsi…" path, plain .zip, "PG:…", and the embedded
// "france/departements.shp". An error has one clear reason.
Result<std::vector<Layer>> read_source(const std::string& uri, const ReadOptions& options = {});

}  // namespace terreau
