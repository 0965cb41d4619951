#pragma once

#include <vector>

#include "geodata/types.h"

// Distances and directions on the ellipsoid of WGS 84. NaN where an end is no position.
namespace terreau {

struct GroundWay {
  double distance_m = 0;
  double bearing_deg = 0;  // at its start, clockwise from north, 0 … 360
};
GroundWay ground_way(LonLat from, LonLat to);
inline double ground_distance_m(LonLat a, LonLat b) { return ground_way(a, b).distance_m; }

// Where one arrives.
LonLat ground_end(LonLat from, GroundWay way);

// The line of all that is `radius_m` away, closed: its first point is its last.
std::vector<LonLat> ground_circle(LonLat center, double radius_m, int points = 180);

}  // namespace terreau
