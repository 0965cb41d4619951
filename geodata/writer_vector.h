#pragma once

#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "geodata/file_output.h"
#include "geodata/result.h"
#include "geodata/table.h"
#include "geodata/table_format.h"

// Tables and point layers as files, through GDAL. The same table and options give the same bytes.
namespace terreau {

struct TableOptions {
  bool byte_order_mark = false;  // CSV for spreadsheets that need it
  // One that may be larger than the memory is made beside its target. Of a full disk GeoPackage's
  // writer tells; others are made in memory, and our own copying tells.
  bool beside_target = false;
  std::function<void(double)> progress = [](double) {};  // 0 … 1
  std::stop_token stop;
};

// Writes it as a whole or not at all; what the format could not hold is a warning.
Result<WrittenFile> write_table(const std::string& path, const Table& table,
                                const TableOptions& options = {});

}  // namespace terreau
