#include "app/model/outlines.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace terreau {
namespace {

Outline project(const Projection& projection, const std::vector<LonLat>& line) {
  std::vector<MapPos> points(line.size());
  projection.project(line, points);
  Outline outline;
  for (const MapPos& p : points) {
    if (std::isnan(p.x_m) || std::isnan(p.y_m)) continue;
    outline.points.push_back(p);
    outline.box.extend(p);
  }
  return outline;
}

constexpr int kCoarsest = 3, kFinest = 14;
constexpr double kSeenPt = 0.4;

// Without the corners that are closer than that to the one before; the ends stay.
Outline thinned(Outline outline, double least_m) {
  std::vector<MapPos>& points = outline.points;
  if (points.size() < 3 || least_m <= 0) return outline;
  std::size_t kept = 1;
  for (std::size_t i = 1; i + 1 < points.size(); ++i) {
    const MapPos &p = points[i], &before = points[kept - 1];
    if (std::hypot(p.x_m - before.x_m, p.y_m - before.y_m) >= least_m) points[kept++] = p;
  }
  points[kept++] = points.back();
  points.resize(kept);
  points.shrink_to_fit();
  return outline;
}

int level_of(double zoom) {
  return std::clamp(static_cast<int>(std::ceil(zoom)), kCoarsest, kFinest);
}

// What of them lies on this territory's map.
void add_parts(const std::vector<LonLatRing>& parts, const Projection& projection,
               Territory territory, int level, std::vector<Outline>& out) {
  const double least_m = level == kFinest ? 0 : kSeenPt * metres_per_point(level);
  for (const LonLatRing& part : parts) {
    if (part.empty() || territory_of(part.front()) != territory) continue;
    out.push_back(thinned(project(projection, part), least_m));
  }
}

// Corners in units of 1e-7 degrees: the same for neighbours that were written to the same digits.
using Corner = std::pair<std::int64_t, std::int64_t>;

Corner corner(LonLat p) { return {std::llround(p.lon_deg * 1e7), std::llround(p.lat_deg * 1e7)}; }

// The lines that consist of a ring's segments that no other ring has.
std::vector<std::vector<LonLat>> outer_lines(
    const LonLatRing& ring, const std::map<std::pair<Corner, Corner>, int>& count) {
  std::vector<std::vector<LonLat>> lines;
  bool open = false;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const LonLat p = ring[i], q = ring[(i + 1) % ring.size()];
    if (p == q) continue;
    const bool outer = count.at(std::minmax(corner(p), corner(q))) == 1;
    if (outer && !open) lines.push_back({p});
    if (outer) lines.back().push_back(q);
    open = outer;
  }
  return lines;
}

}  // namespace

bool exists(const Atlas& atlas, OverlayRef feature) {
  return feature.overlay < atlas.overlays->size() &&
         feature.row < (*atlas.overlays)[feature.overlay].size();
}

void Outlines::use(const std::shared_ptr<const Boundaries>& boundaries,
                   const std::shared_ptr<const std::vector<Overlay>>& overlays) {
  if (boundaries != boundaries_) {
    department_outlines_.clear();
    region_outlines_.clear();
  }
  if (overlays != overlays_) {
    overlay_outlines_.clear();
    feature_outlines_.clear();
  }
  boundaries_ = boundaries;
  overlays_ = overlays;
}

const std::vector<Outline>& Outlines::department(DepartmentId id) {
  const auto [entry, is_new] = department_outlines_.try_emplace(id);
  if (!is_new) return entry->second;
  const Projection projection(terreau::department(id).territory);
  for (const DepartmentGeometry& geometry : boundaries_->geometries) {
    if (geometry.department != id) continue;
    for (const LonLatRing& ring : geometry.rings) {
      Outline outline = project(projection, ring);
      if (outline.points.empty()) continue;
      if (outline.points.front() != outline.points.back()) {
        outline.points.push_back(outline.points.front());
      }
      entry->second.push_back(std::move(outline));
    }
  }
  return entry->second;
}

const std::vector<Outline>& Outlines::region(RegionId id, Territory territory) {
  const auto [entry, is_new] = region_outlines_.try_emplace({id, territory});
  if (!is_new) return entry->second;
  std::vector<const LonLatRing*> rings;
  for (const DepartmentGeometry& geometry : boundaries_->geometries) {
    const bool own = region_of(geometry.department) == id &&
                     terreau::department(geometry.department).territory == territory;
    for (const LonLatRing& ring : geometry.rings) {
      if (own && !ring.empty()) rings.push_back(&ring);
    }
  }
  std::map<std::pair<Corner, Corner>, int> count;
  for (const LonLatRing* ring : rings) {
    for (std::size_t i = 0; i < ring->size(); ++i) {
      ++count[std::minmax(corner((*ring)[i]), corner((*ring)[(i + 1) % ring->size()]))];
    }
  }
  const Projection projection(territory);
  for (const LonLatRing* ring : rings) {
    for (const auto& line : outer_lines(*ring, count)) {
      entry->second.push_back(project(projection, line));
    }
  }
  return entry->second;
}

const std::vector<Outline>& Outlines::overlay(std::uint32_t index, Territory territory,
                                              double zoom) {
  const int level = level_of(zoom);
  const auto [entry, is_new] = overlay_outlines_.try_emplace({index, territory, level});
  if (!is_new) return entry->second;
  const Projection projection(territory);
  for (const auto& parts : (*overlays_)[index].features) {
    add_parts(parts, projection, territory, level, entry->second);
  }
  return entry->second;
}

const std::vector<Outline>& Outlines::feature(OverlayRef feature, Territory territory,
                                              double zoom) {
  const int level = level_of(zoom);
  const auto [entry, is_new] = feature_outlines_.try_emplace({feature, territory, level});
  if (!is_new) return entry->second;
  add_parts((*overlays_)[feature.overlay].features[feature.row], Projection(territory), territory,
            level, entry->second);
  return entry->second;
}

}  // namespace terreau
