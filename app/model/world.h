#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <stop_token>
#include <vector>

#include "app/model/list_rows.h"
#include "geodata/atlas.h"
#include "geodata/facets.h"
#include "geodata/filter.h"
#include "geodata/marker_pyramid.h"
#include "geodata/place_set.h"
#include "geodata/profiles.h"
#include "geodata/statistics.h"

// The data behind the map: immutable parts, replaced as a whole when a job delivers new ones.
namespace terreau {

using Pyramids = std::array<MarkerPyramid, kTerritoryCount>;

// What passes one filter, ready to be shown.
struct Markers {
  Filter filter;
  PlaceSet passing;
  ClassTables tables;  // of `passing`
  ProfileTables profiles;
  Counts total;  // of `passing`
  Pyramids pyramids;
  const MarkerPyramid& pyramid(Territory t) const { return pyramids[static_cast<std::size_t>(t)]; }
  // Those with a point, by class: a row for each department, then one for each territory with those
  // of its map that are of no known department; and the middle of each row's places.
  ClassTable located_in;
  std::array<LonLat, kDepartmentCount + kTerritoryCount> middle_of;
};

// Stops early, with nothing to be used, when asked to. `tested` counts the places looked at. With a
// filter that many pass, `whole`, what no filter makes of the same places, saves most of the work.
Markers build_markers(const Places& places, const Filter& filter, std::stop_token stop = {},
                      std::atomic<std::uint32_t>* tested = nullptr, const Markers* whole = nullptr);

// Of no filter, from the pyramids of all places.
Markers markers_of_all(const Places& places, Pyramids pyramids);

struct NearbyPlaces;
struct OverlayPlaces;

struct World {
  Atlas atlas;
  std::uint64_t data = 0;  // data_number() of the atlas; 0: not known yet
  std::shared_ptr<const Markers> markers = std::make_shared<Markers>();
  std::shared_ptr<const Facets> whole;   // of all places, no filter set; null until they are read
  std::shared_ptr<const Facets> facets;  // of the last filter that they were counted for; or null
  std::shared_ptr<const ListRows> list;  // null until the list was open
  // Around MapState::nearby, as last found; null: never asked for (nearby.h).
  std::shared_ptr<const NearbyPlaces> nearby;
  // In the polygon of an overlay, as last counted; null: none was selected yet (overlay_places.h).
  std::shared_ptr<const OverlayPlaces> inside;
};

// The places that pass the filter, over an atlas just loaded.
World world_of(Atlas atlas, const Filter& filter);

}  // namespace terreau
