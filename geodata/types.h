#pragma once

#include <algorithm>
#include <cmath>
#include <compare>
#include <cstdint>
#include <limits>

// The coordinate spaces. A function says which one it speaks by the type it takes; no bare
// `double x, y` crosses a function boundary.
namespace terreau {

// Geographic, WGS 84, degrees. Longitude first, always.
//
//          +90 lat
//            |
//   -180 ----+---- +180 lon
//            |
//          -90
struct LonLat {
  double lon_deg = std::numeric_limits<double>::quiet_NaN();
  double lat_deg = std::numeric_limits<double>::quiet_NaN();
  friend bool operator==(const LonLat&, const LonLat&) = default;
};

inline bool is_valid(LonLat p) {
  return std::abs(p.lon_deg) <= 180.0 && std::abs(p.lat_deg) <= 90.0;  // false for NaN
}

// Projected, metres in the CRS of one territory (projection.h). Never stored as an absolute float.
//
//   north y_m ^
//             +--> east x_m
struct MapPos {
  double x_m = 0;
  double y_m = 0;
  friend bool operator==(const MapPos&, const MapPos&) = default;
};

// On screen, points (device independent pixels): a 2x display has four pixels a point.
//
//   (0,0) +--> x_pt
//         v
//        y_pt
struct ScreenPos {
  double x_pt = 0;
  double y_pt = 0;
  friend bool operator==(const ScreenPos&, const ScreenPos&) = default;
};

inline double distance_pt(ScreenPos a, ScreenPos b) {
  return std::hypot(a.x_pt - b.x_pt, a.y_pt - b.y_pt);
}
inline double distance_m(MapPos a, MapPos b) { return std::hypot(a.x_m - b.x_m, a.y_m - b.y_m); }

// Axis-aligned boxes; a default box is empty and grows by extend().
struct LonLatBox {
  double west_deg = std::numeric_limits<double>::infinity();
  double south_deg = std::numeric_limits<double>::infinity();
  double east_deg = -std::numeric_limits<double>::infinity();
  double north_deg = -std::numeric_limits<double>::infinity();

  bool empty() const { return west_deg > east_deg || south_deg > north_deg; }
  bool contains(LonLat p) const {
    return p.lon_deg >= west_deg && p.lon_deg <= east_deg && p.lat_deg >= south_deg &&
           p.lat_deg <= north_deg;
  }
  void extend(LonLat p) {
    west_deg = std::min(west_deg, p.lon_deg);
    east_deg = std::max(east_deg, p.lon_deg);
    south_deg = std::min(south_deg, p.lat_deg);
    north_deg = std::max(north_deg, p.lat_deg);
  }
};

struct MapBox {
  double min_x_m = std::numeric_limits<double>::infinity();
  double min_y_m = std::numeric_limits<double>::infinity();
  double max_x_m = -std::numeric_limits<double>::infinity();
  double max_y_m = -std::numeric_limits<double>::infinity();

  bool empty() const { return min_x_m > max_x_m || min_y_m > max_y_m; }
  double width_m() const { return max_x_m - min_x_m; }
  double height_m() const { return max_y_m - min_y_m; }
  MapPos center() const { return {(min_x_m + max_x_m) / 2, (min_y_m + max_y_m) / 2}; }
  bool contains(MapPos p) const {
    return p.x_m >= min_x_m && p.x_m <= max_x_m && p.y_m >= min_y_m && p.y_m <= max_y_m;
  }
  bool contains(const MapBox& o) const {
    return contains(MapPos{o.min_x_m, o.min_y_m}) && contains(MapPos{o.max_x_m, o.max_y_m});
  }
  bool intersects(const MapBox& o) const {
    return min_x_m <= o.max_x_m && o.min_x_m <= max_x_m && min_y_m <= o.max_y_m &&
           o.min_y_m <= max_y_m;
  }
  void extend(MapPos p) {
    min_x_m = std::min(min_x_m, p.x_m);
    max_x_m = std::max(max_x_m, p.x_m);
    min_y_m = std::min(min_y_m, p.y_m);
    max_y_m = std::max(max_y_m, p.y_m);
  }
  void extend(const MapBox& o) {
    min_x_m = std::min(min_x_m, o.min_x_m);
    max_x_m = std::max(max_x_m, o.max_x_m);
    min_y_m = std::min(min_y_m, o.min_y_m);
    max_y_m = std::max(max_y_m, o.max_y_m);
  }
  MapBox intersection(const MapBox& o) const {
    return {std::max(min_x_m, o.min_x_m), std::max(min_y_m, o.min_y_m),
            std::min(max_x_m, o.max_x_m), std::min(max_y_m, o.max_y_m)};
  }
  MapBox grown(double margin_m) const {
    return {min_x_m - margin_m, min_y_m - margin_m, max_x_m + margin_m, max_y_m + margin_m};
  }
};

struct ScreenRect {
  double x_pt = 0;
  double y_pt = 0;
  double width_pt = 0;
  double height_pt = 0;

  ScreenPos center() const { return {x_pt + width_pt / 2, y_pt + height_pt / 2}; }
  bool contains(ScreenPos p) const {
    return p.x_pt >= x_pt && p.x_pt < x_pt + width_pt && p.y_pt >= y_pt &&
           p.y_pt < y_pt + height_pt;
  }
  friend bool operator==(const ScreenRect&, const ScreenRect&) = default;
};

// One-field structs, so that ids of different things cannot be mixed.
struct PlaceId {  // row of Places
  std::uint32_t value = 0xFFFFFFFF;
  bool valid() const { return value != 0xFFFFFFFF; }
  friend auto operator<=>(const PlaceId&, const PlaceId&) = default;
};

struct DepartmentId {  // row of departments(), 0..100
  std::uint8_t value = 0xFF;
  bool valid() const { return value != 0xFF; }
  friend auto operator<=>(const DepartmentId&, const DepartmentId&) = default;
};

struct RegionId {  // row of regions(), 0..17
  std::uint8_t value = 0xFF;
  bool valid() const { return value != 0xFF; }
  friend auto operator<=>(const RegionId&, const RegionId&) = default;
};

// Ground metres per point of a web map, the meaning of `zoom` in every projection.
inline double metres_per_point(double zoom) { return 156543.034 / std::exp2(zoom); }
inline double zoom_for(double metres_per_pt) { return std::log2(156543.034 / metres_per_pt); }

}  // namespace terreau
