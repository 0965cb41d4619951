#include "app/model/territory_places.h"

#include <algorithm>
#include <string>
#include <utility>

#include "geodata/search.h"

namespace terreau {
namespace {

constexpr std::size_t kManyPlaces = 20000;

bool is_in(const Places& places, PlaceId p, TerritoryRef territory) {
  switch (territory.level) {
    case TerritoryLevel::departement: return places.department(p) == DepartmentId{territory.row};
    case TerritoryLevel::region: return places.region_id(p) == RegionId{territory.row};
    case TerritoryLevel::france: break;
  }
  return !places.department(p).valid();
}

}  // namespace

LevelTotals level_totals(const World& world, TerritoryLevel level, KindSet visible) {
  LevelTotals out;
  for (const TerritoryRef t : territories(level)) {
    const Profile p = profile_of(*world.atlas.places, world.markers->profiles, t, visible);
    out.places.push_back(p.total > 0 ? std::optional<double>(p.total) : std::nullopt);
    out.per_10000.push_back(p.per_10000(p.total));
  }
  return out;
}

std::vector<PlaceId> places_in(const World& world, TerritoryRef territory, KindSet visible) {
  const Places& places = *world.atlas.places;
  std::vector<PlaceId> out;
  for (const PlaceId p : world.markers->passing) {
    if (is_in(places, p, territory) && !(places.kinds(p) & visible).empty()) out.push_back(p);
  }
  if (out.size() > kManyPlaces) return out;
  std::vector<std::pair<std::string, PlaceId>> named;
  for (const PlaceId p : out) named.emplace_back(fold(places.name(p)), p);
  std::ranges::sort(named);
  std::ranges::transform(named, out.begin(), &std::pair<std::string, PlaceId>::second);
  return out;
}

}  // namespace terreau
