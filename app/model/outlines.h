#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <utility>
#include <vector>

#include "app/model/map_state.h"
#include "geodata/atlas.h"

namespace terreau {

struct Outline {
  MapBox box;
  std::vector<MapPos> points;
};

bool exists(const Atlas& atlas, OverlayRef feature);

// Lines that are drawn as they were read, projected when first needed and kept.
class Outlines {
 public:
  void use(const std::shared_ptr<const Boundaries>& boundaries,
           const std::shared_ptr<const std::vector<Overlay>>& overlays);
  const std::vector<Outline>& department(DepartmentId id);
  // Without the borders between its departments; empty on the map of another territory.
  const std::vector<Outline>& region(RegionId id, Territory territory);
  // What of an overlay lies on this territory's map, with no more corners than can be seen at that
  // zoom.
  const std::vector<Outline>& overlay(std::uint32_t index, Territory territory, double zoom);
  // The same of one of its features.
  const std::vector<Outline>& feature(OverlayRef feature, Territory territory, double zoom);

 private:
  std::shared_ptr<const Boundaries> boundaries_;
  std::shared_ptr<const std::vector<Overlay>> overlays_;
  std::map<DepartmentId, std::vector<Outline>> department_outlines_;
  std::map<std::pair<RegionId, Territory>, std::vector<Outline>> region_outlines_;
  template <class T>
  struct Key {
    T of{};
    Territory territory{};
    int level = 0;
    friend auto operator<=>(const Key&, const Key&) = default;
  };
  std::map<Key<std::uint32_t>, std::vector<Outline>> overlay_outlines_;
  std::map<Key<OverlayRef>, std::vector<Outline>> feature_outlines_;
};

}  // namespace terreau
