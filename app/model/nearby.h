#pragma once

#include <memory>
#include <stop_token>
#include <utility>
#include <vector>

#include "app/model/map_state.h"
#include "app/model/world.h"
#include "geodata/geodesic.h"
#include "geodata/nearby.h"

// What lies around a spot, of what the map shows.
namespace terreau {

struct NearbyPlaces {
  Nearby around;
  KindSet visible;
  std::shared_ptr<const Markers> markers;
  std::vector<Neighbour> places;  // within the radius, nearest first
  // The nearest of each kind that is shown, be it within the radius or not; in the legend's order.
  std::vector<std::pair<Kind, Neighbour>> nearest_of_kind;
  // Known to their department only, which the circle touches: they may lie within it or not.
  std::vector<PlaceId> perhaps;
};

NearbyPlaces find_nearby(const Places& places, const Boundaries& boundaries,
                         std::shared_ptr<const Markers> markers, const Nearby& around,
                         KindSet visible, std::stop_token stop = {});

// True while `found` answers what the state asks.
bool answers(const NearbyPlaces& found, const MapState& state, const World& world);

// The five nearest of what the filter lets through, and of one family where one is given.
std::vector<Neighbour> nearest_places(const World& world, KindSet visible, LonLat at,
                                      std::size_t count, PlaceId except = {});

// The circle of all that is so far away, on the window; empty where it lies on another map. The
// line may leave the window.
std::vector<ScreenPos> nearby_outline(const Nearby& around, const MapFrame& frame);

// "N", "NE" … and in French "NO" for the north-west.
std::string_view compass_point(Language language, double bearing_deg);

}  // namespace terreau
