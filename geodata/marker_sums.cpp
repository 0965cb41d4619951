#include <algorithm>
#include <utility>
#include <vector>

#include "geodata/marker_parts.h"
#include "geodata/over_rows.h"

// What is counted below each node of a pyramid.
namespace terreau {
namespace {

constexpr std::size_t kTogether = 1024;  // nodes

}  // namespace

// Places by class, of which few are met.
class MarkerPyramid::Sums {
 public:
  explicit Sums(std::size_t classes) : sums_(classes) {}
  void add(ClassCount c) {
    if (sums_[c.class_index] == 0) met_.push_back(c.class_index);
    sums_[c.class_index] += c.count;
  }
  // As those of a node, at the end of `out`; and begins anew.
  void take(Node& node, std::vector<ClassCount>& out) {
    std::ranges::sort(met_);
    node.first_class = static_cast<std::uint32_t>(out.size());
    node.class_count = static_cast<std::uint32_t>(met_.size());
    for (const Places::ClassIndex c : met_) out.push_back({c, std::exchange(sums_[c], 0)});
    met_.clear();
  }

 private:
  std::vector<std::uint32_t> sums_;
  std::vector<Places::ClassIndex> met_;
};

void MarkerPyramid::add_own(Node& node, Sums& sums) const {
  node.box = {};
  for (const std::uint32_t leaf : own_leaves(node)) {
    sums.add({leaves_->classes[leaf], 1});
    node.box.extend(position(leaf));
  }
}

// Boxes and compositions: of the nodes without children, which are most of them, on several
// threads; then of the others, children before parents.
void MarkerPyramid::sum_classes() {
  const std::size_t classes = std::size_t{*std::ranges::max_element(leaves_->classes)} + 1;
  std::vector<std::vector<ClassCount>> parts((nodes_.size() + kTogether - 1) / kTogether);
  for_each(parts.size(), leaf_count(), [&](std::size_t part) {
    Sums sums(classes);
    const std::size_t first = part * kTogether;
    for (Node& node :
         std::span(nodes_).subspan(first, std::min(kTogether, nodes_.size() - first))) {
      if (node.child_count > 0) continue;
      add_own(node, sums);
      sums.take(node, parts[part]);
    }
  });
  class_counts_.reserve(most_class_counts(classes));
  for (std::size_t c = 0; c < classes; ++c) {
    class_counts_.push_back({static_cast<Places::ClassIndex>(c), 1});
  }
  std::size_t before = 0;
  for (std::size_t n = 0; n < nodes_.size(); ++n) {
    if (n % kTogether == 0) {
      const auto part = std::exchange(parts[n / kTogether], {});
      before = class_counts_.size();
      class_counts_.insert(class_counts_.end(), part.begin(), part.end());
    }
    if (nodes_[n].child_count == 0) nodes_[n].first_class += static_cast<std::uint32_t>(before);
  }
  Sums sums(classes);
  for (std::size_t n = nodes_.size(); n-- > 0;) {
    Node& node = nodes_[n];
    if (node.child_count == 0) continue;
    add_own(node, sums);
    for (const Node& child : std::span(nodes_).subspan(node.first_child, node.child_count)) {
      for (std::uint32_t i = 0; i < child.class_count; ++i) {
        sums.add(class_counts_[child.first_class + i]);
      }
      node.box.extend(child.box);
    }
    sums.take(node, class_counts_);
  }
  if (walls_) class_counts_.shrink_to_fit();  // there may be thousands of such trees
}

// No more than all nodes can have, once those without children have theirs.
std::size_t MarkerPyramid::most_class_counts(std::size_t classes) const {
  std::size_t sum = classes;
  std::vector<std::size_t> most(nodes_.size());
  for (std::size_t n = nodes_.size(); n-- > 0;) {
    const Node& node = nodes_[n];
    most[n] = node.child_count == 0 ? node.class_count : node.own_count;
    for (std::size_t c = 0; c < node.child_count; ++c) most[n] += most[node.first_child + c];
    most[n] = std::min(most[n], classes);
    sum += most[n];
  }
  return sum;
}

}  // namespace terreau
