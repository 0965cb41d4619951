#include "app/model/outlines.h"

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

}  // namespace

void Outlines::use(const std::shared_ptr<const Boundaries>& boundaries,
                   const std::shared_ptr<const std::vector<Overlay>>& overlays) {
  if (boundaries != boundaries_) department_outlines_.clear();
  if (overlays != overlays_) overlay_outlines_.fill({});
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

const std::vector<Outline>& Outlines::overlays(Territory territory) {
  auto& kept = overlay_outlines_[static_cast<std::size_t>(territory)];
  if (kept) return *kept;
  kept.emplace();
  const Projection projection(territory);
  for (const Overlay& overlay : *overlays_) {
    for (const std::vector<LonLat>& part : overlay.parts) {
      if (part.empty() || territory_of(part.front()) != territory) continue;
      kept->push_back(project(projection, part));
    }
  }
  return *kept;
}

}  // namespace terreau
