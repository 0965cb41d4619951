#pragma once

#include <array>
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
  static constexpr Value kNone{0xFFFFFFFF, 0xFFFFFFFF};  // no multiple is as large
  struct Frame {
    MapPos corner = {};
    double step_m = 1.0 / 2048;
    MapPos at(Value v) const { return {corner.x_m + step_m * v[0], corner.y_m + step_m * v[1]}; }
    // The multiple of the step next to it, which is what is kept of it.
    MapPos snapped(MapPos p) const {
      // A double this large has no digits left below the step, so that adding it rounds.
      const double large = 6755399441055744.0 * step_m;  // 1.5 * 2^52
      return {p.x_m + large - large, p.y_m + large - large};
    }
  };

  // Some of them as they are, for as long as they are kept.
  class View {
   public:
    View(const Frame& frame, std::span<const Value> values) : frame_(frame), values_(values) {}
    std::size_t size() const { return values_.size(); }
    bool any(std::size_t row) const { return values_[row] != kNone; }
    MapPos operator[](std::size_t row) const { return frame_.at(values_[row]); }
    MapBox box() const;  // of those that there are
    const Frame& frame() const { return frame_; }
    std::span<const Value> values() const { return values_; }

   private:
    Frame frame_;
    std::span<const Value> values_;
  };

  PackedPositions() = default;
  explicit PackedPositions(const Frame& frame, std::vector<Value> values = {})
      : frame_(frame), values_(std::move(values)) {}
  // Of positions that are not finite, or farther than 1e9 m from the origin, there is none.
  explicit PackedPositions(std::span<const MapPos> positions);

  void resize(std::size_t rows) { values_.resize(rows); }
  void set(std::size_t row, Value value) { values_[row] = value; }
  std::size_t size() const { return values_.size(); }
  MapPos operator[](std::size_t row) const { return frame_.at(values_[row]); }
  const Frame& frame() const { return frame_; }
  std::span<const Value> values() const { return values_; }
  View all() const { return {frame_, values_}; }
  View part(std::size_t first, std::size_t count) const {
    return {frame_, std::span(values_).subspan(first, count)};
  }

 private:
  Frame frame_;
  std::vector<Value> values_;
};

}  // namespace terreau
