#pragma once

#include <array>
#include <cmath>
#include <cstdint>
#include <span>
#include <utility>

#include "geodata/bulk_vector.h"
#include "geodata/types.h"

namespace terreau {

// A position of a map is no farther than a million kilometres from its origin; NaN is none.
inline bool is_on_map(MapPos p) { return std::abs(p.x_m) < 1e9 && std::abs(p.y_m) < 1e9; }

// Positions in 8 bytes each: multiples of a step, from a corner on. The step is half a millimetre,
// or the power of two of it by which 32 bits reach over all of them.
class PackedPositions {
 public:
  using Value = std::array<std::uint32_t, 2>;
  static constexpr Value kNone{0xFFFFFFFF, 0xFFFFFFFF};  // no frame holds either half
  struct Frame {
    MapPos corner = {};
    double step_m = 1.0 / 2048;
    // With the box in its middle and the least step for which it holds it.
    static Frame around(const MapBox& box);
    bool holds(const MapBox& box) const;
    // The multiple of the step next to it, which is what is kept of it.
    MapPos snapped(MapPos p) const {
      // A double this large has no digits left below the step, so that adding it rounds.
      const double large = 6755399441055744.0 * step_m;  // 1.5 * 2^52
      return {p.x_m + large - large, p.y_m + large - large};
    }
    // Of a position that the frame holds.
    Value packed(MapPos p) const {
      const MapPos at = snapped(p);
      return {static_cast<std::uint32_t>((at.x_m - corner.x_m) / step_m),
              static_cast<std::uint32_t>((at.y_m - corner.y_m) / step_m)};
    }
    MapPos at(Value v) const { return {corner.x_m + step_m * v[0], corner.y_m + step_m * v[1]}; }
  };

  PackedPositions() = default;
  explicit PackedPositions(const Frame& frame, BulkVector<Value> values = {})
      : frame_(frame), values_(std::move(values)) {}
  // Of those that are not on the map, nothing is kept.
  explicit PackedPositions(std::span<const MapPos> positions);

  void resize(std::size_t rows) { values_.resize(rows); }  // new ones are to be set
  void set(std::size_t row, Value value) { values_[row] = value; }
  bool any(std::size_t row) const { return values_[row][0] != kNone[0]; }
  bool more_than(std::size_t count) const;  // of those that there are
  std::size_t size() const { return values_.size(); }
  MapPos operator[](std::size_t row) const { return frame_.at(values_[row]); }
  const Frame& frame() const { return frame_; }
  std::span<const Value> values() const { return values_; }

 private:
  Frame frame_;
  BulkVector<Value> values_;
};

}  // namespace terreau
