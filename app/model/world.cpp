#include "app/model/world.h"

#include "geodata/data_number.h"
#include "geodata/projection.h"

namespace terreau {
namespace {

struct Points {
  std::vector<PlaceId> places;
  std::vector<LonLat> lonlat;
  std::vector<Places::ClassIndex> classes;
};

struct Middle {
  double lon_deg = 0, lat_deg = 0, count = 0;
  void add(LonLat p) {
    lon_deg += p.lon_deg;
    lat_deg += p.lat_deg;
    ++count;
  }
  LonLat value() const { return {lon_deg / count, lat_deg / count}; }
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
  markers.located_in = {kDepartmentCount + kTerritoryCount, places.classes().size()};
  std::array<Points, kTerritoryCount> points;
  std::array<Middle, kDepartmentCount + kTerritoryCount> middles;
  for (const PlaceId p : markers.passing) {
    if (!places.located(p)) continue;
    const auto territory = static_cast<std::size_t>(territory_of(places.position(p)));
    const DepartmentId department = places.department(p);
    const std::size_t row = department.valid() ? department.value : kDepartmentCount + territory;
    markers.located_in.add(row, places.class_of(p));
    middles[row].add(places.position(p));
    Points& own = points[territory];
    own.places.push_back(p);
    own.lonlat.push_back(places.position(p));
    own.classes.push_back(places.class_of(p));
  }
  for (std::size_t row = 0; row < middles.size(); ++row) {
    if (middles[row].count > 0) markers.middle_of[row] = middles[row].value();
  }
  for (const Territory t : kTerritories) {
    if (stop.stop_requested()) return markers;
    const auto i = static_cast<std::size_t>(t);
    markers.pyramids[i] = build_pyramid(t, points[i]);
  }
  return markers;
}

World world_of(Atlas atlas, const Filter& filter) {
  World world;
  world.atlas = std::move(atlas);
  world.data = data_number(world.atlas);
  world.markers = std::make_shared<Markers>(build_markers(*world.atlas.places, filter));
  return world;
}

}  // namespace terreau
