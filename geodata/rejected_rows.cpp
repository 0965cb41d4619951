#include "geodata/rejected_rows.h"

#include <algorithm>
#include <map>
#include <vector>

#include "geodata/writer_vector.h"

namespace terreau {
namespace {

constexpr std::string_view kRowColumn = "terreau_row", kReasonColumn = "terreau_reason";

struct RejectedRow {
  const Issue* issue;
  std::vector<std::string> cells;  // of RejectedRows::names
};

// Keeps the cells of the rows that the reports reject, and lets go of all others.
class RejectedRows final : public LayerTaker {
 public:
  RejectedRows(const std::string& source, std::span<const SourceReport> reports) {
    for (const SourceReport& report : reports) {
      if (report.source == source) reports_.push_back(&report);
    }
  }

  BatchPlan plan(const Layer&, std::int64_t) override { return {.batches = true, .columns = {}}; }
  void take_batch(Layer batch) override { take(batch); }
  void forget_batches() override { rows.resize(rows_before_); }
  void take_layer(Layer layer) override {
    take(layer);
    rows_before_ = rows.size();
  }

  std::vector<std::string> names;
  std::vector<RejectedRow> rows;

 private:
  void take(const Layer& layer) {
    const auto report = std::ranges::find(reports_, layer.name, &SourceReport::layer);
    if (report == reports_.end() || layer.columns.empty()) return;
    const std::int64_t end = layer.first_row + layer.row_count;
    for (const Issue& issue : (*report)->rejected) {
      const std::int64_t row = issue.row.value_or(0) - 1;
      if (row < layer.first_row || row >= end) continue;
      rows.push_back({&issue, {}});
      keep_cells(layer, static_cast<std::size_t>(row - layer.first_row), rows.back());
    }
  }

  void keep_cells(const Layer& layer, std::size_t row, RejectedRow& kept) {
    const bool point = layer.kind == GeometryKind::point && is_valid(layer.points[row]);
    for (std::size_t c = 0; c < layer.columns.size(); ++c) {
      if (layer.column_names[c] == kRowColumn || layer.column_names[c] == kReasonColumn) continue;
      set(layer.column_names[c], std::string(layer.columns[c][row]), kept);
    }
    if (!point) return;
    set("lon", std::to_string(layer.points[row].lon_deg), kept);
    set("lat", std::to_string(layer.points[row].lat_deg), kept);
  }

  void set(const std::string& name, std::string text, RejectedRow& row) {
    const auto found = std::ranges::find(names, name);
    const auto column = static_cast<std::size_t>(found - names.begin());
    if (found == names.end()) names.push_back(name);
    row.cells.resize(std::max(row.cells.size(), column + 1));
    row.cells[column] = std::move(text);
  }

  std::vector<const SourceReport*> reports_;
  std::size_t rows_before_ = 0;
};

}  // namespace

Result<WrittenFile> write_rejected_rows(const std::string& path, const std::string& source,
                                        std::span<const SourceReport> reports,
                                        const ReadOptions& options) {
  RejectedRows rejected(source, reports);
  const auto read = read_layers(source, options, rejected);
  if (!read) return read.error();
  if (rejected.rows.empty()) return Error{source, "none of its rows was rejected"};
  Table table;
  table.name = "rejected";
  using Type = TableColumn::Type;
  table.columns = {{std::string(kRowColumn), "", Type::integer},
                   {std::string(kReasonColumn), "", Type::text}};
  for (const std::string& name : rejected.names) table.columns.push_back({name, "", Type::text});
  table.rows = rejected.rows.size();
  table.fill = [&](std::size_t row, std::vector<TableCell>& cells) {
    const RejectedRow& r = rejected.rows[row];
    cells[0] = r.issue->row.value_or(0);
    cells[1] = r.issue->reason;
    for (std::size_t c = 0; c < r.cells.size(); ++c) cells[c + 2] = r.cells[c];
  };
  return write_table(path, table, {});
}

}  // namespace terreau
