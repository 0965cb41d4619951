#pragma once

#include <cstdint>
#include <vector>

#include "geodata/types.h"

namespace terreau {

// Which of many boxes contain a point: a packed tree, so that the answer takes a walk to the few
// that do (S. Leutenegger, M. Lopez and J. Edgington, "STR: a simple and efficient algorithm for
// R-tree packing", ICDE 1997).
class BoxIndex {
 public:
  BoxIndex() = default;
  // Empty boxes are never found.
  explicit BoxIndex(const std::vector<LonLatBox>& boxes);
  // Rows of the boxes that contain it, ascending.
  std::vector<std::uint32_t> at(LonLat p) const;

 private:
  struct Node {
    LonLatBox box;
    std::uint32_t first = 0, count = 0;  // children, or entries of rows_ on the lowest level
  };
  void add_level(std::vector<Node> children);

  std::vector<std::vector<Node>> levels_;  // each box alone first, the root last
  std::vector<std::uint32_t> rows_;
};

}  // namespace terreau
