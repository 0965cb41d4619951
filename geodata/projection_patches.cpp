#include "geodata/projection_patches.h"

#include <cmath>
#include <memory>
#include <mutex>

#include "geodata/projection.h"

namespace terreau {
namespace {

constexpr double kSideDeg = 0.5;
// cos(pi / 8) and cos(3 pi / 8): the nodes in [-1, 1] are -kOuter, -kInner, kInner, kOuter.
constexpr double kOuter = 0.92387953251128674, kInner = 0.38268343236508977;
constexpr std::array kNodesAt{-kOuter, -kInner, kInner, kOuter};

// What a map shows, with room around it.
LonLatBox surroundings(Territory territory) {
  switch (territory) {
    case Territory::metropole: return {-6, 41, 10.5, 52};
    case Territory::guadeloupe: return {-62.5, 15, -60, 17};
    case Territory::martinique: return {-62, 14, -60, 15.5};
    case Territory::guyane: return {-55, 1.5, -51, 6.5};
    case Territory::reunion: return {54.5, -22, 56.5, -20};
    case Territory::mayotte: return {44.5, -13.5, 46, -12};
  }
  return {};
}

// The coefficients of 1, t, t², t³ of the cubic with these values at the nodes.
std::array<double, 4> cubic(double f0, double f1, double f2, double f3) {
  constexpr double kBetween = kOuter * kOuter - kInner * kInner;
  const double even_outer = (f3 + f0) / 2, even_inner = (f2 + f1) / 2;
  const double odd_outer = (f3 - f0) / (2 * kOuter), odd_inner = (f2 - f1) / (2 * kInner);
  const double c2 = (even_outer - even_inner) / kBetween, c3 = (odd_outer - odd_inner) / kBetween;
  return {even_inner - c2 * kInner * kInner, odd_inner - c3 * kInner * kInner, c2, c3};
}

std::array<MapPos, 4> cubic(const std::array<MapPos, 4>& f) {
  const auto x = cubic(f[0].x_m, f[1].x_m, f[2].x_m, f[3].x_m);
  const auto y = cubic(f[0].y_m, f[1].y_m, f[2].y_m, f[3].y_m);
  return {{{x[0], y[0]}, {x[1], y[1]}, {x[2], y[2]}, {x[3], y[3]}}};
}

MapPos value(const std::array<MapPos, 4>& c, double t) {
  return {c[0].x_m + t * (c[1].x_m + t * (c[2].x_m + t * c[3].x_m)),
          c[0].y_m + t * (c[1].y_m + t * (c[2].y_m + t * c[3].y_m))};
}

}  // namespace

ProjectionPatches::ProjectionPatches(Territory territory)
    : box_(surroundings(territory)),
      columns_(static_cast<std::size_t>((box_.east_deg - box_.west_deg) / kSideDeg)) {
  const Projection projection(territory);
  const auto rows = static_cast<std::size_t>((box_.north_deg - box_.south_deg) / kSideDeg);
  std::array<LonLat, kNodes> lonlat;
  for (std::size_t i = 0; i < columns_ * rows; ++i) {
    const LonLat middle{box_.west_deg + kSideDeg * (static_cast<double>(i % columns_) + 0.5),
                        box_.south_deg + kSideDeg * (static_cast<double>(i / columns_) + 0.5)};
    Polynomial at_nodes;
    for (std::size_t v = 0; v < kNodes; ++v) {
      for (std::size_t u = 0; u < kNodes; ++u) {
        lonlat[u] = {middle.lon_deg + kNodesAt[u] * kSideDeg / 2,
                     middle.lat_deg + kNodesAt[v] * kSideDeg / 2};
      }
      projection.project(lonlat, at_nodes[v]);
    }
    patches_.push_back(through(at_nodes));
  }
}

ProjectionPatches::Polynomial ProjectionPatches::through(const Polynomial& at_nodes) {
  Polynomial along_u, out;
  for (std::size_t v = 0; v < kNodes; ++v) along_u[v] = cubic(at_nodes[v]);
  for (std::size_t u = 0; u < kNodes; ++u) {
    const auto along_v = cubic({along_u[0][u], along_u[1][u], along_u[2][u], along_u[3][u]});
    for (std::size_t v = 0; v < kNodes; ++v) out[v][u] = along_v[v];
  }
  return out;
}

const ProjectionPatches& ProjectionPatches::of(Territory territory) {
  static std::array<std::once_flag, kTerritoryCount> once;
  static std::array<std::unique_ptr<const ProjectionPatches>, kTerritoryCount> made;
  const auto i = static_cast<std::size_t>(territory);
  std::call_once(once[i], [&] { made[i] = std::make_unique<ProjectionPatches>(territory); });
  return *made[i];
}

std::optional<MapPos> ProjectionPatches::project(LonLat p) const {
  if (!(p.lon_deg >= box_.west_deg && p.lon_deg < box_.east_deg && p.lat_deg >= box_.south_deg &&
        p.lat_deg < box_.north_deg)) {
    return std::nullopt;
  }
  const double x = (p.lon_deg - box_.west_deg) / kSideDeg;
  const double y = (p.lat_deg - box_.south_deg) / kSideDeg;
  const auto column = static_cast<std::size_t>(x), row = static_cast<std::size_t>(y);
  const double u = 2 * (x - static_cast<double>(column)) - 1;
  const double v = 2 * (y - static_cast<double>(row)) - 1;
  const Polynomial& patch = patches_[column + columns_ * row];
  return value({value(patch[0], u), value(patch[1], u), value(patch[2], u), value(patch[3], u)}, v);
}

}  // namespace terreau
