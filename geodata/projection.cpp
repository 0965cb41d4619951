#include "geodata/projection.h"

#include <array>
#include <cmath>
#include <limits>
#include <numbers>

#include "geodata/over_rows.h"
#include "geodata/proj.h"
#include "geodata/projection_patches.h"

namespace terreau {

MapPos Projection::project(LonLat p) const {
  MapPos out;
  project(std::span(&p, 1), std::span(&out, 1));
  return out;
}

LonLat Projection::unproject(MapPos p) const {
  if (!std::isfinite(p.x_m) || !std::isfinite(p.y_m)) return {};
  if (const auto found = ProjectionPatches::of(territory_).unproject(p)) return *found;
  return proj::module() ? (*proj::module())->unproject(territory_, p) : LonLat{};
}

void Projection::project(std::span<const LonLat> in, std::span<MapPos> out) const {
  TERREAU_CHECK(in.size() == out.size());
  constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
  const ProjectionPatches& patches = ProjectionPatches::of(territory_);
  for (std::size_t i = 0; i < in.size(); ++i) {
    if (const auto p = patches.project(in[i])) {
      out[i] = *p;
    } else if (is_valid(in[i]) && proj::module()) {
      (*proj::module())->project(territory_, in.subspan(i, 1), out.subspan(i, 1));
    } else {
      out[i] = {kNaN, kNaN};
    }
  }
}

void Projection::project_many(std::span<const LonLat> in, std::span<MapPos> out) const {
  over_rows(static_cast<std::uint32_t>(in.size()), [&](std::uint32_t first, std::uint32_t end) {
    project(in.subspan(first, end - first), out.subspan(first, end - first));
    return end;
  });
}

Territory territory_of(LonLat p) {
  struct Surroundings {
    Territory territory;
    LonLatBox box;
  };
  // Guadeloupe and Martinique share a CRS; the parallel between them parts their maps.
  static constexpr std::array<Surroundings, 5> kOverseas{{
      {Territory::guadeloupe, {-64.0, 15.2, -59.5, 18.6}},
      {Territory::martinique, {-62.5, 13.6, -59.5, 15.2}},
      {Territory::guyane, {-55.5, 1.5, -50.5, 6.8}},
      {Territory::reunion, {54.0, -22.5, 57.0, -20.0}},
      {Territory::mayotte, {44.0, -13.9, 46.3, -11.9}},
  }};
  if (p.lat_deg > kOverseas[0].box.north_deg) return Territory::metropole;  // the others are south
  for (const Surroundings& s : kOverseas) {
    if (s.box.contains(p)) return s.territory;
  }
  return Territory::metropole;
}

double convergence_deg(Territory territory, LonLat p) {
  constexpr double kStepDeg = 1e-3;
  const Projection projection(territory);
  const MapPos south = projection.project({p.lon_deg, p.lat_deg - kStepDeg});
  const MapPos north = projection.project({p.lon_deg, p.lat_deg + kStepDeg});
  const double east = north.x_m - south.x_m, up = north.y_m - south.y_m;
  return -std::atan2(east, up) * 180 / std::numbers::pi;
}

}  // namespace terreau
