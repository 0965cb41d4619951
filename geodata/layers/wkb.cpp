#include "geodata/layers/wkb.h"

#include <cstring>
#include <utility>

namespace terreau::reader {
namespace {

enum class Shape : std::uint32_t { point = 1, polygon = 3, multipolygon = 6 };

class Wkb {
 public:
  explicit Wkb(std::string_view bytes) : left_(bytes) {}

  template <class T>
  std::optional<T> take() {
    T value;
    if (left_.size() < sizeof value) return std::nullopt;
    std::memcpy(&value, left_.data(), sizeof value);
    left_.remove_prefix(sizeof value);
    return value;
  }
  // The shape that follows; its positions have so many ordinates from now on.
  std::optional<Shape> take_shape() {
    constexpr std::uint32_t kHeight = 0x80000000;  // OGR's; ISO adds thousands
    const auto order = take<std::uint8_t>();
    const auto type = take<std::uint32_t>();
    if (order != 1 || !type) return std::nullopt;
    const std::uint32_t plain = *type & ~kHeight, thousands = plain / 1000;
    if (thousands > 3) return std::nullopt;
    ordinates_ = 2 + (thousands == 3 ? 2U : thousands > 0 || plain != *type ? 1U : 0U);
    return static_cast<Shape>(plain % 1000);
  }
  // As many positions as fit; false where there are fewer.
  bool take_positions(std::size_t count, RawGeometry& geometry) {
    const std::size_t size = ordinates_ * sizeof(double);
    if (count > left_.size() / size) return false;
    if (count == 0) return true;
    const std::span<MapPos> to = geometry.add_part(count, GeometryKind::polygon);
    for (std::size_t i = 0; i < count; ++i) {
      std::memcpy(&to[i], left_.data() + i * size, sizeof(MapPos));
      if (geometry.latitude_first()) std::swap(to[i].x_m, to[i].y_m);
    }
    left_.remove_prefix(count * size);
    return true;
  }

 private:
  std::string_view left_;
  std::size_t ordinates_ = 2;
};

bool add_rings(Wkb& wkb, RawGeometry& geometry) {
  const auto rings = wkb.take<std::uint32_t>();
  for (std::uint32_t r = 0; rings && r < *rings; ++r) {
    const auto positions = wkb.take<std::uint32_t>();
    if (!positions || !wkb.take_positions(*positions, geometry)) return false;
  }
  return rings.has_value();
}

}  // namespace

std::optional<MapPos> point_of_wkb(std::string_view bytes) {
  Wkb wkb(bytes);
  return wkb.take_shape() == Shape::point ? wkb.take<MapPos>() : std::nullopt;
}

bool add_polygons_of_wkb(std::string_view bytes, RawGeometry& geometry) {
  Wkb wkb(bytes);
  const auto shape = wkb.take_shape();
  if (shape == Shape::polygon) return add_rings(wkb, geometry);
  const auto polygons = shape == Shape::multipolygon ? wkb.take<std::uint32_t>() : std::nullopt;
  for (std::uint32_t p = 0; polygons && p < *polygons; ++p) {
    if (wkb.take_shape() != Shape::polygon || !add_rings(wkb, geometry)) return false;
  }
  return polygons.has_value();
}

}  // namespace terreau::reader
