#pragma once

#include <cmath>

#include "geodata/types.h"

// Internal: the one geometric question that the sweep asks, answered without rounding.
namespace terreau {

// The sign of orientation() where rounding could have changed it.
double exact_orientation(MapPos a, MapPos b, MapPos c);

// > 0: a, b, c turn left; < 0: right; 0: exactly on one line. The sign is exact: the floating point
// filter is the first stage of J. R. Shewchuk, "Adaptive Precision Floating-Point Arithmetic and
// Fast Robust Geometric Predicates" (1997).
inline double orientation(MapPos a, MapPos b, MapPos c) {
  constexpr double kErrorBound = 3.3306690738754716e-16;  // (3 + 16 u) u with u = 2^-53
  const double left = (a.x_m - c.x_m) * (b.y_m - c.y_m);
  const double right = (a.y_m - c.y_m) * (b.x_m - c.x_m);
  const double det = left - right;
  const double size = std::abs(left) + std::abs(right);
  if (std::abs(det) >= kErrorBound * size && (det != 0 || size == 0)) return det;
  return exact_orientation(a, b, c);
}

// The same with east for x and north for y.
inline double orientation(LonLat a, LonLat b, LonLat c) {
  return orientation(MapPos{a.lon_deg, a.lat_deg}, MapPos{b.lon_deg, b.lat_deg},
                     MapPos{c.lon_deg, c.lat_deg});
}

}  // namespace terreau
