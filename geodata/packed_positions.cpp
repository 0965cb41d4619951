#include "geodata/packed_positions.h"

#include <algorithm>

namespace terreau {
namespace {

constexpr double kSteps = 4294967290.0;  // some less than 32 bits tell: what is kept is rounded

}  // namespace

PackedPositions::Frame PackedPositions::Frame::around(const MapBox& box) {
  Frame frame;
  if (box.empty()) return frame;
  const double extent_m = std::max(box.width_m(), box.height_m());
  while (extent_m / frame.step_m > kSteps - 4) frame.step_m *= 2;
  const double half_m = kSteps / 2 * frame.step_m;
  const MapPos middle = box.center();
  frame.corner = frame.snapped({middle.x_m - half_m, middle.y_m - half_m});
  return frame;
}

bool PackedPositions::Frame::holds(const MapBox& box) const {
  const double reach_m = (kSteps - 1) * step_m;
  return box.empty() || MapBox{corner.x_m + step_m, corner.y_m + step_m, corner.x_m + reach_m,
                               corner.y_m + reach_m}
                            .contains(box);
}

bool PackedPositions::more_than(std::size_t count) const {
  for (std::size_t row = 0, there = 0; row < size(); ++row) {
    if (any(row) && ++there > count) return true;
  }
  return false;
}

PackedPositions::PackedPositions(std::span<const MapPos> positions) {
  MapBox box;
  for (const MapPos p : positions) {
    if (is_on_map(p)) box.extend(p);
  }
  frame_ = Frame::around(box);
  values_.reserve(positions.size());
  for (const MapPos p : positions) values_.push_back(is_on_map(p) ? frame_.packed(p) : kNone);
}

}  // namespace terreau
