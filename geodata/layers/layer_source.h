#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "geodata/layers/raw_geometry.h"
#include "geodata/layers/text_repair.h"
#include "geodata/reader.h"

// A layer as a format opened it becomes one of the reader's, whole or in batches: what is the same
// for all formats, and needs no library of theirs.
namespace terreau::reader {

// What a format's library complains of.
struct ErrorLog {
  std::string last_failure;  // "" while nothing failed
  int failures = 0;
};

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
void tell_progress(Reading& reading);
// How many rows the next batch has where so many are wanted: no more than the taker wants, nor so
// few that handing them on costs more than it gains.
std::int64_t batch_rows(std::int64_t wanted, const Reading& reading);

// The rows of a layer, a batch at a time.
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

struct LayerSource {
  Layer header;       // without rows; as many columns as names
  TextRepair repair;  // of the header's own texts
  std::string crs;    // as stated; "": none
  bool latitude_first = false;
  bool has_geometry = true;
  std::int64_t told_rows = 0;  // 0: it does not say
  // The rows from the first one on: as columns, which is faster, or one by one, which tells what is
  // wrong. Null: it cannot.
  std::function<std::unique_ptr<RowSource>(bool columnar)> rows;
};
// The layer goes to the taker. An Error: nothing of it did.
std::optional<Error> read_layer(const LayerSource& source, Reading& reading);

}  // namespace terreau::reader
