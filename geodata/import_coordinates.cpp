#include <algorithm>
#include <cmath>
#include <map>

#include "geodata/import_parts.h"
#include "geodata/parse.h"

namespace terreau::import {
namespace {

constexpr std::string_view kWgs84 = "EPSG:4326";

bool is_in_metropole(LonLat p) { return LonLatBox{-5.6, 41.2, 9.8, 51.3}.contains(p); }

bool is_in_france(LonLat p) {
  return is_in_metropole(p) || (is_valid(p) && territory_of(p) != Territory::metropole);
}

}  // namespace

// Columns that are read together, and what a pair without an EPSG code is taken for.
class CoordinateReader::ColumnPairs {
 public:
  ColumnPairs(const Layer& batch, CoordinateReader& all, Coordinates& out)
      : batch_(batch), all_(all), out_(out) {}

  void read() {
    const ColumnRoles& roles = all_.roles_;
    for (std::size_t i = 0; i < out_.points.size(); ++i) {
      if (is_valid(out_.points[i])) continue;
      if (read_pair(i, roles.lon, roles.lat, -1)) continue;
      if (read_pair(i, roles.x, roles.y, roles.epsg)) continue;
      read_text_pair(i, roles.pair);
    }
    transform_groups();
  }

 private:
  // False where the row has nothing in these columns.
  bool read_pair(std::size_t row, int x_column, int y_column, int epsg_column) {
    const Pair pair{row, stated(cell(batch_, x_column, row)), stated(cell(batch_, y_column, row))};
    if (pair.x_text.empty() && pair.y_text.empty()) return false;
    const auto x = number(pair.x_text);
    const auto y = number(pair.y_text);
    if (!x || !y) {
      fail(pair, "a coordinate that is no number");
    } else if (*x == 0 && *y == 0) {
      fail(pair, "the position 0, 0, which stands for none");
    } else {
      place(pair, {*x, *y}, trimmed(cell(batch_, epsg_column, row)));
    }
    return true;
  }

  static std::optional<double> number(std::string_view text) {
    const auto plain = parse_number(text);
    return plain ? plain : parse_angle(text);
  }

  void read_text_pair(std::size_t row, int column) {
    const std::string_view text = stated(cell(batch_, column, row));
    if (text.empty()) return;
    const Pair pair{row, text, ""};
    const LonLat p = parse_pair(text);
    if (!is_valid(p)) return fail(pair, "a coordinate that is no number");
    if (p.lon_deg == 0 && p.lat_deg == 0) {
      return fail(pair, "the position 0, 0, which stands for none");
    }
    place(pair, {p.lon_deg, p.lat_deg}, "");
  }

  struct Pair {
    std::size_t row;
    std::string_view x_text, y_text;
  };

  void fail(const Pair& pair, const char* reason) {
    out_.failures.push_back(
        {pair.row, reason, std::string(pair.x_text) + " " + std::string(pair.y_text)});
  }

  void place(const Pair& pair, MapPos p, std::string_view epsg) {
    if (!epsg.empty()) {
      group((epsg.find(':') == std::string_view::npos ? "EPSG:" : "") + std::string(epsg))
          .add(pair.row, p);
    } else if (std::abs(p.x_m) <= 180 && std::abs(p.y_m) <= 90) {
      out_.points[pair.row] = {p.x_m, p.y_m};
      all_.any_degrees_ = true;
    } else if (const std::size_t crs = likely_french_crs(p); crs < kFrenchCrs.size()) {
      group(std::string(kFrenchCrs[crs].epsg)).add(pair.row, p);
      ++all_.guessed_[crs];
    } else {
      fail(pair, "a coordinate that is nowhere on Earth");
    }
  }

  // Rows of one reference system.
  struct Group {
    std::vector<std::size_t> rows;
    std::vector<MapPos> positions;
    void add(std::size_t row, MapPos p) {
      rows.push_back(row);
      positions.push_back(p);
    }
  };
  Group& group(std::string crs) {
    all_.systems_.insert(crs);
    return groups_[std::move(crs)];
  }

  void transform_groups() {
    for (const auto& [crs, group] : groups_) {
      const auto points = to_lonlat(crs, group.positions);
      for (std::size_t i = 0; i < group.rows.size(); ++i) {
        const LonLat p = points ? (*points)[i] : LonLat{};
        out_.points[group.rows[i]] = p;
        if (is_valid(p)) continue;
        out_.failures.push_back({group.rows[i],
                                 points ? "a coordinate outside of its reference system"
                                        : "an unknown coordinate reference system",
                                 crs});
      }
    }
  }

  const Layer& batch_;
  CoordinateReader& all_;
  Coordinates& out_;
  std::map<std::string, Group> groups_;  // by CRS
};

void CoordinateReader::repair_swapped(Coordinates& out) {
  for (std::size_t i = 0; i < out.points.size(); ++i) {
    LonLat& p = out.points[i];
    const LonLat other{p.lat_deg, p.lon_deg};
    if (is_valid(p) && !is_in_france(p) && is_in_france(other)) {
      p = other;
      ++swapped_;
      out.swapped.push_back(i);
    }
  }
}

Coordinates CoordinateReader::read(const Layer& batch) {
  Coordinates out;
  const bool geometry = batch.kind == GeometryKind::point && !batch.points.empty();
  if (geometry) out.points = batch.points;
  out.points.resize(static_cast<std::size_t>(batch.row_count));
  ColumnPairs(batch, *this, out).read();
  if (geometry) {
    for (const Issue& issue : batch.issues) {
      if (!issue.row || issue.reason == "no geometry") continue;
      const auto row = static_cast<std::size_t>(*issue.row - 1 - batch.first_row);
      if (!is_valid(out.points[row])) out.failures.push_back({row, issue.reason, issue.value});
    }
  }
  std::stable_sort(out.failures.begin(), out.failures.end(),
                   [](const auto& a, const auto& b) { return a.row < b.row; });
  repair_swapped(out);
  return out;
}

std::vector<std::string> CoordinateReader::notices() const {
  std::vector<std::string> notices;
  for (std::size_t i = 0; i < kFrenchCrs.size(); ++i) {
    if (guessed_[i] == 0) continue;
    notices.push_back(
        std::to_string(guessed_[i]) + " coordinates without a reference system look like " +
        std::string(kFrenchCrs[i].name) + " and are read as " + std::string(kFrenchCrs[i].epsg));
  }
  if (swapped_ > 0) {
    notices.push_back(std::to_string(swapped_) +
                      " positions had longitude and latitude exchanged: they were put right, and "
                      "are in France now");
  }
  return notices;
}

std::string CoordinateReader::crs() const {
  std::string all(any_degrees_ ? kWgs84 : std::string_view());
  for (const std::string& crs : systems_) all += (all.empty() ? "" : ", ") + crs;
  return all;
}

}  // namespace terreau::import
