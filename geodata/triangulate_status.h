#pragma once

#include <cstdint>
#include <vector>

#include "geodata/triangulate_chains.h"

// Internal: the edges that the sweep line of triangulate.cpp cuts, bottom to top.
namespace terreau {

// An ordered list with O(1) neighbours and O(log n) search: a treap (Seidel and Aragon, 1996)
// threaded with a linked list. Node 0 is a sentinel below all edges, and means "none" above them.
class SweepStatus {
 public:
  SweepStatus() : nodes_(1) {}

  std::uint32_t edge(std::uint32_t node) const { return nodes_[node].edge; }
  void set_edge(std::uint32_t node, std::uint32_t edge) { nodes_[node].edge = edge; }
  SweepRegion& above(std::uint32_t node) { return nodes_[node].above; }  // until the next insertion
  std::uint32_t prev(std::uint32_t node) const { return nodes_[node].prev; }
  std::uint32_t next(std::uint32_t node) const { return nodes_[node].next; }

  std::uint32_t insert_after(std::uint32_t before, std::uint32_t edge);
  void remove(std::uint32_t node);

  // The highest node whose edge has side(edge) > 0, where side is > 0 for an edge below the point
  // asked for and < 0 for one above it; or a node with side 0, if one is met on the way.
  template <class Side>
  std::uint32_t find(const Side& side) const {
    std::uint32_t best = 0;
    for (std::uint32_t n = root_; n != kNone;) {
      const double s = side(nodes_[n].edge);
      if (s == 0) return n;
      if (s > 0) best = n;
      n = s > 0 ? nodes_[n].right : nodes_[n].left;
    }
    return best;
  }

 private:
  struct Node {
    std::uint32_t edge = kNone;
    std::uint32_t prev = 0, next = 0;
    std::uint32_t left = kNone, right = kNone, parent = kNone;
    std::uint32_t priority = 0;
    SweepRegion above;
  };
  std::uint32_t allocate(std::uint32_t edge);
  void replace_child(std::uint32_t parent, std::uint32_t old_child, std::uint32_t new_child);
  void rotate_up(std::uint32_t node);

  std::vector<Node> nodes_;
  std::vector<std::uint32_t> free_;
  std::uint32_t root_ = kNone;
  std::uint32_t random_ = 0x9E3779B9;  // fixed: the same input gives the same triangles
};

}  // namespace terreau
