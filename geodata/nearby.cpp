#include "geodata/nearby.h"

#include <algorithm>
#include <cmath>

#include "geodata/geodesic.h"
#include "geodata/projection.h"

namespace terreau {
namespace {

// A map's metre is a ground metre to within this part, in all of a territory's CRS.
constexpr double kMapDistortion = 0.01;
constexpr double kSurroundingsM = 600'000;  // a territory's map serves no farther from its places

bool by_distance(const Neighbour& a, const Neighbour& b) {
  return a.distance_m != b.distance_m ? a.distance_m < b.distance_m : a.place < b.place;
}

// Positions on a territory's map where they are near enough to be on it.
struct Spot {
  bool on_map = false;
  MapPos at;
};

Spot spot_on(const MarkerPyramid& pyramid, Territory territory, LonLat at) {
  if (pyramid.size() == 0) return {};
  const MapPos p = Projection(territory).project(at);
  if (!std::isfinite(p.x_m) || !std::isfinite(p.y_m)) return {};
  return {pyramid.box(0).grown(kSurroundingsM).contains(p), p};
}

}  // namespace

std::vector<Neighbour> nearest(const NearbyQuery& query, LonLat at, std::size_t count,
                               PlaceId except) {
  std::vector<Neighbour> out;
  if (!is_valid(at) || count == 0) return out;
  std::vector<PlaceId> found;
  for (std::size_t t = 0; t < query.pyramids.size(); ++t) {
    const Spot spot = spot_on(query.pyramids[t], kTerritories[t], at);
    if (!spot.on_map) continue;
    found.clear();
    query.pyramids[t].nearest(spot.at, count + 1, kMapDistortion, query.shown, found);
    for (const PlaceId p : found) {
      if (p != except) out.push_back({p, ground_distance_m(at, query.places.position(p))});
    }
  }
  std::ranges::sort(out, by_distance);
  if (out.size() > count) out.resize(count);
  return out;
}

std::vector<Neighbour> within(const NearbyQuery& query, LonLat at, double radius_m,
                              std::stop_token stop) {
  std::vector<Neighbour> out;
  if (!is_valid(at) || !(radius_m >= 0)) return out;
  const double reach = radius_m * (1 + kMapDistortion);
  std::vector<PlaceId> found;
  for (std::size_t t = 0; t < query.pyramids.size(); ++t) {
    const Spot spot = spot_on(query.pyramids[t], kTerritories[t], at);
    if (!spot.on_map) continue;
    found.clear();
    const MapBox box = MapBox{spot.at.x_m, spot.at.y_m, spot.at.x_m, spot.at.y_m}.grown(reach);
    query.pyramids[t].visible_in(box, query.shown, found);
    for (const PlaceId p : found) {
      if (stop.stop_requested()) return out;
      const double distance_m = ground_distance_m(at, query.places.position(p));
      if (distance_m <= radius_m) out.push_back({p, distance_m});
    }
  }
  std::ranges::sort(out, by_distance);
  return out;
}

}  // namespace terreau
