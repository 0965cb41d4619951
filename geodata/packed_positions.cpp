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

std::size_t PackedPositions::count() const {
  return static_cast<std::size_t>(
      std::ranges::count_if(values_, [](const Value& v) { return v[0] != kNone[0]; }));
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
