#include <algorithm>

#include "app/model/territory_places.h"
#include "app/ui/facts.h"

namespace terreau::ui {
namespace {

Profile profile(const Frame& f, TerritoryRef t) {
  return profile_of(f.places(), f.world.markers->profiles, t, f.state.visible);
}

void add_ranks(const Frame& f, TerritoryFacts& facts) {
  const LevelTotals all = level_totals(f.world, facts.territory.level, f.state.visible);
  facts.by_total = rank_of(all.places, facts.territory.row);
  facts.by_density = rank_of(all.per_10000, facts.territory.row);
}

void add_departments(const Frame& f, TerritoryFacts& facts) {
  const DepartmentSet own = departments_of(RegionId{facts.territory.row});
  for (std::uint8_t d = 0; d < kDepartmentCount; ++d) {
    if (own[d])
      facts.departments.emplace_back(DepartmentId{d}, profile(f, ref(DepartmentId{d})).total);
  }
  std::ranges::stable_sort(facts.departments, std::greater{},
                           &std::pair<DepartmentId, int>::second);
}

}  // namespace

const TerritoryFacts& territory_facts(Frame& f, TerritoryRef territory) {
  const bool nation = territory.level == TerritoryLevel::france;
  TerritoryFacts& facts = nation ? f.ui.cache->nation : f.ui.cache->territory;
  if (facts.of == f.world.markers && facts.territory == territory &&
      facts.visible == f.state.visible) {
    return facts;
  }
  facts = {};
  facts.of = f.world.markers;
  facts.territory = territory;
  facts.visible = f.state.visible;
  facts.own = profile(f, territory);
  facts.france = profile(f, {});
  facts.passing = profile_of(f.places(), facts.of->profiles, territory, KindSet::all()).total;
  for (std::uint8_t k = 0; k < kKindCount; ++k) {
    if (!f.state.visible.has(Kind{k}) || facts.own.by_kind[k] == 0) continue;
    facts.kinds.emplace_back(Kind{k}, facts.own.by_kind[k]);
  }
  std::ranges::stable_sort(facts.kinds, std::greater{}, &std::pair<Kind, int>::second);
  for (std::size_t i = 0; i < kFamilyCount; ++i) {
    if (facts.own.by_family[i] == 0) continue;
    facts.families.emplace_back(static_cast<Family>(i), facts.own.by_family[i]);
  }
  std::ranges::stable_sort(facts.families, std::greater{}, &std::pair<Family, int>::second);
  if (nation) return facts;
  add_ranks(f, facts);
  facts.places = places_in(f.world, territory, f.state.visible);
  if (territory.level == TerritoryLevel::region) {
    add_departments(f, facts);
  } else {
    facts.region = profile(f, ref(region_of(DepartmentId{territory.row})));
  }
  return facts;
}

}  // namespace terreau::ui
