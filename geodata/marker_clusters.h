#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "geodata/marker_spots.h"
#include "geodata/types.h"

// Internal: which places merge at which zoom, the plan from which MarkerPyramid is laid out.
namespace terreau {

struct ClusterRules {
  int finest_zoom = 19;         // merging begins there
  double spot_m = 0.5;          // what stands in one square of this size merges before it begins
  std::optional<MapBox> walls;  // no cluster's disc reaches over them
};

// Of the coarse tree of a large pyramid, whose spots are its cells.
ClusterRules cell_rules();

struct ClusterForest {
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;

  struct Node {
    MapPos position;
    std::uint32_t count = 0;  // places
    std::uint32_t first_child = kNone, next_sibling = kNone;
    std::int32_t split_zoom = 0;
  };
  std::vector<Node> nodes;           // the spots, then what they merge to, children first
  std::vector<std::uint32_t> roots;  // what is left at zoom 0
  std::vector<std::uint32_t> children(std::uint32_t node) const;
};

ClusterForest cluster_spots(std::span<const MarkerSpot> spots, const ClusterRules& rules);

// Where a cluster of so many is shown at an integer zoom: its disc inside the walls. The middle
// where they leave no such room. No farther from a wall, or single markers along it would be out of
// every cluster's reach.
MapPos inside_walls(MapPos p, const MapBox& walls, std::uint32_t count, int zoom);

}  // namespace terreau
