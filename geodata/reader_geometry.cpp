#include <algorithm>
#include <array>
#include <cmath>
#include <memory>

#include <cpl_conv.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>

#include "geodata/projection.h"
#include "geodata/reader_parts.h"

namespace terreau::reader {
namespace {

struct GeometryDeleter {
  void operator()(void* g) const { OGR_G_DestroyGeometry(g); }
};
using OwnedGeometry = std::unique_ptr<void, GeometryDeleter>;

struct SrsDeleter {
  void operator()(void* s) const { OSRDestroySpatialReference(s); }
};
using OwnedSrs = std::unique_ptr<void, SrsDeleter>;

std::string number_text(double value) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.10g", value);
  return text.data();
}

std::string pair_text(MapPos p) { return number_text(p.x_m) + " " + number_text(p.y_m); }

bool is_finite(MapPos p) { return std::isfinite(p.x_m) && std::isfinite(p.y_m); }

// Corners that most of the values lie in: of a broken file the few absurd values must not decide.
MapBox bulk_of(const std::vector<MapPos>& coordinates) {
  std::vector<double> x, y;
  const std::size_t step = coordinates.size() / 10'000 + 1;
  for (std::size_t i = 0; i < coordinates.size(); i += step) {
    if (!is_finite(coordinates[i])) continue;
    x.push_back(coordinates[i].x_m);
    y.push_back(coordinates[i].y_m);
  }
  if (x.empty()) return {};
  std::sort(x.begin(), x.end());
  std::sort(y.begin(), y.end());
  const std::size_t cut = x.size() / 10;
  return {x[cut], y[cut], x[x.size() - 1 - cut], y[y.size() - 1 - cut]};
}

bool is_within(const MapBox& box, const MapBox& outer) {
  return box.min_x_m >= outer.min_x_m && box.max_x_m <= outer.max_x_m &&
         box.min_y_m >= outer.min_y_m && box.max_y_m <= outer.max_y_m;
}

// WGS 84 and its European equals, which need no transformation at the scale of a map. They are told
// from their definition: looking them up would open PROJ's database before the first frame.
bool agrees_with_wgs84(OGRSpatialReferenceH srs) {
  if (!OSRIsGeographic(srs)) return false;
  const char* name = OSRGetAttrValue(srs, "GEOGCS", 0);
  const std::string_view datum = name == nullptr ? "" : name;
  const bool known = datum.find("WGS") != std::string_view::npos ||
                     datum.find("RGF93") != std::string_view::npos ||
                     datum.find("ETRS89") != std::string_view::npos;
  char* unit = nullptr;
  const double degree = OSRGetAngularUnits(srs, &unit);
  return known && datum.find("72") == std::string_view::npos &&
         std::abs(OSRGetSemiMajor(srs, nullptr) - 6378137.0) < 0.5 &&
         std::abs(degree - 0.0174532925199433) < 1e-12 &&
         std::abs(OSRGetPrimeMeridian(srs, nullptr)) < 1e-12;
}

bool has_latitude_first(OGRSpatialReferenceH srs) {
  int count = 0;
  const int* mapping = OSRGetDataAxisToSRSAxisMapping(srs, &count);
  if (mapping == nullptr || count < 2) return false;
  const OwnedSrs usual(OSRClone(srs));
  OSRSetAxisMappingStrategy(usual.get(), OAMS_TRADITIONAL_GIS_ORDER);
  int usual_count = 0;
  const int* usual_mapping = OSRGetDataAxisToSRSAxisMapping(usual.get(), &usual_count);
  return usual_mapping != nullptr && usual_count >= 2 && mapping[0] != usual_mapping[0];
}

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

}  // namespace

std::string crs_text(void* ogr_srs, bool& swapped) {
  swapped = false;
  if (ogr_srs == nullptr) return {};
  swapped = has_latitude_first(ogr_srs);
  const char* authority = OSRGetAuthorityName(ogr_srs, nullptr);
  const char* code = OSRGetAuthorityCode(ogr_srs, nullptr);
  if (authority != nullptr && code != nullptr) return std::string(authority) + ":" + code;
  if (agrees_with_wgs84(ogr_srs)) return "EPSG:4326";
  char* wkt = nullptr;
  const std::array<const char*, 2> options{"FORMAT=WKT2_2019", nullptr};
  std::string text;
  if (OSRExportToWktEx(ogr_srs, &wkt, options.data()) == OGRERR_NONE && wkt != nullptr) text = wkt;
  CPLFree(wkt);
  return text;
}

