#include "geodata/packed_positions.h"

#include <algorithm>
#include <cmath>

#include "geodata/over_rows.h"

namespace terreau {
namespace {

// False for NaN.
bool is_on_map(MapPos p) { return std::abs(p.x_m) < 1e9 && std::abs(p.y_m) < 1e9; }

MapBox box_on_map(std::span<const MapPos> positions) {
  const auto rows = static_cast<std::uint32_t>(positions.size());
  MapBox all;
  for (const MapBox& part : over_rows(rows, [&](std::uint32_t first, std::uint32_t end) {
         MapBox box;
         for (const MapPos p : positions.subspan(first, end - first)) {
           if (is_on_map(p)) box.extend(p);
         }
         return box;
       })) {
    all.extend(part);
  }
  return all;
}

PackedPositions::Frame frame_of(const MapBox& box) {
  PackedPositions::Frame frame;
  if (box.empty()) return frame;
  const double extent_m = std::max(box.width_m(), box.height_m());
  while (extent_m / frame.step_m > 4294967290.0) frame.step_m *= 2;
  frame.corner = {std::floor(box.min_x_m / frame.step_m) * frame.step_m,
                  std::floor(box.min_y_m / frame.step_m) * frame.step_m};
  return frame;
}

PackedPositions::Value packed(MapPos p, const PackedPositions::Frame& frame) {
  if (!is_on_map(p)) return PackedPositions::kNone;
  const MapPos snapped = frame.snapped(p);
  return {static_cast<std::uint32_t>((snapped.x_m - frame.corner.x_m) / frame.step_m),
          static_cast<std::uint32_t>((snapped.y_m - frame.corner.y_m) / frame.step_m)};
}

}  // namespace

PackedPositions::PackedPositions(std::span<const MapPos> positions)
    : frame_(frame_of(box_on_map(positions))), values_(positions.size()) {
  over_rows(static_cast<std::uint32_t>(positions.size()), [&](auto first, auto end) {
    for (auto i = first; i < end; ++i) values_[i] = packed(positions[i], frame_);
    return 0;
  });
}

MapBox PackedPositions::View::box() const {
  Value low = kNone, high{};
  for (const Value& v : values_) {
    if (v == kNone) continue;
    for (const std::size_t i : {0, 1}) {
      low[i] = std::min(low[i], v[i]);
      high[i] = std::max(high[i], v[i]);
    }
  }
  if (low == kNone) return {};
  MapBox box;
  box.extend(frame_.at(low));
  box.extend(frame_.at(high));
  return box;
}

}  // namespace terreau
