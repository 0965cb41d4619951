#include "geodata/attributes.h"

#include <algorithm>
#include <optional>
#include <stop_token>

#include "geodata/parse.h"

namespace terreau {
namespace {

const SourceReport& report_of(const Atlas& atlas, PlaceId place) {
  return atlas.sources[atlas.places->source(place)];
}

// The number, from 1, of the layer's row that became the place: its places come in the order of its
// rows, without those that were rejected.
std::int64_t row_of(const Atlas& atlas, PlaceId place) {
  std::int64_t row = place.value - atlas.places->first_of_source(place).value + 1;
  for (const Issue& rejected : report_of(atlas, place).rejected) {  // in the order of their rows
    if (rejected.row.value_or(0) > row) break;
    ++row;
  }
  return row;
}

// Waits for one row of one layer, and stops the reading once it has it.
class OneRow final : public LayerTaker {
 public:
  OneRow(const std::string& layer, std::int64_t row, std::stop_source& stop)
      : layer_(layer), row_(row), stop_(stop) {}

  BatchPlan plan(const Layer&, std::int64_t) override { return {.batches = true, .columns = {}}; }
  void take_batch(Layer batch) override { look(batch); }
  void forget_batches() override { found.reset(); }
  void take_layer(Layer layer) override { look(layer); }

  struct Row {
    std::vector<std::string> names, texts;
  };
  std::optional<Row> found;

 private:
  void look(const Layer& layer) {
    const std::int64_t i = row_ - 1 - layer.first_row;
    if (layer.name != layer_ || layer.columns.empty() || i < 0 || i >= layer.row_count) return;
    found = Row{layer.column_names, {}};
    for (const TextColumn& column : layer.columns) {
      found->texts.emplace_back(column[static_cast<std::size_t>(i)]);
    }
    stop_.request_stop();
  }

  const std::string& layer_;
  const std::int64_t row_;
  std::stop_source& stop_;
};

// Nothing where the row is not found; an Error where the source cannot be read.
Result<std::optional<OneRow::Row>> find_row(const SourceReport& report, std::int64_t row,
                                            bool at_once, const ReadOptions& options) {
  std::stop_source stop;
  const std::stop_callback pass_on(options.stop, [&] { stop.request_stop(); });
  ReadOptions one = options;
  one.stop = stop.get_token();
  one.only_row = at_once ? row : 0;
  OneRow taker(report.layer, row, stop);
  const auto read = read_layers(report.source, one, taker);
  if (!read && !taker.found && !stop.stop_requested()) return read.error();
  return std::move(taker.found);
}

}  // namespace

bool has_unread_columns(const Atlas& atlas, PlaceId place) {
  return place.value < atlas.places->size() && !report_of(atlas, place).unread_columns.empty();
}

Result<PlaceAttributes> read_attributes(const Atlas& atlas, PlaceId place,
                                        const ReadOptions& options) {
  const SourceReport& report = report_of(atlas, place);
  const std::int64_t number = row_of(atlas, place);
  const auto is_it = [&](const OneRow::Row& row) {
    return std::ranges::any_of(row.texts, [&](const std::string& text) {
      return trimmed(text) == atlas.places->name(place);
    });
  };
  auto row = find_row(report, number, true, options);
  if (!row || !*row || !is_it(**row)) row = find_row(report, number, false, options);
  if (!row) return row.error();
  if (!*row) return Error{report.source, "the row of this place is not there any more"};
  PlaceAttributes out{place, {}};
  for (std::size_t c = 0; c < (*row)->names.size(); ++c) {
    const std::string& name = (*row)->names[c];
    const bool wanted =
        std::ranges::find(report.unread_columns, name) != report.unread_columns.end();
    std::string text = one_line((*row)->texts[c], 300);
    if (wanted && !text.empty()) out.columns.emplace_back(name, std::move(text));
  }
  return out;
}

}  // namespace terreau
