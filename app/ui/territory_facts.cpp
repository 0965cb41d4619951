#include <algorithm>

#include "app/ui/facts.h"
#include "geodata/search.h"

namespace terreau::ui {
namespace {

constexpr std::size_t kManyPlaces = 20000;  // more are not sorted while a frame waits

Profile profile(const Frame& f, TerritoryRef t) {
  return profile_of(f.places(), f.world.markers->profiles, t, f.state.visible);
}

void add_ranks(const Frame& f, TerritoryFacts& facts) {
  std::vector<std::optional<double>> totals, densities;
  for (const TerritoryRef t : territories(facts.territory.level)) {
    const Profile p = profile(f, t);
    totals.push_back(p.total > 0 ? std::optional<double>(p.total) : std::nullopt);
    densities.push_back(p.per_10000(p.total));
  }
  facts.by_total = rank_of(totals, facts.territory.row);
  facts.by_density = rank_of(densities, facts.territory.row);
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

void add_places(const Frame& f, TerritoryFacts& facts) {
  const auto& index = f.world.markers->by_territory;
  const auto own = facts.territory.level == TerritoryLevel::region
                       ? index.of(RegionId{facts.territory.row})
                       : index.of(DepartmentId{facts.territory.row});
  std::vector<std::pair<std::string, PlaceId>> named;
  for (const PlaceId p : own) {
    if ((f.places().kinds(p) & f.state.visible).empty()) continue;
    named.emplace_back(own.size() > kManyPlaces ? "" : fold(f.places().name(p)), p);
  }
  std::ranges::sort(named);
  for (const auto& [name, p] : named) facts.places.push_back(p);
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
  add_places(f, facts);
  if (territory.level == TerritoryLevel::region) {
    add_departments(f, facts);
  } else {
    facts.region = profile(f, ref(region_of(DepartmentId{territory.row})));
  }
  return facts;
}

}  // namespace terreau::ui
