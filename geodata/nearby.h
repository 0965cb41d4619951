#pragma once

#include <cstdint>
#include <span>
#include <stop_token>
#include <vector>

#include "geodata/marker_pyramid.h"
#include "geodata/places.h"

// What is near a spot, of what a set of pyramids (one a territory) holds.
namespace terreau {

struct Neighbour {
  PlaceId place;
  double distance_m = 0;  // on the ground
};

// Classes are shown where shown[class] != 0.
struct NearbyQuery {
  const Places& places;
  std::span<const MarkerPyramid> pyramids;  // by territory
  std::span<const std::uint8_t> shown;
};

// The `count` nearest, nearest first, without `except`. Cost follows the count.
std::vector<Neighbour> nearest(const NearbyQuery& query, LonLat at, std::size_t count,
                               PlaceId except = {});

// All within the radius, nearest first; incomplete where it was stopped.
std::vector<Neighbour> within(const NearbyQuery& query, LonLat at, double radius_m,
                              std::stop_token stop = {});

}  // namespace terreau
