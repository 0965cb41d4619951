#include "geodata/triangulate_status.h"

namespace terreau {

std::uint32_t SweepStatus::allocate(std::uint32_t edge) {
  std::uint32_t node = 0;
  if (free_.empty()) {
    node = static_cast<std::uint32_t>(nodes_.size());
    nodes_.emplace_back();
  } else {
    node = free_.back();
    free_.pop_back();
    nodes_[node] = Node{};
  }
  random_ ^= random_ << 13;  // xorshift32 (Marsaglia, 2003)
  random_ ^= random_ >> 17;
  random_ ^= random_ << 5;
  nodes_[node].priority = random_;
  nodes_[node].edge = edge;
  return node;
}

void SweepStatus::replace_child(std::uint32_t parent, std::uint32_t old_child,
                                std::uint32_t new_child) {
  if (parent == kNone) {
    root_ = new_child;
  } else if (nodes_[parent].left == old_child) {
    nodes_[parent].left = new_child;
  } else {
    nodes_[parent].right = new_child;
  }
  if (new_child != kNone) nodes_[new_child].parent = parent;
}

void SweepStatus::rotate_up(std::uint32_t node) {
  const std::uint32_t parent = nodes_[node].parent;
  const bool was_left = nodes_[parent].left == node;
  const std::uint32_t inner = was_left ? nodes_[node].right : nodes_[node].left;
  replace_child(nodes_[parent].parent, parent, node);
  (was_left ? nodes_[parent].left : nodes_[parent].right) = inner;
  if (inner != kNone) nodes_[inner].parent = parent;
  (was_left ? nodes_[node].right : nodes_[node].left) = parent;
  nodes_[parent].parent = node;
}

std::uint32_t SweepStatus::insert_after(std::uint32_t before, std::uint32_t edge) {
  const std::uint32_t node = allocate(edge);
  const std::uint32_t after = nodes_[before].next;
  nodes_[node].prev = before;
  nodes_[node].next = after;
  nodes_[before].next = node;
  nodes_[after].prev = node;
  if (root_ == kNone) {
    root_ = node;
  } else if (before != 0 && nodes_[before].right == kNone) {
    nodes_[before].right = node;
    nodes_[node].parent = before;
  } else {  // the successor is leftmost below `before`, or in all, so its left is free
    nodes_[after].left = node;
    nodes_[node].parent = after;
  }
  while (nodes_[node].parent != kNone &&
         nodes_[nodes_[node].parent].priority < nodes_[node].priority) {
    rotate_up(node);
  }
  return node;
}

void SweepStatus::remove(std::uint32_t node) {
  nodes_[nodes_[node].prev].next = nodes_[node].next;
  nodes_[nodes_[node].next].prev = nodes_[node].prev;
  while (nodes_[node].left != kNone && nodes_[node].right != kNone) {
    const std::uint32_t left = nodes_[node].left;
    const std::uint32_t right = nodes_[node].right;
    rotate_up(nodes_[left].priority > nodes_[right].priority ? left : right);
  }
  const std::uint32_t child = nodes_[node].left != kNone ? nodes_[node].left : nodes_[node].right;
  replace_child(nodes_[node].parent, node, child);
  free_.push_back(node);
}

}  // namespace terreau
