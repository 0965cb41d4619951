#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "geodata/boundaries.h"

namespace terreau::render {

// A territory's land as one shape without inner borders. Filling it takes a third of the triangles
// that its departments take, which is what a frame costs on a software rasteriser.
struct Land {
  std::vector<std::array<float, 2>> vertices;  // metres from the mesh's origin; ring after ring
  std::vector<std::uint32_t> ring_ends;
  std::vector<std::uint32_t> triangles;
};

// None where the coast's arcs do not join to rings, or are so many that the frame would wait for
// their triangles.
std::optional<Land> land_of(const TerritoryMesh& mesh);

enum class Cover : std::uint8_t { sea, land, both };

// What a box of the map shows; `both` also where the coast just may be in it.
Cover cover_of(const Land& land, MapPos origin, const MapBox& box);

}  // namespace terreau::render
