#pragma once

#include <vector>

#include "app/model/scene.h"
#include "app/model/world.h"

namespace terreau {

// What is between two places, from who acts to whom it acts on.
struct Arc {
  ScreenPos from, to;
  double from_gap_pt = 0, to_gap_pt = 0;  // kept free around the marks at both ends
  int ring = 1;                           // as in Connection
  std::vector<std::size_t> relations;     // rows of Atlas::relations, all of that direction
};

// Those of the selected place, as far as its links are followed, and those among the places of the
// story: whose two ends lie on the main map's territory, at places that differ on screen. An end
// that is inside a cluster is where it really is.
std::vector<Arc> arcs_shown(const MapState& state, const World& world, const Scene& scene);
// The one whose curve passes there, null where there is none.
const Arc* arc_at(const std::vector<Arc>& arcs, ScreenPos at);

// Points along the curve, bent to its right, without the gaps.
inline constexpr int kArcSteps = 32;
std::vector<ScreenPos> curve(const Arc& arc, int steps = kArcSteps);

}  // namespace terreau
