#pragma once

#include <optional>
#include <vector>

#include "app/model/world.h"

// What the territories hold of the kinds that are shown, under the filter.
namespace terreau {

// Of every department or region, in the order of territories(): none where there is no data.
struct LevelTotals {
  std::vector<std::optional<double>> places, per_10000;
};
LevelTotals level_totals(const World& world, TerritoryLevel level, KindSet visible);

// Of a department or a region, by name; more than 20,000 are not sorted, since a card waits for
// them. Those of no known department where the territory is France.
std::vector<PlaceId> places_in(const World& world, TerritoryRef territory, KindSet visible);

}  // namespace terreau
