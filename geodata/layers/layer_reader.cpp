#include <algorithm>
#include <memory>
#include <utility>

#include "geodata/layers/layer_source.h"
#include "geodata/parse.h"
#include "geodata/projection.h"

namespace terreau::reader {
namespace {

using Outcome = RowSource::Outcome;

// The row, from 1, that names the columns of a table whose first line does not: the first one of
// several texts. 0 where the first line does.
std::size_t header_row_of(const Layer& layer) {
  constexpr std::size_t kRowsToLookAt = 20;
  const auto is_unnamed = [](const std::string& name) {  // OGR's name for an empty cell
    return name.empty() ||
           (name.starts_with("Field") && std::all_of(name.begin() + 5, name.end(), is_ascii_digit));
  };
  const std::size_t columns = layer.column_names.size();
  const auto unnamed =
      static_cast<std::size_t>(std::ranges::count_if(layer.column_names, is_unnamed));
  if (columns < 2 || columns - unnamed > 1) return 0;
  const auto rows = std::min(kRowsToLookAt, static_cast<std::size_t>(layer.row_count));
  for (std::size_t i = 0; i < rows; ++i) {
    const auto filled = static_cast<std::size_t>(std::ranges::count_if(
        layer.columns, [&](const TextColumn& column) { return !trimmed(column[i]).empty(); }));
    if (filled >= 2 && filled * 2 >= columns) return i + 1;
  }
  return 0;
}

std::vector<std::string> names_of_row(const Layer& layer, std::size_t row) {
  std::vector<std::string> names;
  for (const TextColumn& column : layer.columns) names.push_back(one_line(column[row]));
  return names;
}

class LayerReader {
 public:
  LayerReader(const LayerSource& source, Reading& reading)
      : source_(source), reading_(reading), header_(source.header) {}

  std::optional<Error> read() {
    Outcome outcome = start(true);
    if (outcome == Outcome::more && plan_batches()) {
      outcome = read_batches();
      if (outcome == Outcome::end && assumptions_hold()) return give_rest();
      if (outcome != Outcome::cancelled) {
        reading_.taker.forget_batches();
        outcome = start(false);
      }
    }
    outcome = read_on(outcome);
    if (outcome == Outcome::failed) outcome = read_on(start(false));
    if (outcome == Outcome::cancelled) return Error{reading_.uri, "cancelled"};
    if (outcome == Outcome::failed && !rows_source_) {
      return Error{reading_.uri, "layer " + header_.name + " is not what it seemed to be"};
    }
    return give_whole();
  }

 private:
  // The first batch, with nothing read before.
  Outcome start(bool columnar) {
    reading_.done -= rows_;
    rows_ = 0;
    rows_source_.reset();  // before another reads the same layer
    rows_source_ = source_.rows(columnar);
    if (!rows_source_) return Outcome::failed;
    failures_before_ = reading_.log.failures;
    repair_ = source_.repair;
    facts_ = {};
    assumed_.reset();
    wanted_.clear();
    start_batch();
    return next();
  }

  void start_batch() {
    layer_ = header_;
    layer_.first_row = rows_ + std::max<std::int64_t>(reading_.options.only_row - 1, 0);
    geometry_ = RawGeometry(source_.latitude_first);
  }

  // Appends to the batch.
  Outcome next() {
    const bool degrees = assumed_ && is_wgs84(assumed_->crs);
    RowSource::Wanted wanted = wanted_;
    for (auto& w : wanted) {
      if (w == BatchPlan::Wanted::without_point && !degrees) w = BatchPlan::Wanted::always;
    }
    const Outcome outcome = rows_source_->next(wanted, layer_, geometry_, repair_);
    if (rows_ == 0) take_header_from_rows();
    rows_ = layer_.first_row + layer_.row_count;
    return outcome;
  }

  // Where the file's first line is a title, OGR takes it for the header.
  void take_header_from_rows() {
    header_row_ = source_.has_geometry ? 0 : header_row_of(layer_);
    if (header_row_ == 0) return;
    header_.column_names = names_of_row(layer_, header_row_ - 1);
    layer_.column_names = header_.column_names;
    layer_.row_count -= static_cast<std::int64_t>(header_row_);
    for (TextColumn& column : layer_.columns) {
      TextColumn below;
      for (std::size_t i = header_row_; i < column.size(); ++i) below.push_back(column[i]);
      column = std::move(below);
    }
  }

  Outcome read_on(Outcome outcome) {
    while (outcome == Outcome::more) outcome = next();
    return outcome;
  }

  bool plan_batches() {
    facts_.note(geometry_);
    const GeometryKind kind = facts_.kind();
    bool whole = kind == GeometryKind::line || kind == GeometryKind::polygon;
    if (!whole) {
      BatchPlan plan = reading_.taker.plan(layer_, source_.told_rows);
      whole = !plan.batches;
      wanted_ = std::move(plan.columns);
    }
    if (!whole) return true;
    facts_ = {};
    wanted_.clear();
    return false;
  }

