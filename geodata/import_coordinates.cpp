#include <algorithm>
#include <cmath>
#include <map>

#include "geodata/import_parts.h"
#include "geodata/parse.h"

namespace terreau::import {
namespace {

constexpr std::string_view kWgs84 = "EPSG:4326";
constexpr std::string_view kLambert93 = "EPSG:2154";

bool is_in_metropole(LonLat p) { return LonLatBox{-5.6, 41.2, 9.8, 51.3}.contains(p); }

bool is_in_france(LonLat p) {
  return is_in_metropole(p) || (is_valid(p) && territory_of(p) != Territory::metropole);
}

bool looks_like_lambert93(MapPos p) {
  return p.x_m >= 0 && p.x_m <= 1.3e6 && p.y_m >= 6.0e6 && p.y_m <= 7.2e6;
}

// Columns that are read together, and what a pair without an EPSG code is taken for.
class ColumnReader {
 public:
  ColumnReader(const Layer& layer, const ColumnRoles& roles, Coordinates& out)
      : layer_(layer), roles_(roles), out_(out) {}

  void read() {
    for (std::size_t i = 0; i < out_.points.size(); ++i) {
      if (is_valid(out_.points[i])) continue;
      if (read_pair(i, roles_.lon, roles_.lat, -1)) continue;
      read_pair(i, roles_.x, roles_.y, roles_.epsg);
    }
    transform_groups();
    report();
  }

 private:
  // False where the row has nothing in these columns.
  bool read_pair(std::size_t row, int x_column, int y_column, int epsg_column) {
    const auto x_text = trimmed(cell(layer_, x_column, row));
    const auto y_text = trimmed(cell(layer_, y_column, row));
    if (x_text.empty() && y_text.empty()) return false;
    const auto x = parse_number(x_text);
    const auto y = parse_number(y_text);
    const std::string value = std::string(x_text) + " " + std::string(y_text);
    if (!x || !y) {
      out_.failures.push_back({row, "a coordinate that is no number", value});
    } else if (*x == 0 && *y == 0) {
      out_.failures.push_back({row, "the position 0, 0, which stands for none", value});
    } else {
      place(row, {*x, *y}, trimmed(cell(layer_, epsg_column, row)), value);
    }
    return true;
  }

  void place(std::size_t row, MapPos p, std::string_view epsg, const std::string& value) {
    if (!epsg.empty()) {
      groups_[(epsg.find(':') == std::string_view::npos ? "EPSG:" : "") + std::string(epsg)]
          .push_back({row, p});
    } else if (std::abs(p.x_m) <= 180 && std::abs(p.y_m) <= 90) {
      out_.points[row] = {p.x_m, p.y_m};
      any_degrees_ = true;
    } else if (looks_like_lambert93(p)) {
      groups_[std::string(kLambert93)].push_back({row, p});
      ++guessed_;
    } else {
      out_.failures.push_back({row, "a coordinate that is nowhere on Earth", value});
    }
  }

  struct Pair {
    std::size_t row;
    MapPos position;
  };

  void transform_groups() {
    for (const auto& [crs, pairs] : groups_) {
      std::vector<MapPos> positions;
      positions.reserve(pairs.size());
      for (const Pair& pair : pairs) positions.push_back(pair.position);
      const auto points = to_lonlat(crs, positions);
      for (std::size_t i = 0; i < pairs.size(); ++i) {
        const LonLat p = points ? (*points)[i] : LonLat{};
        out_.points[pairs[i].row] = p;
        if (is_valid(p)) continue;
        out_.failures.push_back({pairs[i].row,
                                 points ? "a coordinate outside of its reference system"
                                        : "an unknown coordinate reference system",
                                 crs});
      }
    }
  }

  void report() {
    std::stable_sort(out_.failures.begin(), out_.failures.end(),
                     [](const auto& a, const auto& b) { return a.row < b.row; });
    if (any_degrees_) out_.crs = kWgs84;
    for (const auto& [crs, pairs] : groups_) out_.crs += (out_.crs.empty() ? "" : ", ") + crs;
    if (guessed_ > 0) {
      out_.notices.push_back(std::to_string(guessed_) +
                             " coordinates without a reference system look like Lambert-93 and are "
                             "read as EPSG:2154");
    }
  }

  const Layer& layer_;
  const ColumnRoles& roles_;
  Coordinates& out_;
  std::map<std::string, std::vector<Pair>> groups_;  // by CRS
  std::int64_t guessed_ = 0;
  bool any_degrees_ = false;
};

void repair_swapped(Coordinates& coordinates) {
  std::int64_t swapped = 0;
  for (LonLat& p : coordinates.points) {
    const LonLat other{p.lat_deg, p.lon_deg};
    if (is_valid(p) && !is_in_france(p) && is_in_france(other)) {
      p = other;
      ++swapped;
    }
  }
  if (swapped > 0) {
    coordinates.notices.push_back(std::to_string(swapped) +
                                  " positions had longitude and latitude exchanged: they were put "
                                  "right, and are in France now");
  }
}

}  // namespace

Coordinates read_coordinates(const Layer& layer, const ColumnRoles& roles) {
  Coordinates out;
  out.points.resize(static_cast<std::size_t>(layer.row_count));
  const bool geometry = layer.kind == GeometryKind::point && !layer.points.empty();
  if (geometry) out.points = layer.points;
  ColumnReader(layer, roles, out).read();
  if (geometry) {
    for (const Issue& issue : layer.issues) {
      if (!issue.row || issue.reason == "no geometry") continue;
      const auto row = static_cast<std::size_t>(*issue.row - 1);
      if (!is_valid(out.points[row])) out.failures.push_back({row, issue.reason, issue.value});
    }
    std::stable_sort(out.failures.begin(), out.failures.end(),
                     [](const auto& a, const auto& b) { return a.row < b.row; });
    out.crs.clear();
  }
  repair_swapped(out);
  return out;
}

}  // namespace terreau::import
