#pragma once

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "geodata/atlas.h"

namespace terreau {

struct Outline {
  MapBox box;
  std::vector<MapPos> points;
};

// Lines that are drawn as they were read, projected when first needed and kept.
class Outlines {
 public:
  void use(const std::shared_ptr<const Boundaries>& boundaries,
           const std::shared_ptr<const std::vector<Overlay>>& overlays);
  const std::vector<Outline>& department(DepartmentId id);
  // Without the borders between its departments; empty on the map of another territory.
  const std::vector<Outline>& region(RegionId id, Territory territory);
  // What of the overlays lies on this territory's map.
  const std::vector<Outline>& overlays(Territory territory);

 private:
  std::shared_ptr<const Boundaries> boundaries_;
  std::shared_ptr<const std::vector<Overlay>> overlays_;
  std::map<DepartmentId, std::vector<Outline>> department_outlines_;
  std::map<std::pair<RegionId, Territory>, std::vector<Outline>> region_outlines_;
  std::array<std::optional<std::vector<Outline>>, kTerritoryCount> overlay_outlines_;
};

}  // namespace terreau
