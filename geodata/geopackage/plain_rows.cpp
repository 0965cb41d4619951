#include <algorithm>
#include <cmath>
#include <deque>
#include <exception>
#include <future>
#include <limits>
#include <mutex>
#include <thread>
#include <utility>

#include "geodata/bounded_queue.h"
#include "geodata/geopackage/plain.h"
#include "geodata/layers/number_text.h"
#include "geodata/layers/wkb.h"

// Rows are read by ranges of their numbers, each by one thread with a connection of its own.
namespace terreau::geopackage {
namespace {

using reader::RawGeometry;
using reader::RowSource;
using reader::TextRepair;
using Wanted = RowSource::Wanted;
using Want = BatchPlan::Wanted;

// The texts of a column, end to end.
struct Texts {
  std::string characters;
  std::vector<std::uint32_t> ends{0};  // one more than rows
};

struct Range {
  std::int64_t first = 0, last = 0;  // numbers of rows
};

struct Chunk {
  bool failed = false;
  std::size_t rows = 0;
  RawGeometry geometry;
  std::vector<std::shared_ptr<Texts>> columns;  // null: not wanted
};

// The WKB inside (OGC 12-128r18, clause 2.1.3); empty for an empty geometry, nothing where it is
// none, or an extension.
std::optional<std::string_view> wkb_of(std::string_view blob) {
  constexpr std::size_t kHeader = 8;
  constexpr std::array<std::size_t, 5> kEnvelopes{0, 32, 48, 48, 64};
  if (blob.size() < kHeader || !blob.starts_with(std::string_view("GP\0", 3))) return std::nullopt;
  const auto flags = static_cast<unsigned char>(blob[3]);
  const std::size_t envelope = flags >> 1U & 7U;
  const bool empty = (flags & 16U) != 0, extension = (flags & 32U) != 0;
  if (extension || envelope >= kEnvelopes.size()) return std::nullopt;
  const std::size_t begin = kHeader + kEnvelopes[envelope];
  if (blob.size() < begin) return std::nullopt;
  return empty ? std::string_view() : blob.substr(begin);
}

std::string_view bytes_of(const void* bytes, sqlite3_value* cell) {
  return {static_cast<const char*>(bytes), static_cast<std::size_t>(sqlite3_value_bytes(cell))};
}

// False where it is no point and no polygons.
bool add_geometry(sqlite3_value* cell, RawGeometry& geometry) {
  const int type = sqlite3_value_type(cell);
  if (type != SQLITE_BLOB && type != SQLITE_NULL) return false;
  std::optional<std::string_view> wkb = std::string_view();
  if (type == SQLITE_BLOB) wkb = wkb_of(bytes_of(sqlite3_value_blob(cell), cell));
  if (!wkb) return false;
  const auto p = reader::point_of_wkb(*wkb);
  if (p && std::isfinite(p->x_m) && std::isfinite(p->y_m)) {
    geometry.add_point(*p);
    return true;
  }
  const bool none = wkb->empty() || (p && std::isnan(p->x_m) && std::isnan(p->y_m));
  if (!none && !reader::add_polygons_of_wkb(*wkb, geometry)) return false;
  std::vector<Issue> no_issues;  // of parts of one kind
  geometry.end_row(0, no_issues);
  return true;
}

// As text; nothing where it is NULL. False where it is not of its column's type.
bool add_cell(sqlite3_value* cell, PlainColumn::Type type, std::string& out) {
  using Type = PlainColumn::Type;
  reader::NumberRoom room;
  switch (sqlite3_value_type(cell)) {
    case SQLITE_NULL: return true;
    case SQLITE_TEXT:
      if (type == Type::text) out += bytes_of(sqlite3_value_text(cell), cell);
      return type == Type::text;
    case SQLITE_INTEGER: {
      const std::int64_t value = sqlite3_value_int64(cell);
      const bool fits = type == Type::integer ||
                        (type == Type::integer_32 && value == static_cast<std::int32_t>(value));
      if (fits) out += reader::number_text(value, room);
      return fits;
    }
    case SQLITE_FLOAT:
      if (type == Type::real) out += reader::number_text(sqlite3_value_double(cell), room);
      return type == Type::real;
    default: return false;
  }
}

// One thread's connection. Rows come as the arguments of an aggregate function: the functions that
// ask a statement for its cells one by one take twice as long.
class RangeReader {
 public:
  RangeReader(const std::string& path, const PlainLayer& layer)
      : layer_(layer), database_(open_database(path)) {
    constexpr int kAnyCount = -1;
    if (database_) {
      sqlite3_create_function(database_.get(), "take", kAnyCount, SQLITE_UTF8, this, nullptr,
                              take_row, [](sqlite3_context*) {});
    }
  }
  RangeReader(const RangeReader&) = delete;
  RangeReader& operator=(const RangeReader&) = delete;

