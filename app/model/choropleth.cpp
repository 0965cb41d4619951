#include "app/model/choropleth.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "app/model/i18n.h"
#include "app/model/words.h"
#include "geodata/populations.h"

namespace terreau {
namespace {

constexpr double kPercent = 100;
constexpr int kMostDigits = 3;

// None where no place is known.
std::optional<double> value_of(const MapState& state, const Profile& p) {
  if (p.total == 0) return {};
  switch (state.choropleth) {
    case Choropleth::none: break;
    case Choropleth::count: return p.total;
    case Choropleth::per10000: return p.per_10000(p.total);
    case Choropleth::share: return kPercent * *p.share(p.by_kind[state.shading.share_of.value]);
    case Choropleth::precise: return kPercent * *p.share(p.to_commune());
    case Choropleth::source_year: return p.median_source_year();
  }
  return {};
}

// Between two whole numbers there are none: bounds of whole values are whole.
std::vector<double> bounds_of(const MapState& state, const std::vector<double>& values) {
  auto bounds = class_bounds(values, state.shading.method, state.shading.classes);
  const bool whole =
      state.choropleth == Choropleth::count || state.choropleth == Choropleth::source_year;
  if (!whole) return bounds;
  for (double& b : bounds) b = std::floor(b);
  bounds.erase(std::unique(bounds.begin(), bounds.end()), bounds.end());
  return bounds;
}

bool belongs(DepartmentId d, TerritoryRef t) {
  return t.level == TerritoryLevel::departement ? d.value == t.row : region_of(d).value == t.row;
}

}  // namespace

ChoroplethMap classify(const MapState& state, const World& world) {
  ChoroplethMap map;
  map.class_of.fill(-1);
  map.value.fill(std::numeric_limits<double>::quiet_NaN());
  if (state.choropleth == Choropleth::none) return map;
  const auto all = territories(state.shading.by);
  std::vector<std::optional<double>> values;
  std::vector<double> known;
  for (const TerritoryRef t : all) {
    values.push_back(value_of(
        state, profile_of(*world.atlas.places, world.markers->profiles, t, state.visible)));
    if (values.back()) known.push_back(*values.back());
  }
  map.of = static_cast<int>(all.size());
  map.territories = static_cast<int>(known.size());
  const auto bounds = readable(bounds_of(state, known), known, kMostDigits);
  map.upper_bounds = bounds.bounds;
  map.digits = bounds.digits;
  if (!known.empty()) map.lowest = *std::ranges::min_element(known);
  for (std::uint8_t d = 0; d < kDepartmentCount; ++d) {
    for (std::size_t t = 0; t < all.size(); ++t) {
      if (!values[t] || !belongs(DepartmentId{d}, all[t])) continue;
      map.value[d] = *values[t];
      map.class_of[d] = class_of(map.upper_bounds, *values[t]);
    }
  }
  return map;
}

const ChoroplethMap& Classes::of(const MapState& state, const World& world) {
  const bool same = markers_ == world.markers && visible_ == state.visible &&
                    what_ == state.choropleth && shading_ == state.shading;
  if (same) return map_;
  markers_ = world.markers;
  visible_ = state.visible;
  what_ = state.choropleth;
  shading_ = state.shading;
  map_ = classify(state, world);
  return map_;
}

}  // namespace terreau
