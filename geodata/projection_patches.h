#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>

#include "geodata/departments.h"
#include "geodata/types.h"

namespace terreau {

// The projection of one territory as bicubic polynomials over squares of half a degree: a tenth of
// the time that PROJ takes for a point, and within 0.1 mm of what it answers (a test compares
// them). Each polynomial goes through PROJ's answers at 4 x 4 Chebyshev nodes, where what it is off
// between them is least (L. N. Trefethen, Approximation Theory and Approximation Practice, 2013).
// They are made when the program is built (geodata/proj/make_patches.cpp) and embedded.
class ProjectionPatches {
 public:
  // The coefficients of v^i u^j as [i][j]; u goes from -1 in the west of a square to 1, v from the
  // south.
  using Polynomial = std::array<std::array<MapPos, 4>, 4>;
  static constexpr double kSideDeg = 0.5;

  // What a map shows, with room around it, in whole squares, from west to east, from south to
  // north. The metropole is what comes first, and a pointer may be anywhere in a wide window.
  struct Grid {
    LonLatBox box;
    constexpr std::size_t columns() const { return squares(box.east_deg - box.west_deg); }
    constexpr std::size_t rows() const { return squares(box.north_deg - box.south_deg); }
    constexpr std::size_t size() const { return columns() * rows(); }

   private:
    static constexpr std::size_t squares(double deg) {
      return static_cast<std::size_t>(deg / kSideDeg);
    }
  };
  static constexpr std::array<Grid, kTerritoryCount> kGrids{{
      {{-16, 37, 21, 55}},
      {{-62.5, 15, -60, 17}},
      {{-62, 14, -60, 15.5}},
      {{-55, 1.5, -51, 6.5}},
      {{54.5, -22, 56.5, -20}},
      {{44.5, -13.5, 46, -12}},
  }};

  static const ProjectionPatches& of(Territory territory);

  // None outside of the grid, and of NaN.
  std::optional<MapPos> project(LonLat p) const;
  // By Newton's method.
  std::optional<LonLat> unproject(MapPos p) const;

 private:
  ProjectionPatches(const Grid& grid, std::span<const Polynomial> patches)
      : grid_(grid), patches_(patches) {}
  struct Square;
  std::optional<Square> square(LonLat p) const;

  Grid grid_;
  std::span<const Polynomial> patches_;
};

}  // namespace terreau
