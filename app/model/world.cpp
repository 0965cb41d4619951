#include "app/model/world.h"

#include "geodata/projection.h"

namespace terreau {
namespace {

struct Points {
  std::vector<PlaceId> places;
  std::vector<LonLat> lonlat;
  std::vector<Places::ClassIndex> classes;
};

MarkerPyramid build_pyramid(Territory territory, const Points& points) {
  std::vector<MapPos> positions(points.lonlat.size());
  Projection(territory).project(points.lonlat, positions);
  return MarkerPyramid(points.places, positions, points.classes);
}

}  // namespace

Markers build_markers(const Places& places, const Filter& filter, std::stop_token stop,
                      std::atomic<std::uint32_t>* tested) {
  Markers markers;
  markers.filter = filter;
  markers.passing = passing(places, filter, stop, tested);
  if (stop.stop_requested()) return markers;
  markers.tables = tabulate(places, markers.passing);
  markers.profiles = tabulate_profiles(places, markers.passing);
  markers.by_territory = PlacesByTerritory(places, markers.passing);
  markers.total = count_shown(places, markers.tables, KindSet::all());
  std::array<Points, kTerritoryCount> points;
  for (const PlaceId p : markers.passing) {
    if (!places.located(p)) continue;
    Points& own = points[static_cast<std::size_t>(territory_of(places.position(p)))];
    own.places.push_back(p);
    own.lonlat.push_back(places.position(p));
    own.classes.push_back(places.class_of(p));
  }
  for (const Territory t : kTerritories) {
    if (stop.stop_requested()) return markers;
    const auto i = static_cast<std::size_t>(t);
    markers.pyramids[i] = build_pyramid(t, points[i]);
  }
  return markers;
}

}  // namespace terreau
