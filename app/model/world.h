#pragma once

#include <array>
#include <memory>
#include <stop_token>
#include <vector>

#include "geodata/atlas.h"
#include "geodata/filter.h"
#include "geodata/marker_pyramid.h"
#include "geodata/statistics.h"

// The data behind the map: immutable parts, replaced as a whole when a job delivers new ones.
namespace terreau {

// What passes one filter, ready to be shown.
struct Markers {
  Filter filter;
  std::vector<PlaceId> passing;
  ClassTables tables;  // of `passing`
  Counts total;        // of `passing`
  std::array<MarkerPyramid, kTerritoryCount> pyramids;
};

// Stops early, with nothing to be used, when asked to.
Markers build_markers(const Places& places, const Filter& filter, std::stop_token stop = {});

struct World {
  Atlas atlas;
  std::shared_ptr<const Markers> markers = std::make_shared<Markers>();
};

}  // namespace terreau
