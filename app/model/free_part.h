#pragma once

#include <algorithm>

#include "app/model/map_state.h"

namespace terreau {

// The part of the window that the panels leave free once a card is open: what they take from its
// edges, and its size; points. A view that is flown to has its middle there.
struct FreePart {
  double left = 0, right = 0, bottom = 0, width = 0, height = 0;
};
inline FreePart free_part(const MapState& state) {
  const Margins m = margins(state);
  const double right = kPanelGap + kRightCardWidth;
  return {m.left, right, m.bottom, std::max(80.0, state.width_pt - m.left - right - 2 * kPanelGap),
          std::max(80.0, state.height_pt - m.top - m.bottom - 2 * kPanelGap)};
}

}  // namespace terreau
