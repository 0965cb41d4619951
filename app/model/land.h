#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "geodata/boundaries.h"

namespace terreau {

// A territory's land as one shape without inner borders: fewer edges to fill than its departments
// have, and no seams between them.
struct Land {
  std::vector<std::array<float, 2>> vertices;  // metres from the mesh's origin; ring after ring
  std::vector<std::uint32_t> ring_ends;
};

// None where the coast's arcs do not join to rings, or have more than `most_vertices`.
std::optional<Land> land_of(const TerritoryMesh& mesh,
                            std::size_t most_vertices = std::numeric_limits<std::size_t>::max());

enum class Cover : std::uint8_t { sea, land, both };

// What a box of the map shows; `both` also where the coast just may be in it.
Cover cover_of(const Land& land, MapPos origin, const MapBox& box);

}  // namespace terreau
