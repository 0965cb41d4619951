#include <algorithm>
#include <array>
#include <cstdio>
#include <memory>

#include <ogr_api.h>

#include "geodata/formats/reader_parts.h"
#include "geodata/projection.h"

namespace terreau::reader {
namespace {

struct GeometryDeleter {
  void operator()(void* g) const { OGR_G_DestroyGeometry(g); }
};
using OwnedGeometry = std::unique_ptr<void, GeometryDeleter>;

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

void RawGeometry::add_part(void* ogr_curve, GeometryKind kind, std::vector<GeometryKind>& kinds) {
  const int count = OGR_G_GetPointCount(ogr_curve);
  if (count <= 0) return;
  const std::size_t begin = coordinates_.size();
  coordinates_.resize(begin + static_cast<std::size_t>(count));
  MapPos& first = coordinates_[begin];
  OGR_G_GetPoints(ogr_curve, latitude_first_ ? &first.y_m : &first.x_m, sizeof(MapPos),
                  latitude_first_ ? &first.x_m : &first.y_m, sizeof(MapPos), nullptr, 0);
  TERREAU_CHECK(coordinates_.size() <= 0xFFFFFFFFU);
  part_ends_.push_back(static_cast<std::uint32_t>(coordinates_.size()));
  kinds.push_back(kind);
}

void RawGeometry::add_parts(void* ogr_geometry, std::vector<GeometryKind>& kinds) {
  const auto type = wkbFlatten(OGR_G_GetGeometryType(ogr_geometry));
  if (type == wkbPoint) {
    if (!OGR_G_IsEmpty(ogr_geometry)) add_part(ogr_geometry, GeometryKind::point, kinds);
    return;
  }
  if (type == wkbLineString || type == wkbLinearRing) {
    add_part(ogr_geometry, GeometryKind::line, kinds);
    return;
  }
  const int count = OGR_G_GetGeometryCount(ogr_geometry);
  for (int i = 0; i < count; ++i) {
    void* child = OGR_G_GetGeometryRef(ogr_geometry, i);
    if (type == wkbPolygon || type == wkbTriangle) {
      add_part(child, GeometryKind::polygon, kinds);
    } else {
      add_parts(child, kinds);  // the multi types, collections, surfaces and TINs
    }
  }
}

// Of the last row's parts, whose kinds these are, only those of one kind stay.
void RawGeometry::keep_parts_of(GeometryKind kind, const std::vector<GeometryKind>& kinds) {
  const std::size_t first = part_ends_.size() - kinds.size();
  std::size_t kept = first;
  std::uint32_t end = first == 0 ? 0 : part_ends_[first - 1];
  std::uint32_t begin = end;
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    const std::uint32_t part_end = part_ends_[first + i];
    if (kinds[i] == kind) {
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

void RawGeometry::add(void* ogr_geometry, std::int64_t row, std::vector<Issue>& issues) {
  if (ogr_geometry != nullptr && wkbFlatten(OGR_G_GetGeometryType(ogr_geometry)) == wkbPoint &&
      !OGR_G_IsEmpty(ogr_geometry)) {
    add_point({OGR_G_GetX(ogr_geometry, 0), OGR_G_GetY(ogr_geometry, 0)});
    return;
  }
  std::vector<GeometryKind> kinds;
  if (ogr_geometry != nullptr) {
    OwnedGeometry linear;
    if (OGR_G_HasCurveGeometry(ogr_geometry, FALSE)) {
      linear.reset(OGR_G_GetLinearGeometry(ogr_geometry, 0, nullptr));
      ogr_geometry = linear.get();
    }
    if (ogr_geometry != nullptr) add_parts(ogr_geometry, kinds);
  }
  // Of a collection the largest dimension counts; what is of another one is left out.
  GeometryKind kind = GeometryKind::none;
  for (const GeometryKind k : kinds) kind = std::max(kind, k);
  if (std::any_of(kinds.begin(), kinds.end(), [&](GeometryKind k) { return k != kind; })) {
    issues.push_back({row,
                      "a collection of different geometries: only its " +
                          std::string(kind_name(kind)) + " are used",
                      ""});
    keep_parts_of(kind, kinds);
  }
  row_ends_.push_back(static_cast<std::uint32_t>(part_ends_.size()));
  row_kinds_.push_back(kind);
}

void RawGeometry::add_point(MapPos p) {
  if (latitude_first_) std::swap(p.x_m, p.y_m);
  coordinates_.push_back(p);
  TERREAU_CHECK(coordinates_.size() <= 0xFFFFFFFFU);
  part_ends_.push_back(static_cast<std::uint32_t>(coordinates_.size()));
  row_ends_.push_back(static_cast<std::uint32_t>(part_ends_.size()));
  row_kinds_.push_back(GeometryKind::point);
}

void RawGeometry::expect_points(std::size_t rows) {
  coordinates_.reserve(coordinates_.size() + rows);
  part_ends_.reserve(part_ends_.size() + rows);
  row_ends_.reserve(row_ends_.size() + rows);
  row_kinds_.reserve(row_kinds_.size() + rows);
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