void RawGeometry::add_part(void* ogr_curve, GeometryKind kind, std::vector<GeometryKind>& kinds) {
  const int count = OGR_G_GetPointCount(ogr_curve);
  if (count <= 0) return;
  const std::size_t begin = coordinates_.size();
  coordinates_.resize(begin + static_cast<std::size_t>(count));
  OGR_G_GetPoints(ogr_curve, &coordinates_[begin].x_m, sizeof(MapPos), &coordinates_[begin].y_m,
                  sizeof(MapPos), nullptr, 0);
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

void RawGeometry::swap_axes() {
  for (MapPos& p : coordinates_) std::swap(p.x_m, p.y_m);
}

std::string RawGeometry::guessed_crs(const std::string& stated,
                                     std::vector<std::string>& notices) const {
  const MapBox bulk = bulk_of(coordinates_);
  const bool geographic = is_within(bulk, {-180, -90, 180, 90});
  const bool stated_geographic = stated == "EPSG:4326" || stated == "OGC:CRS84";
  if (bulk.empty()) return stated.empty() ? "EPSG:4326" : stated;
  if (!stated.empty() && (!stated_geographic || geographic)) return stated;
  if (geographic) {
    notices.push_back("no coordinate reference system: read as longitude and latitude (WGS 84)");
    return "EPSG:4326";
  }
  if (is_within(bulk, {0, 6.0e6, 1.3e6, 7.2e6})) {
    notices.push_back(
        stated.empty() ? "no coordinate reference system: the coordinates look like Lambert-93 "
                         "and are read as EPSG:2154"
                       : "the coordinates are no longitudes and latitudes, as the file says: they "
                         "look like Lambert-93 and are read as EPSG:2154");
    return "EPSG:2154";
  }
  return stated;
}

GeometryKind RawGeometry::commonest_kind() const {
  std::array<std::size_t, 4> counts{};
  for (const GeometryKind k : row_kinds_) ++counts[static_cast<std::size_t>(k)];
  counts[0] = 0;
  return static_cast<GeometryKind>(std::max_element(counts.begin(), counts.end()) - counts.begin());
}

bool RawGeometry::finish(std::string crs, Layer& layer) {
  layer.kind = commonest_kind();
  if (layer.kind == GeometryKind::none) return true;
  crs = guessed_crs(crs, layer.notices);
  layer.crs = crs;
  if (crs.empty()) {
    const MapPos example = coordinates_.empty() ? MapPos{} : coordinates_.front();
    layer.issues.push_back({std::nullopt,
                            "no coordinate reference system, and the coordinates look neither like "
                            "degrees nor like Lambert-93",
                            pair_text(example)});
    return false;
  }
  auto positions = to_lonlat(crs, coordinates_);
  if (!positions) {
    layer.issues.push_back({std::nullopt, positions.error().message, crs});
    return false;
  }
  layer.kind == GeometryKind::point ? points_of_rows(*positions, layer)
                                    : rings_of_rows(*positions, layer);
  return true;
}

void RawGeometry::points_of_rows(const std::vector<LonLat>& positions, Layer& layer) const {
  layer.points.resize(row_ends_.size());
  std::uint32_t part = 0;
  for (std::size_t i = 0; i < row_ends_.size(); ++i) {
    const auto row = static_cast<std::int64_t>(i) + 1;
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

void RawGeometry::rings_of_rows(const std::vector<LonLat>& positions, Layer& layer) const {
  layer.rings.resize(row_ends_.size());
  const bool polygons = layer.kind == GeometryKind::polygon;
  std::uint32_t part = 0;
  for (std::size_t i = 0; i < row_ends_.size(); ++i) {
    const auto row = static_cast<std::int64_t>(i) + 1;
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
      std::vector<LonLat> ring(positions.begin() + begin, positions.begin() + part_ends_[p]);
      clean_part(ring, polygons, row, layer.issues);
      if (!ring.empty()) layer.rings[i].push_back(std::move(ring));
    }
  }
}

}  // namespace terreau::reader