  Chunk read(Range range, const Wanted& wanted) {
    if (!statement_ || wanted != wanted_) prepare_for(wanted);
    chunk_ = Chunk();
    chunk_.failed = !statement_ || !fill(range);
    return std::move(chunk_);
  }

 private:
  // Cells that are not wanted are not decoded.
  void prepare_for(const Wanted& wanted) {
    wanted_ = wanted;
    const std::string number = quoted(layer_.row_number);
    std::string sql = "SELECT take(" + number + ", " + quoted(layer_.geometry);
    for (std::size_t c = 0; c < layer_.columns.size(); ++c) {
      if (want(c) != Want::never) sql += ", " + quoted(layer_.columns[c].name);
    }
    sql += ") FROM " + quoted(layer_.table) + " WHERE " + number + " BETWEEN ?1 AND ?2";
    statement_ = database_ ? prepare(database_.get(), sql) : nullptr;
  }

  Want want(std::size_t column) const { return wanted_.empty() ? Want::always : wanted_[column]; }

  // False: not all is as it should be.
  bool fill(Range range) {
    const auto rows = static_cast<std::size_t>(range.last - range.first) + 1;
    if (layer_.points) chunk_.geometry.expect_points(rows);
    chunk_.columns.resize(layer_.columns.size());
    room_.resize(layer_.columns.size());
    for (std::size_t c = 0; c < chunk_.columns.size(); ++c) {
      if (want(c) == Want::never) continue;
      chunk_.columns[c] = std::make_shared<Texts>();
      chunk_.columns[c]->characters.reserve(room_[c]);
      chunk_.columns[c]->ends.reserve(rows + 1);
    }
    before_ = std::numeric_limits<std::int64_t>::min();
    sqlite3_bind_int64(statement_.get(), 1, range.first);
    sqlite3_bind_int64(statement_.get(), 2, range.last);
    const bool all = sqlite3_step(statement_.get()) == SQLITE_ROW;
    sqlite3_reset(statement_.get());
    for (std::size_t c = 0; c < chunk_.columns.size(); ++c) {
      if (!chunk_.columns[c]) continue;
      const std::size_t used = chunk_.columns[c]->characters.size();
      room_[c] = std::max(room_[c], used + used / 16);
    }
    return all;
  }

  static void take_row(sqlite3_context* context, int /*count*/, sqlite3_value** cells) {
    try {
      auto& self = *static_cast<RangeReader*>(sqlite3_user_data(context));
      if (!self.add_row(cells)) sqlite3_result_error(context, "not plain", -1);
    } catch (const std::exception&) {
      sqlite3_result_error_nomem(context);
    }
  }

  bool add_row(sqlite3_value** cells) {
    const std::int64_t number = sqlite3_value_int64(*cells++);
    if (number < before_ || !add_geometry(*cells++, chunk_.geometry)) return false;
    before_ = number;
    for (std::size_t c = 0; c < chunk_.columns.size(); ++c) {
      if (!chunk_.columns[c]) continue;
      Texts& texts = *chunk_.columns[c];
      sqlite3_value* const cell = *cells++;
      const bool skipped = want(c) == Want::without_point && chunk_.geometry.is_lonlat(chunk_.rows);
      if (!skipped && !add_cell(cell, layer_.columns[c].type, texts.characters)) return false;
      if (texts.characters.size() > std::numeric_limits<std::uint32_t>::max()) return false;
      texts.ends.push_back(static_cast<std::uint32_t>(texts.characters.size()));
    }
    ++chunk_.rows;
    return true;
  }

