#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "geodata/layers/layer_source.h"

// What the files named reader*.cpp share. No GDAL type is named here: handles pass as void*.
namespace terreau::reader {

struct PopErrorHandler {
  void operator()(ErrorLog*) const;
};
using ErrorScope = std::unique_ptr<ErrorLog, PopErrorHandler>;
// GDAL's messages of this thread, which would otherwise go to stderr, until the scope goes.
ErrorScope collect_errors(ErrorLog& log);

// Adds a row. null: it has none. `row` is the layer's, 1-based.
void add_geometry(void* ogr_geometry, std::int64_t row, RawGeometry& geometry,
                  std::vector<Issue>& issues);

// "EPSG:2154", WKT where it has no code, "" for none. `swapped`: the data has latitude first.
std::string crs_text(void* ogr_srs, bool& swapped);

// A layer of a data set, which must live as long as it is read. An Error: it cannot be.
Result<LayerSource> ogr_source(void* ogr_layer, Reading& reading);
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
