#include "geodata/layers/raw_geometry.h"

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <utility>

#include "geodata/projection.h"

namespace terreau::reader {
namespace {

LonLat centre_of(std::span<const LonLat> part) {
  LonLatBox box;
  for (const LonLat p : part) {
    if (is_valid(p)) box.extend(p);
  }
  if (box.empty()) return {};
  return {(box.west_deg + box.east_deg) / 2, (box.south_deg + box.north_deg) / 2};
}

// Drops points that are nowhere and, of a polygon, rings without an area; says what it did.
void clean_part(std::vector<LonLat>& part, bool ring, std::int64_t row,
                std::vector<Issue>& issues) {
  const std::size_t before = part.size();
  std::erase_if(part, [](LonLat p) { return !is_valid(p); });
  if (part.size() < before) {
    issues.push_back({row, "coordinates that are nowhere on Earth were left out",
                      std::to_string(before - part.size())});
  }
  if (!ring) return;
  const bool closed = part.size() > 1 && part.front() == part.back();
  std::size_t distinct = 0;
  for (std::size_t i = 0; i < part.size() && distinct < 3; ++i) {
    if (std::find(part.begin(), part.begin() + static_cast<std::ptrdiff_t>(i), part[i]) ==
        part.begin() + static_cast<std::ptrdiff_t>(i)) {
      ++distinct;
    }
  }
  if (distinct < 3) {
    issues.push_back({row, "a ring with fewer than three different points was left out", ""});
    part.clear();
  } else if (!closed) {
    issues.push_back({row, "a ring was not closed: it was closed", ""});
    part.push_back(part.front());
  }
}

std::string_view kind_name(GeometryKind kind) {
  switch (kind) {
    case GeometryKind::none: return "geometry";
    case GeometryKind::point: return "points";
    case GeometryKind::line: return "lines";
    case GeometryKind::polygon: return "polygons";
  }
  return {};
}

std::string number_text(double value) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.10g", value);
  return text.data();
}

}  // namespace

std::optional<MapPos> point_of_wkb(std::string_view wkb) {
  constexpr std::size_t kHeader = 5;
  constexpr std::array<std::uint32_t, 3> kPoints{1, 0x80000001, 1001};  // a height: OGR's, ISO's
  if (wkb.size() < kHeader + sizeof(MapPos) || wkb[0] != 1) return std::nullopt;
  std::uint32_t type = 0;
  std::memcpy(&type, wkb.data() + 1, sizeof type);
  if (std::ranges::find(kPoints, type) == kPoints.end()) return std::nullopt;
  MapPos p;
  std::memcpy(&p, wkb.data() + kHeader, sizeof p);
  return p;
}

std::string pair_text(MapPos p) { return number_text(p.x_m) + " " + number_text(p.y_m); }

void GeometryFacts::note(const RawGeometry& geometry) {
  for (const GeometryKind kind : geometry.row_kinds_) ++kinds_[static_cast<std::size_t>(kind)];
  crs_.note(geometry.coordinates_);
  if (!first_ && !geometry.coordinates_.empty()) first_ = geometry.coordinates_.front();
}

GeometryKind GeometryFacts::kind() const {
  const auto most = std::max_element(kinds_.begin() + 1, kinds_.end());
  return *most > 0 ? static_cast<GeometryKind>(most - kinds_.begin()) : GeometryKind::none;
}

void RawGeometry::add_point(MapPos p) {
  if (latitude_first_) std::swap(p.x_m, p.y_m);
  add_part(1, GeometryKind::point).front() = p;
  next_kinds_.clear();
  row_ends_.push_back(static_cast<std::uint32_t>(part_ends_.size()));
  row_kinds_.push_back(GeometryKind::point);
}

std::span<MapPos> RawGeometry::add_part(std::size_t count, GeometryKind kind) {
  const std::size_t begin = coordinates_.size();
  coordinates_.resize(begin + count);
  TERREAU_CHECK(coordinates_.size() <= 0xFFFFFFFFU);
  part_ends_.push_back(static_cast<std::uint32_t>(coordinates_.size()));
  next_kinds_.push_back(kind);
  return std::span(coordinates_).subspan(begin);
}

void RawGeometry::end_row(std::int64_t row, std::vector<Issue>& issues) {
  GeometryKind kind = GeometryKind::none;
  for (const GeometryKind k : next_kinds_) kind = std::max(kind, k);
  if (std::ranges::any_of(next_kinds_, [&](GeometryKind k) { return k != kind; })) {
    issues.push_back({row,
                      "a collection of different geometries: only its " +
                          std::string(kind_name(kind)) + " are used",
                      ""});
    keep_parts_of(kind);
  }
  next_kinds_.clear();
  row_ends_.push_back(static_cast<std::uint32_t>(part_ends_.size()));
  row_kinds_.push_back(kind);
}

