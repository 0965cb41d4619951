#pragma once

#include <vector>

#include "app/model/scene.h"
#include "app/model/world.h"

namespace terreau {

// A relation of the selected place, from who acts to whom it acts on.
struct Arc {
  ScreenPos from, to;
  double from_gap_pt = 0, to_gap_pt = 0;  // kept free around the marks at both ends
};

// Those whose two ends lie on the main map's territory, at places that differ on screen. An end
// that is inside a cluster is where it really is.
std::vector<Arc> arcs_of_selected(const MapState& state, const World& world, const Scene& scene);

// Points along the curve, bent to its right, without the gaps.
std::vector<ScreenPos> curve(const Arc& arc);

}  // namespace terreau
