#include <geodesic.h>

#include "geodata/proj/module.h"

namespace terreau::proj {
namespace {

const geod_geodesic& wgs84() {
  static const geod_geodesic kEllipsoid = [] {
    geod_geodesic g{};
    geod_init(&g, 6378137.0, 1 / 298.257223563);
    return g;
  }();
  return kEllipsoid;
}

}  // namespace

GroundWay ground_way(LonLat from, LonLat to) {
  GroundWay way;
  double there_deg = 0;
  geod_inverse(&wgs84(), from.lat_deg, from.lon_deg, to.lat_deg, to.lon_deg, &way.distance_m,
               &way.bearing_deg, &there_deg);
  if (way.bearing_deg < 0) way.bearing_deg += 360;
  return way;
}

LonLat ground_end(LonLat from, GroundWay way) {
  LonLat to;
  double turn_deg = 0;
  geod_direct(&wgs84(), from.lat_deg, from.lon_deg, way.bearing_deg, way.distance_m, &to.lat_deg,
              &to.lon_deg, &turn_deg);
  return to;
}

}  // namespace terreau::proj
