#pragma once

#include <functional>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "geodata/result.h"
#include "geodata/text_column.h"
#include "geodata/types.h"

// Through GDAL, in geodata/formats. Formats die here: what leaves is text columns and WGS 84
// geometry. Each call opens its own handles, so calls on different threads are independent.
namespace terreau {

enum class GeometryKind : std::uint8_t { none, point, line, polygon };

struct ReadOptions {
  std::vector<std::string> open_options;                 // -oo NAME=VALUE
  std::string where;                                     // OGR SQL expression, "" = all rows
  std::function<void(double)> progress = [](double) {};  // 0 … 1
  std::stop_token stop;
  std::int64_t batch_rows = 8'192;  // of what a LayerTaker gets, at least kRowsToJudge
  // One row of each layer alone, from 1, where the format reaches it at once; 0: all of them.
  std::int64_t only_row = 0;
  bool columnar = true;  // GDAL's Arrow streams, where they tell the same and are faster
};

// A layer's first rows by which its columns are judged: a batch has no fewer, but for the last one.
inline constexpr std::int64_t kRowsToJudge = 200;

// One layer, whole, or a batch of its rows. Row i (0-based) is entry i of every column; file rows
// are reported 1-based.
struct Layer {
  std::string source;  // as the user named it
  std::string name;
  std::string crs;            // "EPSG:2154", a PROJ/WKT text, or "" where there is none
  std::string encoding;       // "UTF-8", "ISO-8859-1", "CP1252 (repaired)"
  std::string date, licence;  // of the file, where it tells
  GeometryKind kind = GeometryKind::none;
  std::int64_t first_row = 0;  // of a batch: the layer's rows before it
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
// What beside its options decides how a file is read: GDAL's version and configuration.
std::string reading_settings();

// How the rows of a large layer are wanted.
struct BatchPlan {
  bool batches = false;  // false: the layer whole, as a small one
  // Of each column: whether its texts are wanted; none: all of them. A row's may be left empty.
  enum class Wanted : std::uint8_t { always, without_point, never };
  std::vector<Wanted> columns;
};

// Takes layers one after the other: small ones whole, those of many points or of rows without
// geometry in batches, if it likes, so that they are never in memory as a whole. All is called on
// the thread that reads.
class LayerTaker {
 public:
  virtual ~LayerTaker() = default;
  // Asked with the first batch. `told_rows`: how many the file says that there are, 0 if it does
  // not.
  virtual BatchPlan plan(const Layer& first, std::int64_t told_rows) = 0;
  virtual void take_batch(Layer batch) = 0;
  // What was assumed of the layer does not hold to its end: forget its batches; it comes whole.
  virtual void forget_batches() = 0;
  // A whole layer; after batches what is known once all are read: no columns, but row_count,
  // notices and the issues of no single row.
  virtual void take_layer(Layer layer) = 0;
};

// Every layer of a source into `taker`; what could not be read of it comes back. An error may come
// after some layers were taken.
Result<std::vector<Issue>> read_layers(const std::string& uri, const ReadOptions& options,
                                       LayerTaker& taker);

// Every layer of a source: a path, "/vsi…" path, plain .zip, "PG:…", and the embedded
// "france/departements.shp". An error has one clear reason.
Result<std::vector<Layer>> read_source(const std::string& uri, const ReadOptions& options = {});

}  // namespace terreau
