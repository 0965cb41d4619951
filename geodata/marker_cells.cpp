#include <algorithm>
#include <atomic>
#include <cmath>
#include <thread>

#include "geodata/marker_clusters.h"
#include "geodata/marker_parts.h"

// The trees of the cells of a large pyramid. Beyond nodes and leaves come their numbers: the nodes
// of a cell's tree from the cell's first row on, of which there are fewer than rows, and after all
// of those its leaves likewise.
namespace terreau {
namespace {

const double kCell_m = MarkerPyramid::kCellPt * metres_per_point(MarkerPyramid::kCellZoom);

MapBox cell_around(MapPos p, MapPos origin) {
  const double x_m = origin.x_m + std::floor((p.x_m - origin.x_m) / kCell_m) * kCell_m;
  const double y_m = origin.y_m + std::floor((p.y_m - origin.y_m) / kCell_m) * kCell_m;
  return {x_m, y_m, x_m + kCell_m, y_m + kCell_m};
}

}  // namespace

ClusterRules cell_rules() { return {MarkerPyramid::kCellZoom, kCell_m, std::nullopt}; }

void MarkerPyramid::add_cells(MapPos origin) {
  auto details = std::make_shared<Details>();
  details->origin = origin;
  for (std::uint32_t n = 1; n < nodes_.size(); ++n) {
    const Node& node = nodes_[n];
    if (node.spot && node.class_count > 0) details->cells.push_back({node.first_place, n});
  }
  std::ranges::sort(details->cells, {}, &Details::Cell::first_place);
  details_ = std::move(details);
}

const MarkerPyramid::Details::Cell* MarkerPyramid::Details::of_row(std::uint32_t row) const {
  const auto after = std::ranges::upper_bound(cells, row, {}, &Cell::first_place);
  return after == cells.begin() ? nullptr : &*(after - 1);
}

bool MarkerPyramid::show_tree_of_cell(const Node& node, const Query& query) const {
  const MarkerPyramid* tree = details_->tree(*details_->of_row(node.first_place));
  if (tree == nullptr) return false;
  const std::size_t first = query.out.size();
  tree->show(tree->nodes_[0], query);
  const std::uint32_t rows = leaf_count();
  const auto own = static_cast<std::uint32_t>(nodes_.size()) + rows + node.first_place;
  const auto nodes = static_cast<std::uint32_t>(tree->nodes_.size());
  for (Mark& mark : std::span(query.out).subspan(first)) {
    mark.node = mark.node < nodes ? own + mark.node : own + rows + (mark.node - nodes);
  }
  return true;
}

MarkerPyramid::InTree MarkerPyramid::in_tree(std::uint32_t node) const {
  const std::size_t rows = leaf_count(), before = nodes_.size() + rows;
  if (node < before) return {this, node};
  const std::size_t number = node - before;
  if (!details_ || number >= 2 * rows) return {};
  const bool leaf = number >= rows;
  const std::size_t row = leaf ? number - rows : number;
  const Details::Cell* cell = details_->of_row(static_cast<std::uint32_t>(row));
  if (cell == nullptr) return {};
  const auto index = static_cast<std::uint32_t>(cell - details_->cells.data());
  build(std::span(&index, 1), {});  // a number from an earlier run may come first
  const MarkerPyramid* tree = details_->tree(*cell);
  const std::size_t inside = row - cell->first_place + (leaf ? tree->nodes_.size() : 0);
  if (inside >= (leaf ? tree->nodes_.size() + tree->size() : tree->nodes_.size())) return {};
  return {tree, static_cast<std::uint32_t>(inside)};
}

std::unique_ptr<const MarkerPyramid> MarkerPyramid::build_tree_of_cell(const Node& cell) const {
  ClusterRules rules;
  rules.walls = cell_around(position(cell.first_place), details_->origin);
  std::vector<PlaceId> places;
  BulkVector<PackedPositions::Value> positions;
  ValueColumn<Places::ClassIndex> classes;
  for (const std::uint32_t leaf :
       kept_.between(cell.first_place, cell.first_place + cell.place_count)) {
    places.push_back(leaves_->places[leaf]);
    positions.push_back(leaves_->positions.values()[leaf]);
    classes.push_back(leaves_->classes[leaf]);
  }
  PackedPositions packed(leaves_->positions.frame(), std::move(positions));
  return std::unique_ptr<const MarkerPyramid>(
      new MarkerPyramid(places, std::move(packed), classes, rules));
}

// Indexes of Details::cells, those in the middle of the view first.
std::vector<std::uint32_t> MarkerPyramid::missing_cells(const MapBox& view, double zoom) const {
  std::vector<std::uint32_t> missing;
  if (!details_ || std::floor(zoom) <= kCellZoom) return missing;
  const MapBox reach = view.grown(cluster_diameter_pt(0xFFFFFFFF) * metres_per_point(zoom));
  std::vector<std::uint32_t> waiting{0};
  while (!waiting.empty()) {
    const Node& node = nodes_[waiting.back()];
    waiting.pop_back();
    if (!node.box.intersects(reach)) continue;
    if (is_cell(node)) {
      const Details::Cell& cell = *details_->of_row(node.first_place);
      if (details_->tree(cell) == nullptr) {
        missing.push_back(static_cast<std::uint32_t>(&cell - details_->cells.data()));
      }
    }
    for (std::uint32_t i = 0; i < node.child_count; ++i) waiting.push_back(node.first_child + i);
  }
  const auto from_middle = [&](std::uint32_t cell) {
    return distance_m(nodes_[details_->cells[cell].node].position, view.center());
  };
  std::ranges::sort(missing, {}, from_middle);
  return missing;
}

bool MarkerPyramid::prepared(const MapBox& view, double zoom) const {
  return missing_cells(view, zoom).empty();
}

void MarkerPyramid::prepare(const MapBox& view, double zoom, std::stop_token stop) const {
  build(missing_cells(view, zoom), stop);
}

void MarkerPyramid::build(std::span<const std::uint32_t> cells, std::stop_token stop) const {
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    for (std::size_t i = next++; i < cells.size() && !stop.stop_requested(); i = next++) {
      Details::Cell& cell = details_->cells[cells[i]];
      if (details_->tree(cell) != nullptr) continue;
      auto tree = build_tree_of_cell(nodes_[cell.node]);
      const std::lock_guard lock(details_->mutex);
      if (cell.tree == nullptr) cell.tree = std::move(tree);
    }
  };
  const std::size_t threads = std::min<std::size_t>(std::thread::hardware_concurrency(), 8);
  std::vector<std::jthread> others;
  for (std::size_t t = 1; t < std::min(threads, cells.size()); ++t) others.emplace_back(work);
  work();
}

}  // namespace terreau
