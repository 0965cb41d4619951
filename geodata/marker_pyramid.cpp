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

MarkerPyramid::MarkerPyramid(PlaceList places, PackedPositions positions,
                             const ValueColumn<Places::ClassIndex>& classes,
                             std::size_t most_without_cells)
    : MarkerPyramid(places, std::move(positions), classes,
                    positions.more_than(most_without_cells) ? cell_rules() : ClusterRules{}) {}

MarkerPyramid::MarkerPyramid(PlaceList places, PackedPositions&& positions,
                             const ValueColumn<Places::ClassIndex>& classes,
                             const ClusterRules& rules)
    : walls_(rules.walls) {
  TERREAU_CHECK(places.size() == positions.size() && places.size() == classes.size());
  const MarkerSpots spots(positions, rules.spot_m);
  if (spots.all().empty()) return;
  const auto leaf_of_spot = lay_out(cluster_spots(spots.all(), rules), spots.all().size());
  kept_ = RowSet::all(nodes_[0].place_count);
  auto leaves = std::make_shared<Leaves>();
  leaves->places.resize(leaf_count());
  leaves->positions = PackedPositions(positions.frame());
  leaves->positions.resize(leaf_count());
  leaves->classes.resize(leaf_count());
  spots.lay_out(leaf_of_spot, [&](std::uint32_t leaf, std::uint32_t point) {
    leaves->places[leaf] = places[point];
    leaves->positions.set(leaf, positions.values()[point]);
    leaves->classes[leaf] = classes[point];
  });
  leaves_ = std::move(leaves);
  positions = {};  // of millions of places, which have them in leaves_ now
  sum_classes();
  if (rules.finest_zoom == kCellZoom) add_cells(spots.origin());
}

// Breadth first, so that children are neighbours; the ranges of leaves are depth first, because a
// node's range is set by its parent before its children divide it.
// Returns the first leaf of each spot.
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
  for (const std::uint32_t leaf : own_leaves(node)) {
    if (view.contains(position(leaf))) add({leaves_->classes[leaf], 1});
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
    const MarkerMembers all = members_of(node);
    out.insert(out.end(), all.begin(), all.end());
    return;
  }
  for (const std::uint32_t leaf : own_leaves(node)) {
    if (view.contains(position(leaf))) out.push_back(leaves_->places[leaf]);
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
  if (n >= nodes) return all.subspan(tree->leaves_->classes[n - nodes], 1);
  return all.subspan(tree->nodes_[n].first_class, tree->nodes_[n].class_count);
}

MarkerMembers MarkerPyramid::members(std::uint32_t node) const {
  const auto [tree, n] = in_tree(node);
  if (tree == nullptr) return {};
  const auto nodes = static_cast<std::uint32_t>(tree->nodes_.size());
  if (n >= nodes) return {tree->leaves_->places, tree->kept_, n - nodes, 1};
  return tree->members_of(tree->nodes_[n]);
}

int MarkerPyramid::split_zoom(std::uint32_t node) const {
  const auto [tree, n] = in_tree(node);
  return tree != nullptr && n < tree->nodes_.size() ? tree->nodes_[n].split_zoom : kMaxZoom + 1;
}

MapBox MarkerPyramid::box(std::uint32_t node) const {
  const auto [tree, n] = in_tree(node);
  if (tree == nullptr) return {};
  if (n < tree->nodes_.size()) return tree->nodes_[n].box;
  const MapPos p = tree->position(n - static_cast<std::uint32_t>(tree->nodes_.size()));
  return {p.x_m, p.y_m, p.x_m, p.y_m};
}

}  // namespace terreau
