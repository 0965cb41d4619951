#pragma once

#include <vector>

#include "geodata/atlas.h"
#include "geodata/table.h"

namespace terreau {

// Counts of the places by territory: France, then the regions, then the departments. A count of
// none is an empty cell, since it only says that nothing is known there. A region counts also the
// places that are known only to their region, and France those known only to be in it.
Table statistics_table(const Atlas& atlas, const std::vector<PlaceId>& places, bool french);

}  // namespace terreau
