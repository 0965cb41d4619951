#include <algorithm>
#include <cmath>

#include "geodata/marker_clusters.h"
#include "geodata/marker_parts.h"
#include "geodata/result.h"

// What a view shows of the tree of clusters.
namespace terreau {

void MarkerPyramid::visible(const MapBox& view, double zoom, std::span<const std::uint8_t> visible,
                            bool clusters, std::vector<Mark>& out) const {
  if (nodes_.empty()) return;
  const double largest_pt = clusters ? cluster_diameter_pt(0xFFFFFFFF) : marker_diameter_pt(zoom);
  const int level = static_cast<int>(std::clamp(std::floor(zoom), 0.0, 1.0 * kMaxZoom));
  Query query{view.grown(largest_pt / 2 * metres_per_point(zoom)), level, visible, out};
  if (clusters) return show(nodes_[0], query);
  if (size() <= most_dots(zoom)) return show_dots(nodes_[0], query);
  const MapBox reach = query.view.intersection(nodes_[0].box);  // no larger than what is there
  if (reach.empty()) return;
  Dots dots(reach, dot_square_m(zoom));
  query.view = reach;
  query.dots = &dots;
  show_dots(nodes_[0], query);
}

double MarkerPyramid::dot_square_m(double zoom) {
  return kDotPt * metres_per_point(std::floor(4 * zoom) / 4 + 0.25);
}

std::size_t MarkerPyramid::most_dots(double zoom) const {
  if (nodes_.empty()) return 0;
  const double square_m = kDotPt * metres_per_point(zoom);
  const double squares = nodes_[0].box.width_m() / square_m * (nodes_[0].box.height_m() / square_m);
  return static_cast<std::size_t>(std::clamp(squares, 1.0 * kFewDots, 1.0 * kMostDots));
}

void MarkerPyramid::show(const Node& node, const Query& query) const {
  if (!node.box.intersects(query.view)) return;
  if (node.split_zoom <= query.zoom) {
    if (is_cell(node)) {
      if (show_tree_of_cell(node, query)) return;
    } else {
      for (std::uint32_t i = 0; i < node.own_count; ++i) show_leaf(node.first_place + i, query);
      for (std::uint32_t i = 0; i < node.child_count; ++i) {
        show(nodes_[node.first_child + i], query);
      }
      return;
    }
  }
  std::uint32_t count = 0;
  for (std::uint32_t i = 0; i < node.class_count; ++i) {
    const ClassCount& c = class_counts_[node.first_class + i];
    if (query.shows(c.class_index)) count += c.count;
  }
  if (count == 1) {
    show_leaf(only_visible(node, query.visible), query);
  } else if (count > 1) {
    // By all its places, so that it stays where it is whatever is hidden.
    const MapPos at =
        walls_ ? inside_walls(node.position, *walls_, node.place_count, query.zoom) : node.position;
    if (!query.view.contains(at)) return;
    query.out.push_back({at, count, PlaceId{}, static_cast<std::uint32_t>(&node - nodes_.data())});
  }
}

void MarkerPyramid::show_leaf(std::uint32_t leaf, const Query& query) const {
  if (!shows(leaf, query.visible) || !query.view.contains(position(leaf))) return;
  query.out.push_back(
      {position(leaf), 1, leaves_->places[leaf], static_cast<std::uint32_t>(nodes_.size()) + leaf});
}

void MarkerPyramid::show_dots(const Node& node, const Query& query) const {
  if (!node.box.intersects(query.view)) return;
  if (query.all ? node.class_count == 0 : !any_visible(node, query.visible)) return;
  const double extent_m = std::max(node.box.width_m(), node.box.height_m());
  const bool small = query.dots != nullptr && extent_m < query.dots->size_m();
  if (small && query.dots->free_in(node.box.intersection(query.view)) == 0) return;
  if (small && extent_m < query.dots->size_m() / 2) {
    show_dot(only_visible(node, query.visible), query);
    return;
  }
  if (query.dots != nullptr && is_cell(node)) return show_dots_of_cell(node, query);
  for (std::uint32_t i = 0; i < node.own_count; ++i) show_dot(node.first_place + i, query);
  for (std::uint32_t i = 0; i < node.child_count; ++i) {
    show_dots(nodes_[node.first_child + i], query);
  }
}

// Once each of its squares has a dot, the rest of the places need not be looked at.
void MarkerPyramid::show_dots_of_cell(const Node& node, const Query& query) const {
  std::size_t free = query.dots->free_in(node.box.intersection(query.view));
  for (std::uint32_t i = 0; i < node.own_count && free > 0; ++i) {
    if (show_dot(node.first_place + i, query)) --free;
  }
}

bool MarkerPyramid::show_dot(std::uint32_t leaf, const Query& query) const {
  const MapPos at = position(leaf);
  if (!query.view.contains(at)) return false;
  std::uint8_t* taken = query.dots != nullptr ? &query.dots->at(at) : nullptr;
  if (taken != nullptr && *taken != 0) return false;
  if (!shows(leaf, query.visible)) return false;
  if (taken != nullptr) *taken = 1;
  query.out.push_back(
      {at, 1, leaves_->places[leaf], static_cast<std::uint32_t>(nodes_.size()) + leaf});
  return true;
}

// The leaf of the one place below a node whose class is visible; of several, the first.
std::uint32_t MarkerPyramid::only_visible(const Node& node,
                                          std::span<const std::uint8_t> visible) const {
  for (const std::uint32_t leaf : own_leaves(node)) {
    if (shows(leaf, visible)) return leaf;
  }
  for (std::uint32_t i = 0; i < node.child_count; ++i) {
    const Node& child = nodes_[node.first_child + i];
    if (any_visible(child, visible)) return only_visible(child, visible);
  }
  TERREAU_CHECK(false);
}

}  // namespace terreau
