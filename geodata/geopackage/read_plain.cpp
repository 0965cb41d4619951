#include <exception>
#include <fstream>
#include <utility>

#include "geodata/geopackage/plain.h"

namespace terreau::geopackage {
namespace {

reader::LayerSource source_of(const std::string& path, const PlainLayer& layer,
                              reader::Reading& reading) {
  reader::LayerSource source;
  source.header.source = path;
  source.header.name = source.repair.text(layer.table);
  source.header.encoding = "UTF-8";
  for (const PlainColumn& column : layer.columns) {
    source.header.column_names.push_back(source.repair.text(column.name));
  }
  source.header.columns.resize(layer.columns.size());
  source.crs = layer.crs;
  source.told_rows = layer.told_rows;
  source.rows = [&path, &layer, &reading](bool columnar) {
    return columnar ? plain_rows(path, layer, reading) : nullptr;
  };
  return source;
}

// With a write-ahead log, a reader writes beside the file, and two may see two states of it.
bool has_write_ahead_log(const std::string& path) {
  constexpr std::streamoff kReadVersion = 19;  // sqlite.org/fileformat2.html, 1.3.3
  std::ifstream file(path, std::ios::binary);
  return file.seekg(kReadVersion) && file.get() != 1;
}

}  // namespace

std::optional<Result<std::vector<Issue>>> read_plain_layer(const std::string& path,
                                                           const ReadOptions& options,
                                                           LayerTaker& taker) {
  try {
    if (has_write_ahead_log(path)) return std::nullopt;
    const Database database = open_database(path);
    // As long as something is being read, nothing is written.
    const Statement lock = database ? prepare(database.get(), "BEGIN") : nullptr;
    if (!lock || sqlite3_step(lock.get()) != SQLITE_DONE) return std::nullopt;
    const auto layer = plain_layer(database.get());
    if (!layer) return std::nullopt;
    reader::ErrorLog log;
    reader::Reading reading{path, options, taker, log};
    reading.total = layer->told_rows;
    const bool failed = read_layer(source_of(path, *layer, reading), reading).has_value();
    if (options.stop.stop_requested()) return Error{path, "cancelled"};
    if (failed) return std::nullopt;
    return std::move(reading.warnings);
  } catch (const std::exception& error) {
    return Error{path, error.what()};
  }
}

}  // namespace terreau::geopackage
