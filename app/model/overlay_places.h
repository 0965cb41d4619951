#pragma once

#include <cstdint>
#include <memory>
#include <stop_token>
#include <vector>

#include "app/model/map_state.h"
#include "app/model/world.h"

// How many places lie in the polygon of an overlay that is selected, of what passes the filter.
namespace terreau {

struct OverlayPlaces {
  std::shared_ptr<const std::vector<Overlay>> overlays;
  OverlayRef feature;
  std::shared_ptr<const Markers> markers;
  std::vector<std::uint32_t> by_class;  // so that the legend's toggles cost nothing
};

// Stops early, with nothing to be used, when asked to. The feature is one of the overlays.
OverlayPlaces count_inside(const Places& places, std::shared_ptr<const Markers> markers,
                           std::shared_ptr<const std::vector<Overlay>> overlays, OverlayRef feature,
                           std::stop_token stop = {});

// True while `counted` is of what the state has selected.
bool answers(const OverlayPlaces& counted, const MapState& state, const World& world);

}  // namespace terreau
