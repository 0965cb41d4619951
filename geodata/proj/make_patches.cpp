// make_projection_patches FILE: the polynomials of all territories, one after the other, as they
// lie in memory (projection_patches.h). Run by the build.

#include <fstream>
#include <iostream>

#include "geodata/proj/module.h"
#include "geodata/projection_patches.h"

namespace terreau {
namespace {

using Polynomial = ProjectionPatches::Polynomial;

// cos(pi / 8) and cos(3 pi / 8): the nodes in [-1, 1] are -kOuter, -kInner, kInner, kOuter.
constexpr double kOuter = 0.92387953251128674, kInner = 0.38268343236508977;
constexpr std::array kNodesAt{-kOuter, -kInner, kInner, kOuter};

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

Polynomial through(const Polynomial& at_nodes) {
  Polynomial along_u, out;
  for (std::size_t v = 0; v < 4; ++v) along_u[v] = cubic(at_nodes[v]);
  for (std::size_t u = 0; u < 4; ++u) {
    const auto along_v = cubic({along_u[0][u], along_u[1][u], along_u[2][u], along_u[3][u]});
    for (std::size_t v = 0; v < 4; ++v) out[v][u] = along_v[v];
  }
  return out;
}

Polynomial patch(Territory territory, LonLat middle) {
  Polynomial at_nodes;
  std::array<LonLat, 4> lonlat;
  for (std::size_t v = 0; v < 4; ++v) {
    for (std::size_t u = 0; u < 4; ++u) {
      lonlat[u] = {middle.lon_deg + kNodesAt[u] * ProjectionPatches::kSideDeg / 2,
                   middle.lat_deg + kNodesAt[v] * ProjectionPatches::kSideDeg / 2};
    }
    proj::project(territory, lonlat, at_nodes[v]);
  }
  return through(at_nodes);
}

}  // namespace
}  // namespace terreau

int main(int argc, char** argv) {
  using namespace terreau;
  if (argc != 2) return 2;
  std::ofstream file(argv[1], std::ios::binary);
  for (const Territory territory : kTerritories) {
    const auto& grid = ProjectionPatches::kGrids[static_cast<std::size_t>(territory)];
    for (std::size_t i = 0; i < grid.size(); ++i) {
      const auto middle = [&](double from_deg, std::size_t square) {
        return from_deg + ProjectionPatches::kSideDeg * (static_cast<double>(square) + 0.5);
      };
      const Polynomial made = patch(territory, {middle(grid.box.west_deg, i % grid.columns()),
                                                middle(grid.box.south_deg, i / grid.columns())});
      file.write(reinterpret_cast<const char*>(&made), sizeof made);
    }
  }
  file.close();
  if (file) return 0;
  std::cerr << argv[1] << ": cannot be written\n";
  return 1;
}