  // What was read first is noted already. Anything but an end: it cannot go on so.
  Outcome read_batches() {
    for (Outcome outcome = Outcome::more;;) {
      if (layer_.row_count > 0 && !give_batch()) return Outcome::failed;
      start_batch();
      if (outcome == Outcome::end) return outcome;
      outcome = next();
      facts_.note(geometry_);
      if (outcome != Outcome::more && outcome != Outcome::end) return outcome;
    }
  }

  bool give_batch() {
    if (facts_.any()) {
      if (!assumed_) assumed_ = facts_.crs().answer(source_.crs);
      layer_.kind = GeometryKind::point;
      if (assumed_->crs.empty() || geometry_.give(assumed_->crs, layer_)) return false;
      layer_.crs = assumed_->crs;
    }
    reading_.taker.take_batch(std::move(layer_));
    return true;
  }

  bool assumptions_hold() const {
    if (!facts_.any()) return true;
    return facts_.kind() == GeometryKind::point && facts_.crs().answer(source_.crs) == *assumed_;
  }

  void report_failures(Layer& layer) const {
    if (reading_.log.failures == failures_before_) return;
    layer.issues.push_back(
        {std::nullopt, "not everything could be read: " + reading_.log.last_failure, ""});
  }

  void report_preparation(Layer& layer) const {
    if (!reading_.notice.empty()) layer.notices.push_back(reading_.notice);
    if (header_row_ > 0) {
      layer.notices.push_back("the header is taken from line " + std::to_string(header_row_ + 1) +
                              ": what stands above it is no table");
    }
    if (repair_.encoded_twice > 0) {
      layer.notices.push_back(std::to_string(repair_.encoded_twice) +
                              " values had been encoded twice and were put right, the first: " +
                              repair_.first_encoded_twice);
    }
    if (repair_.repaired == 0) return;
    layer.encoding = "CP1252 (repaired)";
    layer.notices.push_back(
        std::to_string(repair_.repaired) +
        " values were no UTF-8 and were read as CP1252, the first: " + repair_.first);
  }

  std::optional<Error> give(Layer layer) const {
    ++reading_.layers;
    reading_.any_row = reading_.any_row || layer.row_count > 0;
    reading_.taker.take_layer(std::move(layer));
    return std::nullopt;
  }

  std::optional<Error> give_rest() {
    Layer layer = header_;
    layer.columns.clear();
    layer.row_count = rows_;
    report_failures(layer);
    if (facts_.any()) {
      layer.kind = GeometryKind::point;
      layer.crs = assumed_->crs;
      if (!assumed_->notice.empty()) layer.notices.push_back(assumed_->notice);
    }
    report_preparation(layer);
    return give(std::move(layer));
  }

  std::optional<Error> give_whole() {
    report_failures(layer_);
    facts_.note(geometry_);
    layer_.kind = facts_.kind();
    if (layer_.kind != GeometryKind::none && !give_geometry() && layer_.columns.empty()) {
      return Error{reading_.uri, layer_.issues.back().reason};
    }
    report_preparation(layer_);
    return give(std::move(layer_));
  }

  bool give_geometry() {
    const CrsGuess::Answer answer = facts_.crs().answer(source_.crs);
    layer_.crs = answer.crs;
    if (!answer.notice.empty()) layer_.notices.push_back(answer.notice);
    if (answer.crs.empty()) {
      layer_.issues.push_back({std::nullopt,
                               "no coordinate reference system, and the coordinates look neither "
                               "like degrees nor like Lambert-93",
                               pair_text(facts_.first())});
      return false;
    }
    if (const auto error = geometry_.give(answer.crs, layer_)) {
      layer_.issues.push_back({std::nullopt, error->message, answer.crs});
      return false;
    }
    return true;
  }

  const LayerSource& source_;
  Reading& reading_;
  Layer header_;                // a layer without rows
  std::size_t header_row_ = 0;  // of the rows the one, from 1, that names the columns; 0: none

  std::unique_ptr<RowSource> rows_source_;
  int failures_before_ = 0;
  std::int64_t rows_ = 0;
  TextRepair repair_;
  GeometryFacts facts_;  // while batches are read: of all so far
  std::optional<CrsGuess::Answer> assumed_;
  RowSource::Wanted wanted_;
  Layer layer_;  // as much as has been read and not given away
  RawGeometry geometry_;
};

}  // namespace

std::int64_t batch_rows(std::int64_t wanted, const Reading& reading) {
  constexpr std::int64_t kFewest = 2048;
  const std::int64_t most = reading.options.batch_rows;
  return std::clamp(wanted, std::min(kFewest, most), most);
}

void tell_progress(Reading& reading) {
  if (!reading.options.progress || reading.total <= 0) return;
  const double share = static_cast<double>(reading.done) / static_cast<double>(reading.total);
  reading.told = std::max(reading.told, std::min(1.0, share));
  reading.options.progress(reading.told);
}

std::optional<Error> read_layer(const LayerSource& source, Reading& reading) {
  return LayerReader(source, reading).read();
}

}  // namespace terreau::reader
