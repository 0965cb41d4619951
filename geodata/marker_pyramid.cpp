#include "geodata/marker_pyramid.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "geodata/marker_clusters.h"
#include "geodata/marker_spots.h"
#include "geodata/result.h"

namespace terreau {

double marker_diameter_pt(double zoom) {
  const double t = std::clamp((zoom - 9) / 3, 0.0, 1.0);
  return 12 + 8 * t * t * (3 - 2 * t);
}

double cluster_diameter_pt(std::uint32_t count) {
  struct Step {
    double log_count, diameter_pt;
  };
  constexpr std::array<Step, 5> kSteps{
      {{0.30102999566398120, 22}, {1, 28}, {2, 37}, {3, 44}, {4, 50}}};
  const double log_count = std::log10(std::max(count, 2U));
  for (std::size_t i = 1; i < kSteps.size(); ++i) {
    const Step a = kSteps[i - 1], b = kSteps[i];
    if (log_count > b.log_count) continue;
    const double t = (log_count - a.log_count) / (b.log_count - a.log_count);
    return a.diameter_pt + std::max(t, 0.0) * (b.diameter_pt - a.diameter_pt);
  }
  return kSteps.back().diameter_pt;
}

MarkerPyramid::MarkerPyramid(std::span<const PlaceId> places, const PackedPositions& positions,
                             std::span<const Places::ClassIndex> classes,
                             std::size_t most_without_cells)
    : MarkerPyramid(places, positions, classes,
                    positions.count() > most_without_cells ? cell_rules() : ClusterRules{}) {}

MarkerPyramid::MarkerPyramid(std::span<const PlaceId> places, const PackedPositions& positions,
                             std::span<const Places::ClassIndex> classes, const ClusterRules& rules)
    : positions_(positions.frame()), walls_(rules.walls) {
  TERREAU_CHECK(places.size() == positions.size() && places.size() == classes.size());
  const MarkerSpots spots(positions, rules.spot_m);
  if (spots.all().empty()) return;
  const auto row_of_spot = lay_out(cluster_spots(spots.all(), rules), spots.all().size());
  const std::size_t rows = nodes_[0].place_count;
  order_.resize(rows);
  positions_.resize(rows);
  class_of_row_.resize(rows);
  spots.lay_out(row_of_spot, [&](std::uint32_t row, std::uint32_t point) {
    order_[row] = places[point];
    positions_.set(row, positions.values()[point]);
    class_of_row_[row] = classes[point];
  });
  sum_classes();
  if (rules.finest_zoom == kCellZoom) add_cells(spots.origin());
}

// Breadth first, so that children are neighbours; the ranges of order_ are depth first, because a
// node's range is set by its parent before its children divide it.
// Returns the first row of each spot.
std::vector<std::uint32_t> MarkerPyramid::lay_out(const ClusterForest& forest, std::size_t spots) {
  std::vector<std::uint32_t> row_of_spot(spots);
  nodes_.reserve(1 + static_cast<std::size_t>(std::ranges::count_if(
                         forest.nodes, [](const auto& n) { return n.count > 1; })));
  Node root;
  for (const std::uint32_t r : forest.roots) root.place_count += forest.nodes[r].count;
  nodes_.push_back(root);
  std::vector<std::uint32_t> source{ClusterForest::kNone};  // of nodes_, in the forest
  std::vector<std::uint32_t> children;
  for (std::uint32_t n = 0; n < nodes_.size(); ++n) {
    children = n == 0 ? forest.roots : forest.children(source[n]);
    std::uint32_t row = nodes_[n].first_place;
    const auto put_spot = [&](std::uint32_t spot) {
      row_of_spot[spot] = row;
      row += forest.nodes[spot].count;
    };
    if (children.empty()) put_spot(source[n]);
    for (const std::uint32_t c : children) {
      if (forest.nodes[c].count == 1) put_spot(c);
    }
    nodes_[n].own_count = row - nodes_[n].first_place;
    nodes_[n].first_child = static_cast<std::uint32_t>(nodes_.size());
    for (const std::uint32_t c : children) {
      const ClusterForest::Node& from = forest.nodes[c];
      if (from.count == 1) continue;
      Node child;
      child.position = from.position;
      child.split_zoom = static_cast<std::int16_t>(from.split_zoom);
      child.spot = c < spots;
      child.first_place = row;
      child.place_count = from.count;
      row += from.count;
      nodes_.push_back(child);
      source.push_back(c);
    }
    nodes_[n].child_count = static_cast<std::uint32_t>(nodes_.size()) - nodes_[n].first_child;
  }
  return row_of_spot;
}

// Boxes and compositions, children before parents.
void MarkerPyramid::sum_classes() {
  const std::size_t classes = std::size_t{*std::ranges::max_element(class_of_row_)} + 1;
  std::vector<std::uint32_t> sums(classes);
  class_counts_.reserve(classes + 4 * nodes_.size());
  for (std::size_t c = 0; c < classes; ++c) {
    class_counts_.push_back({static_cast<Places::ClassIndex>(c), 1});
  }
  std::vector<Places::ClassIndex> met;
  const auto add = [&](ClassCount c) {
    if (sums[c.class_index] == 0) met.push_back(c.class_index);
    sums[c.class_index] += c.count;
  };
  for (std::size_t n = nodes_.size(); n-- > 0;) {
    Node& node = nodes_[n];
    for (std::uint32_t row = node.first_place; row < node.first_place + node.own_count; ++row) {
      add({class_of_row_[row], 1});
      node.box.extend(positions_[row]);
    }
    for (std::uint32_t c = node.first_child; c < node.first_child + node.child_count; ++c) {
      for (std::uint32_t i = 0; i < nodes_[c].class_count; ++i) {
        add(class_counts_[nodes_[c].first_class + i]);
      }
      node.box.extend(nodes_[c].box);
    }
    std::sort(met.begin(), met.end());
    node.first_class = static_cast<std::uint32_t>(class_counts_.size());
    node.class_count = static_cast<std::uint32_t>(met.size());
    for (const Places::ClassIndex c : met) class_counts_.push_back({c, std::exchange(sums[c], 0)});
    met.clear();
  }
  if (walls_) class_counts_.shrink_to_fit();  // there may be thousands of such trees
}

void MarkerPyramid::count_in(const MapBox& view, std::span<std::uint32_t> counts) const {
  if (!nodes_.empty()) count_in(nodes_[0], view, counts);
}

void MarkerPyramid::count_in(const Node& node, const MapBox& view,
                             std::span<std::uint32_t> counts) const {
  if (!node.box.intersects(view)) return;
  const auto add = [&](const ClassCount& c) {
    if (c.class_index < counts.size()) counts[c.class_index] += c.count;
  };
  if (view.contains(node.box)) {
    for (std::uint32_t i = 0; i < node.class_count; ++i) add(class_counts_[node.first_class + i]);
    return;
  }
  for (std::uint32_t row = node.first_place; row < node.first_place + node.own_count; ++row) {
    if (view.contains(positions_[row])) add({class_of_row_[row], 1});
  }
  for (std::uint32_t i = 0; i < node.child_count; ++i) {
    count_in(nodes_[node.first_child + i], view, counts);
  }
}

void MarkerPyramid::places_in(const MapBox& view, std::vector<PlaceId>& out) const {
  if (!nodes_.empty()) places_in(nodes_[0], view, out);
}

void MarkerPyramid::places_in(const Node& node, const MapBox& view,
                              std::vector<PlaceId>& out) const {
  if (!node.box.intersects(view)) return;
  if (view.contains(node.box)) {
    const auto all = std::span(order_).subspan(node.first_place, node.place_count);
    out.insert(out.end(), all.begin(), all.end());
    return;
  }
  for (std::uint32_t row = node.first_place; row < node.first_place + node.own_count; ++row) {
    if (view.contains(positions_[row])) out.push_back(order_[row]);
  }
  for (std::uint32_t i = 0; i < node.child_count; ++i) {
    places_in(nodes_[node.first_child + i], view, out);
  }
}

std::span<const ClassCount> MarkerPyramid::composition(std::uint32_t node) const {
  const auto [tree, n] = in_tree(node);
  if (tree == nullptr) return {};
  const std::span<const ClassCount> all = tree->class_counts_;
  const std::size_t nodes = tree->nodes_.size();
  if (n >= nodes) return all.subspan(tree->class_of_row_[n - nodes], 1);
  return all.subspan(tree->nodes_[n].first_class, tree->nodes_[n].class_count);
}

std::span<const PlaceId> MarkerPyramid::members(std::uint32_t node) const {
  const auto [tree, n] = in_tree(node);
  if (tree == nullptr) return {};
  const std::span<const PlaceId> all = tree->order_;
  const std::size_t nodes = tree->nodes_.size();
  if (n >= nodes) return all.subspan(n - nodes, 1);
  return all.subspan(tree->nodes_[n].first_place, tree->nodes_[n].place_count);
}

int MarkerPyramid::split_zoom(std::uint32_t node) const {
  const auto [tree, n] = in_tree(node);
  return tree != nullptr && n < tree->nodes_.size() ? tree->nodes_[n].split_zoom : kMaxZoom + 1;
}

MapBox MarkerPyramid::box(std::uint32_t node) const {
  const auto [tree, n] = in_tree(node);
  if (tree == nullptr) return {};
  if (n < tree->nodes_.size()) return tree->nodes_[n].box;
  const MapPos p = tree->positions_[n - tree->nodes_.size()];
  return {p.x_m, p.y_m, p.x_m, p.y_m};
}

}  // namespace terreau
