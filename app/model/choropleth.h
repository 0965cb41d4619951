#pragma once

#include <array>
#include <vector>

#include "app/model/map_state.h"
#include "app/model/world.h"

namespace terreau {

// Departments in up to five quantile classes of a value; class_of -1: no data (hatched), which is
// not the same as a low value.
struct ChoroplethMap {
  std::array<int, kDepartmentCount> class_of{};
  std::array<double, kDepartmentCount> value{};
  std::vector<double> upper_bounds;  // of each class, ascending; empty: nothing to show
};

ChoroplethMap classify(const MapState& state, const World& world);

}  // namespace terreau
