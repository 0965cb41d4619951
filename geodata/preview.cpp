#include "geodata/preview.h"

#include <algorithm>
#include <stop_token>
#include <utility>

namespace terreau {
namespace {

bool has_rows_for_places(const Layer& layer) {
  return layer.row_count > 0 && !layer.columns.empty() &&
         (layer.kind == GeometryKind::point || layer.kind == GeometryKind::none);
}

std::ptrdiff_t known_columns(const Layer& layer) {
  const ColumnRoles roles = guess_roles(layer);
  return std::ranges::count_if(all_roles(roles), [](int column) { return column >= 0; });
}

// Keeps the first rows of the best layer; of a large one it takes a batch, and stops the reading.
class FirstRows final : public LayerTaker {
 public:
  explicit FirstRows(std::stop_source& stop) : stop_(stop) {}

  BatchPlan plan(const Layer&, std::int64_t told_rows) override {
    told_rows_ = told_rows;
    return {.batches = true, .columns = {}};
  }
  void take_batch(Layer batch) override {
    offer(std::move(batch), told_rows_);
    stop_.request_stop();
  }
  void forget_batches() override {}
  void take_layer(Layer layer) override {
    const std::int64_t rows = layer.row_count;
    offer(std::move(layer), rows);
  }

  std::optional<Preview> best;

 private:
  void offer(Layer layer, std::int64_t told_rows) {
    if (!has_rows_for_places(layer)) return;
    const std::ptrdiff_t known = known_columns(layer);
    if (best && known <= known_) return;
    known_ = known;
    best = Preview{layer.source, std::move(layer), told_rows};
  }

  std::stop_source& stop_;
  std::int64_t told_rows_ = 0;
  std::ptrdiff_t known_ = 0;
};

}  // namespace

Result<std::optional<Preview>> preview_source(const std::string& uri, const ReadOptions& options) {
  if (is_story_file(uri)) return std::optional<Preview>();
  std::stop_source stop;
  const std::stop_callback pass_on(options.stop, [&] { stop.request_stop(); });
  ReadOptions few = options;
  few.stop = stop.get_token();
  few.batch_rows = kRowsToJudge;
  FirstRows first(stop);
  const auto read = read_layers(uri, few, first);
  if (options.stop.stop_requested()) return Error{uri, "cancelled"};
  if (!read && !first.best) return read.error();
  return std::move(first.best);
}

SourceReport import_sample(const Preview& preview, const Gazetteer* gazetteer,
                           const ImportOptions& options, const Places& loaded) {
  ImportContext context{gazetteer, 0, options, &loaded};
  context.options.duplicates = ImportOptions::Duplicates::keep;  // they are to be counted
  Places places;
  SourceReport report;
  import_places(preview.sample, context, places, report);
  return report;
}

std::string shape_of(const Layer& layer) {
  std::string shape;
  for (const std::string& name : layer.column_names) shape.append(name).push_back('\n');
  return shape;
}

}  // namespace terreau
