#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "geodata/types.h"

namespace terreau {

// Positions in 8 bytes each: multiples of a step, from a corner on. The step is half a millimetre,
// or the power of two of it by which 32 bits reach over all of them.
class PackedPositions {
 public:
  using Value = std::array<std::uint32_t, 2>;
  struct Frame {
    MapPos corner = {};
    double step_m = 1.0 / 2048;
  };

  PackedPositions() = default;
  explicit PackedPositions(const Frame& frame, std::vector<Value> values = {})
      : frame_(frame), values_(std::move(values)) {}
  // For positions inside of the box, no farther than 1e9 m from the origin.
  explicit PackedPositions(const MapBox& box) {
    if (box.empty()) return;
    const double extent_m = std::max(box.width_m(), box.height_m());
    while (extent_m / frame_.step_m > 4294967290.0) frame_.step_m *= 2;
    frame_.corner = {std::floor(box.min_x_m / frame_.step_m) * frame_.step_m,
                     std::floor(box.min_y_m / frame_.step_m) * frame_.step_m};
  }

  // The multiple of the step next to it, which is what is kept of it; NaN stays NaN.
  MapPos snapped(MapPos p) const {
    // A double this large has no digits left below the step, so that adding it rounds.
    const double large = 6755399441055744.0 * frame_.step_m;  // 1.5 * 2^52
    return {p.x_m + large - large, p.y_m + large - large};
  }

  void resize(std::size_t rows) { values_.resize(rows); }
  void set(std::size_t row, MapPos snapped) {
    values_[row] = {static_cast<std::uint32_t>((snapped.x_m - frame_.corner.x_m) / frame_.step_m),
                    static_cast<std::uint32_t>((snapped.y_m - frame_.corner.y_m) / frame_.step_m)};
  }
  std::size_t size() const { return values_.size(); }
  MapPos operator[](std::size_t row) const {
    return {frame_.corner.x_m + frame_.step_m * values_[row][0],
            frame_.corner.y_m + frame_.step_m * values_[row][1]};
  }
  const Frame& frame() const { return frame_; }
  std::span<const Value> values() const { return values_; }
  // So many of them as they are.
  std::vector<MapPos> part(std::size_t first, std::size_t count) const {
    std::vector<MapPos> out;
    out.reserve(count);
    for (std::size_t row = first; row < first + count; ++row) out.push_back((*this)[row]);
    return out;
  }
  void copy(std::size_t row, const PackedPositions& from, std::size_t from_row) {
    values_[row] = from.values_[from_row];
  }

 private:
  Frame frame_;
  std::vector<Value> values_;
};

}  // namespace terreau
