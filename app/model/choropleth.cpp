#include "app/model/choropleth.h"

#include <algorithm>

namespace terreau {
namespace {

constexpr std::size_t kClassCount = 5;

std::array<double, kDepartmentCount> populations(const World& world) {
  std::array<double, kDepartmentCount> sum{};
  if (!world.atlas.gazetteer) return sum;
  for (const Commune& c : world.atlas.gazetteer->communes()) {
    if (c.department.valid()) sum[c.department.value] += c.population;
  }
  return sum;
}

}  // namespace

ChoroplethMap classify(const MapState& state, const World& world) {
  ChoroplethMap map;
  map.class_of.fill(-1);
  if (state.choropleth == Choropleth::none) return map;
  const auto people = state.choropleth == Choropleth::per10000
                          ? populations(world)
                          : std::array<double, kDepartmentCount>{};
  std::vector<double> known;
  for (std::size_t d = 0; d < kDepartmentCount; ++d) {
    double value = world.markers->total.by_department[d];
    if (state.choropleth == Choropleth::per10000) {
      value = people[d] > 0 ? value / people[d] * 10000 : 0;
    }
    map.value[d] = value;
    if (value > 0) known.push_back(value);
  }
  std::sort(known.begin(), known.end());
  for (std::size_t k = 1; k <= kClassCount && !known.empty(); ++k) {
    const double bound = known[std::max<std::size_t>(known.size() * k / kClassCount, 1) - 1];
    if (map.upper_bounds.empty() || bound > map.upper_bounds.back()) {
      map.upper_bounds.push_back(bound);
    }
  }
  for (std::size_t d = 0; d < kDepartmentCount; ++d) {
    if (map.value[d] <= 0) continue;  // nothing known there: no data, not "none"
    const auto at = std::ranges::lower_bound(map.upper_bounds, map.value[d]);
    map.class_of[d] = static_cast<int>(at - map.upper_bounds.begin());
  }
  return map;
}

}  // namespace terreau
