#pragma once

#include <string>
#include <vector>

#include "app/model/map_state.h"

namespace terreau {

struct GraticuleLine {  // a meridian or a parallel
  std::vector<ScreenPos> points;
  std::string text;                // "2° E"
  std::optional<ScreenPos> label;  // where the text's middle stands; none: not in sight
};

// Degrees between two lines: a round number, so that they stand well apart.
double graticule_step_deg(double zoom);

// The lines over a map, as it is projected. Labels stand along the upper and the left edge of what
// the panels leave free.
std::vector<GraticuleLine> graticule(const MapState& state, const MapFrame& frame);

}  // namespace terreau
