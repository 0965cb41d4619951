#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "geodata/geopackage.h"
#include "geodata/geopackage/sqlite.h"
#include "geodata/layers/layer_source.h"

namespace terreau::geopackage {

struct PlainColumn {
  enum class Type : std::uint8_t { text, integer, integer_32, real };
  std::string name;
  Type type = Type::text;
};

// A table of points or polygons that holds nothing which GDAL would tell in another way than its
// cells do.
struct PlainLayer {
  std::string table, row_number, geometry;   // names, of the table and of two columns
  std::string crs;                           // "EPSG:4326"
  bool points = true;                        // or polygons
  std::vector<PlainColumn> columns;          // the others
  std::int64_t first_row = 0, last_row = 0;  // their numbers
  std::int64_t told_rows = 0;
};
// Nothing: the database holds anything else.
std::optional<PlainLayer> plain_layer(sqlite3* database);

// Its rows, which several threads read. `path` must hold the same as long as they do.
std::unique_ptr<reader::RowSource> plain_rows(const std::string& path, const PlainLayer& layer,
                                              reader::Reading& reading);

// As Module::read_plain.
std::optional<Result<std::vector<Issue>>> read_plain_layer(const std::string& path,
                                                           const ReadOptions& options,
                                                           LayerTaker& taker);

}  // namespace terreau::geopackage
