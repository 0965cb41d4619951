#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "geodata/types.h"

// Internal: where the name of a polygon stands best.
namespace terreau {

// The edges of a polygon, made ready for many questions. Rings as in triangulate_even_odd().
class Outline {
 public:
  Outline(std::span<const MapPos> points, std::span<const std::uint32_t> ring_ends);

  // Metres from p to the nearest edge; < 0: p is outside. Below `of_use_m` any value below it will
  // do.
  double clearance_m(MapPos p, double of_use_m = 0) const;
  // A point of the part with the largest ring, with a clearance at most `precision_m` below the
  // best.
  MapPos pole(double precision_m) const;

 private:
  struct Edge {
    MapPos from;
    double dx_m = 0, dy_m = 0;
    double per_length2 = 0;  // 1 / length², 0 for an edge without length
  };
  std::vector<Edge> edges_;
  MapBox largest_;  // the box of the largest ring
  MapPos middle_;   // the mean of its vertices
};

}  // namespace terreau
