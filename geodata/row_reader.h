#pragma once

#include <cstdint>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "geodata/result.h"

namespace terreau {

// The rows of one table, one at a time and in bounded memory: for files of millions of rows of
// which few are kept, and which are no layers of a map by themselves.
class RowReader {
 public:
  virtual ~RowReader() = default;
  virtual const std::vector<std::string>& columns() const = 0;
  virtual void want(const std::vector<int>& columns) = 0;  // no others will be asked for
  virtual bool next() = 0;                                 // false: at the end, stopped or failed
  virtual std::int64_t row() const = 0;                    // 1-based
  virtual const std::string& trouble() const = 0;  // why the row cannot be used, "" for a good one
  virtual std::string_view cell(int column) = 0;   // of a good row; "" for -1. Until next()
  virtual std::string_view text() const = 0;       // the row as written, for a message
  virtual double done() const = 0;                 // 0 … 1; 0 where it cannot be told
  virtual std::string_view failure() const = 0;    // "", or why there is no next row
};

// Text (.csv, .txt, .tsv, alone or in a .zip or .gz) by a scanner of our own that a second thread
// reads ahead for; everything else, Parquet too where GDAL has it, by OGR.
Result<std::unique_ptr<RowReader>> open_rows(const std::string& path, std::stop_token stop = {});

}  // namespace terreau
