#include "app/model/territory_places.h"

#include <algorithm>
#include <string>
#include <utility>

#include "geodata/search.h"

namespace terreau {
namespace {

constexpr std::size_t kManyPlaces = 20000;

std::vector<PlaceId> of_no_department(const World& world) {
  std::vector<PlaceId> out;
  std::ranges::copy_if(world.markers->passing, std::back_inserter(out),
                       [&](PlaceId p) { return !world.atlas.places->department(p).valid(); });
  return out;
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
  const PlacesByTerritory& index = world.markers->by_territory;
  const Places& places = *world.atlas.places;
  std::vector<PlaceId> none;
  std::span<const PlaceId> own;
  if (territory.level == TerritoryLevel::departement) own = index.of(DepartmentId{territory.row});
  if (territory.level == TerritoryLevel::region) own = index.of(RegionId{territory.row});
  if (territory.level == TerritoryLevel::france) own = none = of_no_department(world);
  std::vector<std::pair<std::string, PlaceId>> named;
  for (const PlaceId p : own) {
    if ((places.kinds(p) & visible).empty()) continue;
    named.emplace_back(own.size() > kManyPlaces ? "" : fold(places.name(p)), p);
  }
  std::ranges::sort(named);
  std::vector<PlaceId> out;
  for (const auto& [name, p] : named) out.push_back(p);
  return out;
}

}  // namespace terreau
