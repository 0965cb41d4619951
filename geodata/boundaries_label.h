#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "geodata/types.h"

// Internal: where the name of a polygon stands best.
namespace terreau {

// Rings as in triangulate_even_odd(). Metres from p to the nearest edge; < 0: p is outside.
double clearance_m(std::span<const MapPos> points, std::span<const std::uint32_t> ring_ends,
                   MapPos p);

// A point of the part with the largest ring whose clearance is at most `precision_m` below the
// best.
MapPos pole_of_inaccessibility(std::span<const MapPos> points,
                               std::span<const std::uint32_t> ring_ends, double precision_m);

}  // namespace terreau
