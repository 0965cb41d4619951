#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "geodata/types.h"

// Internal: which places merge at which zoom, the plan from which MarkerPyramid is laid out.
namespace terreau {

struct ClusterForest {
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;

  struct Node {
    MapPos position;
    std::uint32_t count = 0;  // places
    std::uint32_t first_child = kNone, next_sibling = kNone;
    std::int32_t split_zoom = 0;
  };
  std::vector<std::uint32_t> order;       // the points, those of one spot together
  std::vector<std::uint32_t> spot_begin;  // node i < spot count: order[spot_begin[i] … [i + 1])
  std::vector<Node> nodes;                // the spots, then what they merge to, children first
  std::vector<std::uint32_t> roots;       // what is left at zoom 0
  std::vector<std::uint32_t> children(std::uint32_t node) const;
  std::uint32_t spot_count() const {
    return static_cast<std::uint32_t>(spot_begin.size()) - (spot_begin.empty() ? 0 : 1);
  }
};

// Points that are not finite, or a million kilometres away, are left out.
ClusterForest cluster_points(std::span<const MapPos> points);

}  // namespace terreau
