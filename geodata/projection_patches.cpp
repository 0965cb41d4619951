#include "geodata/projection_patches.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "geodata/embedded.h"
#include "geodata/result.h"

namespace terreau {
namespace {

using Cubic = std::array<MapPos, 4>;  // the coefficients of 1, t, t², t³

MapPos value(const Cubic& c, double t) {
  return {c[0].x_m + t * (c[1].x_m + t * (c[2].x_m + t * c[3].x_m)),
          c[0].y_m + t * (c[1].y_m + t * (c[2].y_m + t * c[3].y_m))};
}

MapPos slope(const Cubic& c, double t) {
  return {c[1].x_m + t * (2 * c[2].x_m + t * 3 * c[3].x_m),
          c[1].y_m + t * (2 * c[2].y_m + t * 3 * c[3].y_m)};
}

}  // namespace

// A polynomial, and where in its square a point is.
struct ProjectionPatches::Square {
  const Polynomial& patch;
  double u, v;
  Cubic across(MapPos (*at)(const Cubic&, double)) const {
    return {at(patch[0], u), at(patch[1], u), at(patch[2], u), at(patch[3], u)};
  }
};

const ProjectionPatches& ProjectionPatches::of(Territory territory) {
  static const std::vector<ProjectionPatches> all = [] {
    const std::span<const std::byte> bytes = embedded_file("projection_patches");
    std::span patches(reinterpret_cast<const Polynomial*>(bytes.data()),
                      bytes.size() / sizeof(Polynomial));
    std::vector<ProjectionPatches> made;
    for (const Grid& grid : kGrids) {
      TERREAU_CHECK(patches.size() >= grid.size());
      made.push_back({grid, patches.first(grid.size())});
      patches = patches.subspan(grid.size());
    }
    TERREAU_CHECK(patches.empty());
    return made;
  }();
  return all[static_cast<std::size_t>(territory)];
}

std::optional<ProjectionPatches::Square> ProjectionPatches::square(LonLat p) const {
  const LonLatBox& box = grid_.box;
  if (!(p.lon_deg >= box.west_deg && p.lon_deg < box.east_deg && p.lat_deg >= box.south_deg &&
        p.lat_deg < box.north_deg)) {
    return std::nullopt;
  }
  const double x = (p.lon_deg - box.west_deg) / kSideDeg;
  const double y = (p.lat_deg - box.south_deg) / kSideDeg;
  const auto column = static_cast<std::size_t>(x), row = static_cast<std::size_t>(y);
  return Square{patches_[column + grid_.columns() * row], 2 * (x - static_cast<double>(column)) - 1,
                2 * (y - static_cast<double>(row)) - 1};
}

std::optional<MapPos> ProjectionPatches::project(LonLat p) const {
  const auto s = square(p);
  if (!s) return std::nullopt;
  return value(s->across(value), s->v);
}

std::optional<LonLat> ProjectionPatches::unproject(MapPos p) const {
  constexpr int kSteps = 12;                 // three or four are enough
  constexpr double kLastStepDeg = 1e-5;      // after which it is off by the square of that
  constexpr double kUnitDeg = kSideDeg / 2;  // of u and v
  const LonLatBox& box = grid_.box;
  LonLat at{(box.west_deg + box.east_deg) / 2, (box.south_deg + box.north_deg) / 2};
  for (int i = 0; i < kSteps; ++i) {
    const auto s = square(at);
    if (!s) return std::nullopt;  // of NaN
    const Cubic across = s->across(value);
    const MapPos here = value(across, s->v), dv = slope(across, s->v),
                 du = value(s->across(slope), s->v);
    const double dx = p.x_m - here.x_m, dy = p.y_m - here.y_m;
    const double area = du.x_m * dv.y_m - dv.x_m * du.y_m;
    const double lon = kUnitDeg * (dx * dv.y_m - dv.x_m * dy) / area;
    const double lat = kUnitDeg * (du.x_m * dy - dx * du.y_m) / area;
    const LonLat next{at.lon_deg + lon, at.lat_deg + lat};
    if (std::abs(lon) < kLastStepDeg && std::abs(lat) < kLastStepDeg && square(next)) return next;
    at = {std::clamp(next.lon_deg, box.west_deg, box.east_deg - kLastStepDeg),
          std::clamp(next.lat_deg, box.south_deg, box.north_deg - kLastStepDeg)};
  }
  return std::nullopt;
}

}  // namespace terreau
