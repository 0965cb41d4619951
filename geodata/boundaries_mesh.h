#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "geodata/boundaries.h"
#include "geodata/boundaries_network.h"
#include "geodata/triangulate.h"

// Internal: from a border network to what is drawn at one level of detail.
namespace terreau {

// The vertices of each arc that stay at a tolerance.
struct LevelArcs {
  double tolerance_m = 0;
  std::vector<std::uint32_t> vertices;
  std::vector<std::uint32_t> begin;  // arc a: vertices [begin[a], begin[a + 1]); empty: dropped
};
LevelArcs simplify(const BorderNetwork& network, double tolerance_m);

// The rings of one department, as network vertices; ring r is [ring_ends[r - 1], ring_ends[r]).
struct LevelRings {
  std::vector<std::uint32_t> vertices;
  std::vector<std::uint32_t> ring_ends;
};
LevelRings rings_of(const BorderNetwork::DepartmentRings& department, const LevelArcs& arcs);
std::vector<MapPos> positions_of(const BorderNetwork& network, const LevelRings& rings);

// One department's triangles: indices into rings.vertices, then into fill.crossings.
struct DepartmentFill {
  LevelRings rings;
  Triangulation fill;
};
DepartmentFill fill_department(const BorderNetwork& network,
                               const BorderNetwork::DepartmentRings& department,
                               const LevelArcs& arcs);

// `fills` are those of network.departments, in their order.
TerritoryMesh assemble(const BorderNetwork& network, const LevelArcs& arcs,
                       std::span<const DepartmentFill> fills, MapPos origin);

}  // namespace terreau
