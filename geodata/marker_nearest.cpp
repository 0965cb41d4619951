#include <algorithm>
#include <cmath>
#include <limits>
#include <queue>

#include "geodata/marker_pyramid.h"

// Questions of distance to the tree of clusters.
namespace terreau {
namespace {

double distance_to(const MapBox& box, MapPos p) {
  const double dx = std::max({box.min_x_m - p.x_m, 0.0, p.x_m - box.max_x_m});
  const double dy = std::max({box.min_y_m - p.y_m, 0.0, p.y_m - box.max_y_m});
  return std::hypot(dx, dy);
}

// A node or a leaf, by its distance.
struct Step {
  double distance_m;
  std::uint32_t index;
  bool is_leaf;
  bool operator>(const Step& o) const {
    return distance_m != o.distance_m ? distance_m > o.distance_m : index > o.index;
  }
};

}  // namespace

bool MarkerPyramid::any_visible(const Node& node, std::span<const std::uint8_t> visible) const {
  const auto classes = std::span(class_counts_).subspan(node.first_class, node.class_count);
  return std::ranges::any_of(classes, [&](const ClassCount& c) {
    return c.class_index < visible.size() && visible[c.class_index] != 0;
  });
}

void MarkerPyramid::visible_in(const MapBox& box, std::span<const std::uint8_t> visible,
                               std::vector<PlaceId>& out) const {
  if (nodes_.empty()) return;
  std::vector<std::uint32_t> waiting{0};
  while (!waiting.empty()) {
    const Node& node = nodes_[waiting.back()];
    waiting.pop_back();
    if (!node.box.intersects(box) || !any_visible(node, visible)) continue;
    for (const std::uint32_t leaf : own_leaves(node)) {
      if (shows(leaf, visible) && box.contains(position(leaf))) {
        out.push_back(leaves_->places[leaf]);
      }
    }
    for (std::uint32_t i = 0; i < node.child_count; ++i) waiting.push_back(node.first_child + i);
  }
}

bool MarkerPyramid::any_in(const MapBox& box, std::span<const std::uint8_t> visible) const {
  return !nodes_.empty() && any_in(nodes_[0], box, visible);
}

bool MarkerPyramid::any_in(const Node& node, const MapBox& box,
                           std::span<const std::uint8_t> visible) const {
  if (!node.box.intersects(box) || !any_visible(node, visible)) return false;
  if (box.contains(node.box)) return true;
  for (const std::uint32_t leaf : own_leaves(node)) {
    if (shows(leaf, visible) && box.contains(position(leaf))) return true;
  }
  const auto children = std::span(nodes_).subspan(node.first_child, node.child_count);
  return std::ranges::any_of(children,
                             [&](const Node& child) { return any_in(child, box, visible); });
}

// Best first: what is nearest of all nodes and places met so far is looked at next.
void MarkerPyramid::nearest(MapPos at, std::size_t count, double slack,
                            std::span<const std::uint8_t> visible,
                            std::vector<PlaceId>& out) const {
  if (nodes_.empty() || count == 0) return;
  std::priority_queue<Step, std::vector<Step>, std::greater<>> next;
  next.push({0, 0, false});
  std::size_t found = 0;
  double farthest = std::numeric_limits<double>::infinity();
  while (!next.empty()) {
    const Step step = next.top();
    next.pop();
    if (step.distance_m > farthest) return;
    if (step.is_leaf) {
      out.push_back(leaves_->places[step.index]);
      if (++found == count) farthest = step.distance_m * (1 + slack);
      continue;
    }
    const Node& node = nodes_[step.index];
    if (!any_visible(node, visible)) continue;
    for (const std::uint32_t leaf : own_leaves(node)) {
      if (shows(leaf, visible)) next.push({distance_m(position(leaf), at), leaf, true});
    }
    for (std::uint32_t i = 0; i < node.child_count; ++i) {
      const std::uint32_t child = node.first_child + i;
      next.push({distance_to(nodes_[child].box, at), child, false});
    }
  }
}

}  // namespace terreau