  const PlainLayer& layer_;
  Database database_;
  Wanted wanted_;                  // by the statement
  Statement statement_;            // goes before the database
  std::vector<std::size_t> room_;  // of each column, what its texts are going to take
  Chunk chunk_;                    // that is being filled
  std::int64_t before_ = 0;        // the number of the row before
};

class PlainRows final : public RowSource {
 public:
  PlainRows(std::string path, const PlainLayer& layer, reader::Reading& reading)
      : path_(std::move(path)), layer_(layer), reading_(reading) {
    constexpr std::int64_t kFewestBatches = 16;
    width_ = layer.told_rows / kFewestBatches;
    width_ = layer.points ? reader::batch_rows(width_, reading) : width_ + 1;
    ranges_ = (layer.last_row - layer.first_row) / width_ + 1;
    const auto threads = std::min<std::int64_t>(
        {ranges_, kMostThreads, std::max(2U, std::thread::hardware_concurrency())});
    for (std::int64_t i = 0; i < threads; ++i) queues_.emplace_back(1);
  }
  PlainRows(const PlainRows&) = delete;
  PlainRows& operator=(const PlainRows&) = delete;
  ~PlainRows() override {
    for (auto& queue : queues_) queue.close();
  }
  void start() {
    for (std::size_t i = 0; i < queues_.size(); ++i) {
      threads_.push_back(std::async(std::launch::async, [this, i] { read_every(i); }));
    }
  }

  Outcome next(const Wanted& wanted, Layer& layer, RawGeometry& geometry,
               TextRepair& repair) override {
    want(wanted);
    // Ranges may have few rows.
    for (const auto before = layer.row_count; layer.row_count < before + kRowsToJudge;) {
      if (reading_.options.stop.stop_requested()) return Outcome::cancelled;
      if (range_ == ranges_) return Outcome::end;
      auto chunk = queue_of(range_++).pop();
      if (!chunk || chunk->failed) return Outcome::failed;
      append(*std::move(chunk), wanted, layer, geometry, repair);
    }
    return range_ == ranges_ ? Outcome::end : Outcome::more;
  }

 private:
  static constexpr std::int64_t kMostThreads = 4;

  BoundedQueue<Chunk>& queue_of(std::int64_t range) {
    return queues_[static_cast<std::size_t>(range) % queues_.size()];
  }
  Wanted wanted() {
    const std::scoped_lock lock(mutex_);
    return wanted_;
  }
  void want(const Wanted& wanted) {
    const std::scoped_lock lock(mutex_);
    wanted_ = wanted;
  }

  // One of the threads: every so many ranges.
  void read_every(std::size_t first) {
    auto& queue = queues_[first];
    const auto threads = static_cast<std::int64_t>(queues_.size());
    try {
      RangeReader rows(path_, layer_);
      for (auto i = static_cast<std::int64_t>(first); i < ranges_; i += threads) {
        const std::int64_t begin = layer_.first_row + i * width_;
        const Range range{begin, begin + std::min(width_ - 1, layer_.last_row - begin)};
        if (!queue.push(rows.read(range, wanted()))) return;
      }
    } catch (const std::exception&) {  // memory
    }
    queue.close();
  }

  void append(Chunk chunk, const Wanted& wanted, Layer& layer, RawGeometry& geometry,
              TextRepair& repair) {
    geometry.append(std::move(chunk.geometry));
    for (std::size_t c = 0; c < layer.columns.size(); ++c) {
      std::shared_ptr<Texts> texts = std::move(chunk.columns[c]);
      if (!texts || (!wanted.empty() && wanted[c] == Want::never)) {
        layer.columns[c].append_empty(chunk.rows);
      } else {
        const char* characters = texts->characters.data();
        const std::span<const std::uint32_t> ends = texts->ends;
        repair.append({{}, {}, std::move(texts), characters, ends}, layer.columns[c]);
      }
    }
    layer.row_count += static_cast<std::int64_t>(chunk.rows);
    reading_.done += static_cast<std::int64_t>(chunk.rows);
    tell_progress(reading_);
  }

  const std::string path_;
  const PlainLayer& layer_;
  reader::Reading& reading_;
  std::int64_t width_ = 1, ranges_ = 0;  // of the numbers of rows
  std::int64_t range_ = 0;               // the next
  std::mutex mutex_;
  Wanted wanted_;
  std::deque<BoundedQueue<Chunk>> queues_;  // each of one thread
  std::vector<std::future<void>> threads_;
};

}  // namespace

std::unique_ptr<RowSource> plain_rows(const std::string& path, const PlainLayer& layer,
                                      reader::Reading& reading) {
  auto rows = std::make_unique<PlainRows>(path, layer, reading);
  rows->start();
  return rows;
}

}  // namespace terreau::geopackage