// Of the next row's parts only those of one kind stay.
void RawGeometry::keep_parts_of(GeometryKind kind) {
  const std::size_t first = part_ends_.size() - next_kinds_.size();
  std::size_t kept = first;
  std::uint32_t end = first == 0 ? 0 : part_ends_[first - 1];
  std::uint32_t begin = end;
  for (std::size_t i = 0; i < next_kinds_.size(); ++i) {
    const std::uint32_t part_end = part_ends_[first + i];
    if (next_kinds_[i] == kind) {
      std::copy(coordinates_.begin() + begin, coordinates_.begin() + part_end,
                coordinates_.begin() + end);
      end += part_end - begin;
      part_ends_[kept++] = end;
    }
    begin = part_end;
  }
  part_ends_.resize(kept);
  coordinates_.resize(end);
}

void RawGeometry::expect_points(std::size_t rows) {
  coordinates_.reserve(coordinates_.size() + rows);
  part_ends_.reserve(part_ends_.size() + rows);
  row_ends_.reserve(row_ends_.size() + rows);
  row_kinds_.reserve(row_kinds_.size() + rows);
}

void RawGeometry::append(RawGeometry rows) {
  if (row_ends_.empty()) {
    *this = std::move(rows);
    return;
  }
  const auto coordinates = static_cast<std::uint32_t>(coordinates_.size());
  const auto parts = static_cast<std::uint32_t>(part_ends_.size());
  coordinates_.insert(coordinates_.end(), rows.coordinates_.begin(), rows.coordinates_.end());
  TERREAU_CHECK(coordinates_.size() <= 0xFFFFFFFFU);
  for (const std::uint32_t end : rows.part_ends_) part_ends_.push_back(coordinates + end);
  for (const std::uint32_t end : rows.row_ends_) row_ends_.push_back(parts + end);
  row_kinds_.insert(row_kinds_.end(), rows.row_kinds_.begin(), rows.row_kinds_.end());
}

bool RawGeometry::is_lonlat(std::size_t row) const {
  if (row_kinds_[row] != GeometryKind::point) return false;
  const std::uint32_t part = row == 0 ? 0 : row_ends_[row - 1];
  const MapPos p = coordinates_[part == 0 ? 0 : part_ends_[part - 1]];
  return is_valid(LonLat{p.x_m, p.y_m});
}

std::optional<Error> RawGeometry::give(const std::string& crs, Layer& layer) const {
  if (layer.kind != GeometryKind::point && is_wgs84(crs)) {  // no second copy of all coordinates
    rings_of_rows(
        [&](std::uint32_t begin, std::uint32_t end) {
          return *to_lonlat(crs, std::span(coordinates_).subspan(begin, end - begin));
        },
        layer);
    return std::nullopt;
  }
  const auto positions = to_lonlat(crs, coordinates_);
  if (!positions) return positions.error();
  if (layer.kind == GeometryKind::point) {
    points_of_rows(*positions, layer);
  } else {
    rings_of_rows(
        [&](std::uint32_t begin, std::uint32_t end) {
          return std::vector<LonLat>(positions->begin() + begin, positions->begin() + end);
        },
        layer);
  }
  return std::nullopt;
}

void RawGeometry::points_of_rows(const std::vector<LonLat>& positions, Layer& layer) const {
  layer.points.resize(row_ends_.size());
  std::uint32_t part = 0;
  for (std::size_t i = 0; i < row_ends_.size(); ++i) {
    const std::int64_t row = layer.first_row + static_cast<std::int64_t>(i) + 1;
    if (part == row_ends_[i]) {
      layer.issues.push_back({row, "no geometry", ""});
      continue;
    }
    const std::uint32_t begin = part == 0 ? 0 : part_ends_[part - 1];
    // Of several points the first stands for the row, of an area its middle.
    layer.points[i] =
        row_kinds_[i] == GeometryKind::point
            ? positions[begin]
            : centre_of(std::span(positions).subspan(begin, part_ends_[part] - begin));
    if (!is_valid(layer.points[i])) {
      layer.issues.push_back(
          {row, "a coordinate that is nowhere on Earth", pair_text(coordinates_[begin])});
    }
    part = row_ends_[i];
  }
}

void RawGeometry::rings_of_rows(const PartOf& part_of, Layer& layer) const {
  layer.rings.resize(row_ends_.size());
  const bool polygons = layer.kind == GeometryKind::polygon;
  std::uint32_t part = 0;
  for (std::size_t i = 0; i < row_ends_.size(); ++i) {
    const std::int64_t row = layer.first_row + static_cast<std::int64_t>(i) + 1;
    const std::uint32_t first_part = part;
    part = row_ends_[i];
    if (row_kinds_[i] != layer.kind) {
      layer.issues.push_back({row,
                              first_part == part
                                  ? std::string("no geometry")
                                  : std::string(kind_name(row_kinds_[i])) + " in a layer of " +
                                        std::string(kind_name(layer.kind)) + " are left out",
                              ""});
      continue;
    }
    for (std::uint32_t p = first_part; p < part; ++p) {
      const std::uint32_t begin = p == 0 ? 0 : part_ends_[p - 1];
      std::vector<LonLat> ring = part_of(begin, part_ends_[p]);
      clean_part(ring, polygons, row, layer.issues);
      if (!ring.empty()) layer.rings[i].push_back(std::move(ring));
    }
  }
}

}  // namespace terreau::reader
