#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "geodata/boundaries.h"

// Internal: the borders of one territory as a network. Each stretch of border is held once, however
// many departments it bounds, so that whatever is done to it is done for all of them.
namespace terreau {

struct BorderNetwork {
  struct Arc {
    std::uint32_t first = 0, count = 0;  // range of arc_vertices; a loop repeats its first vertex
    std::uint32_t sides = 0;             // row of side_sets
    BorderKind kind = BorderKind::coast;
    bool loop = false;   // closed and joined to no other arc: an island, an enclave
    bool keep = false;   // all that a department has
    double area_m2 = 0;  // of a loop
  };
  struct ArcUse {
    std::uint32_t arc = 0;
    bool reversed = false;
  };
  struct DepartmentRings {  // ring r is uses [ring_ends[r - 1], ring_ends[r])
    DepartmentId department;
    std::int64_t row = 0;  // 1-based geometry where it was first met, for issues
    std::vector<ArcUse> uses;
    std::vector<std::uint32_t> ring_ends;
  };

  Territory territory = Territory::metropole;
  std::vector<MapPos> vertices;  // each position once
  std::vector<std::uint32_t> arc_vertices;
  // Parallel to arc_vertices: the tolerance in metres up to which the vertex stays.
  std::vector<float> weights;
  std::vector<Arc> arcs;
  std::vector<std::vector<DepartmentId>> side_sets;  // the departments along an edge, sorted
  std::vector<DepartmentRings> departments;
};

// A geometry to go into a network; `row` is its 1-based row for issues.
struct NetworkInput {
  const DepartmentGeometry* geometry = nullptr;
  std::int64_t row = 0;
};

// Where two rings of one department share an edge (its two parts, a spike) the edge is dropped.
// Weights are not yet set.
BorderNetwork build_network(Territory territory, std::span<const NetworkInput> inputs,
                            std::vector<Issue>& issues);

// Joins the arcs of each department into rings; fills `departments`.
void stitch_rings(BorderNetwork& network);

// Sets the weights, so that a level of tolerance t is the vertices with a weight above t.
void weigh_vertices(BorderNetwork& network);

}  // namespace terreau
