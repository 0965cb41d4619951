#pragma once

#include "geodata/boundaries.h"

namespace terreau {

// Of one geometry: outer rings and holes in any order and winding (even-odd rule).
EdgeBands make_bands(const std::vector<LonLatRing>& rings);
bool contains(const std::vector<LonLatRing>& rings, const EdgeBands& bands, LonLat p);

}  // namespace terreau
