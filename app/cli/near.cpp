#include <algorithm>
#include <cmath>
#include <cstdio>

#include <nlohmann/json.hpp>

#include "app/cli/json.h"
#include "app/cli/options.h"
#include "app/model/i18n.h"
#include "app/model/nearby.h"
#include "app/model/words.h"
#include "geodata/parse.h"

// terreau near: what lies around a position, a commune or a place, as the window finds it.
namespace terreau::cli {
namespace {

using nlohmann::ordered_json;

ordered_json neighbour_json(const World& world, const Neighbour& n, LonLat from) {
  ordered_json j = place_json(world.atlas, n.place);
  const GroundWay way = ground_way(from, world.atlas.places->position(n.place));
  j["distance_m"] = std::round(way.distance_m);
  j["bearing"] = std::round(way.bearing_deg * 10) / 10;
  j["direction"] = compass_point(Language::en, way.bearing_deg);
  return j;
}

ordered_json near_json(const World& world, const NearbyPlaces& found) {
  ordered_json j{{"center",
                  {{"name", found.around.name},
                   {"lon", number(found.around.center.lon_deg)},
                   {"lat", number(found.around.center.lat_deg)}}},
                 {"radius_km", found.around.radius_km},
                 {"count", found.places.size()},
                 {"places", ordered_json::array()},
                 {"nearest", ordered_json::object()}};
  for (const Neighbour& n : found.places) {
    j["places"].push_back(neighbour_json(world, n, found.around.center));
  }
  for (const auto& [kind, n] : found.nearest_of_kind) {
    j["nearest"][std::string(info(kind).code)] = neighbour_json(world, n, found.around.center);
  }
  j["perhaps"] = ordered_json::array();  // known to their department only, which the circle touches
  for (const PlaceId p : found.perhaps) j["perhaps"].push_back(place_json(world.atlas, p));
  return j;
}

void print_line(const World& world, const Neighbour& n, LonLat from, Language language) {
  const GroundWay way = ground_way(from, world.atlas.places->position(n.place));
  const std::string point(n.distance_m < 1 ? "" : compass_point(language, way.bearing_deg));
  std::printf("%-9s %-2s  %s, %s\n", format_distance(language, n.distance_m).c_str(), point.c_str(),
              std::string(world.atlas.places->name(n.place)).c_str(),
              std::string(world.atlas.places->commune(n.place)).c_str());
}

// The best that the words mean and that has a position: a coordinate, a commune, a place.
std::optional<Nearby> spot_of(const Atlas& atlas, const std::string& words) {
  for (const Found& f : atlas.search->find(words, 20)) {
    if (is_valid(f.position)) return Nearby{f.position, Nearby{}.radius_km, f.name};
  }
  return {};
}

}  // namespace

int run_near(const Options& given) {
  // LON LAT, or words; what follows them are sources.
  Options options = given;
  std::optional<Nearby> around;
  const auto lon = parse_number(options.text);
  const auto lat = options.sources.empty() ? std::nullopt : parse_number(options.sources.front());
  if (lon && lat) {
    around = Nearby{{*lon, *lat}, Nearby{}.radius_km, {}};
    if (!is_valid(around->center)) return fail("LON lies within ±180 and LAT within ±90", kUsage);
    options.sources.erase(options.sources.begin());
  }
  const auto request = request_of(options);
  if (!request) return fail(request.error().text(), kUsage);
  auto state = state_of(options);
  if (!state) return fail(state.error().text(), kUsage);
  auto atlas = load_atlas(*request);
  if (!atlas) return fail(atlas.error().text());
  const World world = world_of(*std::move(atlas), state->filter);
  if (!around) around = spot_of(world.atlas, options.text);
  if (!around) return fail("nothing with a position is called \"" + options.text + "\"");
  around->radius_km = options.radius_km;
  const NearbyPlaces found = find_nearby(*world.atlas.places, *world.atlas.boundaries,
                                         world.markers, *around, KindSet::all());
  if (options.json) {
    print_json(near_json(world, found));
    return kDone;
  }
  for (const Neighbour& n : found.places) print_line(world, n, around->center, state->language);
  for (const PlaceId p : found.perhaps) {
    std::printf("%-9s %-2s  %s, %s\n", "?", "", std::string(world.atlas.places->name(p)).c_str(),
                department_title(world.atlas.places->department(p)).c_str());
  }
  return kDone;
}

}  // namespace terreau::cli
