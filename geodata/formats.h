#pragma once

#include <cstddef>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "geodata/expression.h"
#include "geodata/reader.h"
#include "geodata/row_reader.h"
#include "geodata/writer_raster.h"
#include "geodata/writer_vector.h"

// What reads and writes other people's formats is a module (geodata/formats), loaded when it is
// first needed: with GDAL come a hundred libraries, and loading them takes a third as long as the
// first picture of the map.
namespace terreau::formats {

// Each is told with the function of the same name, which calls it.
struct Module {
  std::string_view version;  // of the program that it belongs to
  void (*set_config)(const std::string& name, const std::string& value);
  Result<std::vector<Issue>> (*read_layers)(const std::string& uri, const ReadOptions& options,
                                            LayerTaker& taker);
  Result<std::unique_ptr<RowReader>> (*open_rows)(const std::string& path, std::stop_token stop);
  Result<std::unique_ptr<Condition>> (*compile)(const std::string& text);
  Result<WrittenFile> (*write_table)(const std::string& path, const Table& table,
                                     const TableOptions& options);
  Result<std::vector<std::byte>> (*encode_geotiff)(const GeoPicture& picture);
};

// An Error where the module's file is missing or belongs to another program.
Result<const Module*> module();

}  // namespace terreau::formats
