#pragma once

#include <cstddef>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "geodata/formats.h"

// What the module does, each as the function of the same name in namespace terreau says.
namespace terreau::formats {

void set_config(const std::string& name, const std::string& value);
Result<std::vector<Issue>> read_layers(const std::string& uri, const ReadOptions& options,
                                       LayerTaker& taker);
Result<std::unique_ptr<RowReader>> open_rows(const std::string& path, std::stop_token stop);
Result<std::unique_ptr<Condition>> compile(const std::string& text);
Result<WrittenFile> write_table(const std::string& path, const Table& table,
                                const TableOptions& options);
Result<std::vector<std::byte>> encode_geotiff(const GeoPicture& picture);

}  // namespace terreau::formats
