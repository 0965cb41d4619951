#pragma once

#include <imgui.h>

#include "app/model/map_state.h"
#include "geodata/taxonomy.h"

namespace terreau::ui {

// A family's mark as on the map: same shape, colours and proportions. `shown` false: greyed.
void draw_swatch(ImDrawList* list, ImVec2 middle, float diameter, Family family, Theme theme,
                 bool shown = true);
// A piece of an overlay's boundary in its colour.
void draw_overlay_swatch(ImDrawList* list, ImVec2 middle, std::size_t overlay, Theme theme,
                         bool shown, ImU32 hidden);
ImU32 family_colour(Family family, Theme theme);

}  // namespace terreau::ui
