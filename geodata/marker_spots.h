#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "geodata/packed_positions.h"

// Internal: the points of a MarkerPyramid by the squares that they stand in.
namespace terreau {

// A square that holds points. All of it is one from the start: they share a spot, or a cell.
struct MarkerSpot {
  MapPos mean;
  std::uint32_t count = 0;
};

// In Morton order, so that what is near on the map is mostly near in memory. Points are only
// counted at first, and sorted once it is known where each spot's are to be: so that millions of
// them are moved once.
class MarkerSpots {
 public:
  // Squares of `size_m`, from the least coordinates on. `points` must outlive this.
  MarkerSpots(const PackedPositions& points, double size_m);
  MapPos origin() const { return origin_; }  // a corner of squares
  std::span<const MarkerSpot> all() const { return spots_; }
  // Calls put(row, point) for each point, on several threads: those of spot i are to be in the rows
  // from row_of_spot[i] on, in their own order.
  void lay_out(std::span<const std::uint32_t> row_of_spot,
               const std::function<void(std::uint32_t row, std::uint32_t point)>& put) const;

 private:
  // Of some of the points, how many stand in each square.
  struct Part {
    std::uint32_t first, end;
    std::vector<std::uint32_t> counts;
  };
  std::uint64_t square_of(MapPos p) const;
  void count_squares(std::uint64_t squares);
  template <class Key>
  void sort_by_square(std::uint64_t max_square);
  template <class Visit>
  void each(std::uint32_t first, std::uint32_t end, const Visit& visit) const;

  const PackedPositions& points_;
  double size_m_;
  MapPos origin_;
  std::vector<MarkerSpot> spots_;
  // Where there are not many more squares than points:
  std::vector<Part> parts_;
  std::vector<std::uint32_t> spot_of_square_;
  // else the points of the first spot, of the second one …
  std::vector<std::uint32_t> order_;
};

}  // namespace terreau
