#include "geodata/box_index.h"

#include <algorithm>
#include <cmath>

namespace terreau {
namespace {

constexpr std::size_t kChildren = 16;

double middle_lon(const LonLatBox& b) { return b.west_deg + b.east_deg; }
double middle_lat(const LonLatBox& b) { return b.south_deg + b.north_deg; }

void extend(LonLatBox& box, const LonLatBox& other) {
  box.extend({other.west_deg, other.south_deg});
  box.extend({other.east_deg, other.north_deg});
}

}  // namespace

BoxIndex::BoxIndex(const std::vector<LonLatBox>& boxes) {
  for (std::uint32_t i = 0; i < boxes.size(); ++i) {
    if (!boxes[i].empty()) rows_.push_back(i);
  }
  if (rows_.empty()) return;
  // Slices from west to east, each from south to north: neighbours share a node.
  std::ranges::sort(rows_, {}, [&](std::uint32_t i) { return middle_lon(boxes[i]); });
  const auto leaves = static_cast<double>(rows_.size()) / kChildren;
  const auto slice = static_cast<std::ptrdiff_t>(
      kChildren * static_cast<std::size_t>(std::ceil(std::sqrt(std::max(1.0, leaves)))));
  for (auto from = rows_.begin(); from != rows_.end();) {
    const auto to = from + std::min(slice, rows_.end() - from);
    std::ranges::sort(from, to, {}, [&](std::uint32_t i) { return middle_lat(boxes[i]); });
    from = to;
  }
  std::vector<Node> alone;
  for (std::uint32_t i = 0; i < rows_.size(); ++i) alone.push_back({boxes[rows_[i]], i, 1});
  add_level(std::move(alone));
}

void BoxIndex::add_level(std::vector<Node> children) {
  std::vector<Node> parents;
  for (std::uint32_t i = 0; i < children.size(); ++i) {
    if (i % kChildren == 0) parents.push_back({{}, i, 0});
    extend(parents.back().box, children[i].box);
    ++parents.back().count;
  }
  const bool is_root = children.size() == 1;
  levels_.push_back(std::move(children));
  if (!is_root) add_level(std::move(parents));
}

std::vector<std::uint32_t> BoxIndex::at(LonLat p) const {
  std::vector<std::uint32_t> found;
  if (levels_.empty()) return found;
  std::vector<std::uint32_t> now{0}, next;
  for (std::size_t level = levels_.size(); level-- > 0; now.swap(next)) {
    next.clear();
    for (const std::uint32_t i : now) {
      const Node& node = levels_[level][i];
      if (!node.box.contains(p)) continue;
      for (std::uint32_t child = 0; child < node.count; ++child) next.push_back(node.first + child);
    }
  }
  for (const std::uint32_t i : now) found.push_back(rows_[i]);
  std::ranges::sort(found);
  return found;
}

}  // namespace terreau
