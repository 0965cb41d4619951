#include "geodata/territories.h"

#include "geodata/populations.h"

namespace terreau {

std::vector<TerritoryCounts> count_territories(const Places& places,
                                               const std::vector<PlaceId>& subset) {
  std::vector<std::vector<PlaceId>> by_region(kRegionCount), by_department(kDepartmentCount);
  for (const PlaceId p : subset) {
    if (places.region_id(p).valid()) by_region[places.region_id(p).value].push_back(p);
    if (places.department(p).valid()) by_department[places.department(p).value].push_back(p);
  }
  std::vector<TerritoryCounts> all;
  const auto add = [&](TerritoryRef t, const std::vector<PlaceId>& own, DepartmentId department) {
    const Population people = population_of(t);
    all.push_back(
        {t.level, code(t), name(t), people.people, people.vintage, count(places, own), department});
  };
  add({}, subset, {});
  for (const TerritoryRef t : territories(TerritoryLevel::region)) add(t, by_region[t.row], {});
  for (const TerritoryRef t : territories(TerritoryLevel::departement)) {
    add(t, by_department[t.row], DepartmentId{t.row});
  }
  return all;
}

}  // namespace terreau
