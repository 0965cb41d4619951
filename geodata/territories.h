#pragma once

#include <string_view>
#include <vector>

#include "geodata/statistics.h"
#include "geodata/territory_ref.h"

namespace terreau {

// What is known of a territory, beside how many people live there.
struct TerritoryCounts {
  TerritoryLevel level = TerritoryLevel::france;
  std::string_view code, name;  // INSEE's; "FR" for France
  std::int64_t population = 0;
  std::string_view vintage;  // of the population
  Counts counts;
  DepartmentId department;  // invalid for regions and France

  // Places per 10,000 inhabitants.
  double per_10000(int places) const {
    return population > 0 ? places * 1e4 / static_cast<double>(population) : 0;
  }
};

// France, the 18 regions in order of their code, the 101 departments. A region counts also the
// places that are known only to their region, and France those that are only known to be in it.
std::vector<TerritoryCounts> count_territories(const Places& places,
                                               const std::vector<PlaceId>& subset);

}  // namespace terreau
