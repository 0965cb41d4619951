#include "geodata/geodesic.h"

#include <limits>

#include "geodata/proj.h"

namespace terreau {

GroundWay ground_way(LonLat from, LonLat to) {
  constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
  return proj::module() ? (*proj::module())->ground_way(from, to) : GroundWay{kNaN, kNaN};
}

LonLat ground_end(LonLat from, GroundWay way) {
  return proj::module() ? (*proj::module())->ground_end(from, way) : LonLat{};
}

std::vector<LonLat> ground_circle(LonLat center, double radius_m, int points) {
  std::vector<LonLat> circle;
  for (int i = 0; i < points; ++i) {
    circle.push_back(ground_end(center, {radius_m, 360.0 * i / points}));
  }
  if (!circle.empty()) circle.push_back(circle.front());
  return circle;
}

}  // namespace terreau
