#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "geodata/types.h"

// Internal: the triangulation behind triangulate() in boundaries.h, with the points where borders
// cross, which a drawn mesh can have as vertices of its own.
namespace terreau {

struct Triangulation {
  std::vector<std::uint32_t> triangles;  // counter-clockwise; index points, then crossings
  std::vector<MapPos> crossings;         // empty for a valid polygon
  std::vector<std::uint32_t> stand_ins;  // per crossing: the nearest given point
  bool complete = true;                  // false: so many crossings that it gave up half-way
};

// Ring r is points [ring_ends[r - 1], ring_ends[r]), unclosed; inside is even-odd over all rings.
Triangulation triangulate_even_odd(std::span<const MapPos> points,
                                   std::span<const std::uint32_t> ring_ends);

}  // namespace terreau
