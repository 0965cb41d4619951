#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "geodata/types.h"

namespace terreau {

// Turns the triangles of a polygon, three indices of `points` each and counter-clockwise, into
// those nearest to equilateral that cover it (Delaunay's, within its border), by C. L. Lawson's
// flips (1977). A rasteriser that works in tiles meets far fewer of them in each.
void make_delaunay(std::span<const MapPos> points, std::vector<std::uint32_t>& triangles);

}  // namespace terreau
