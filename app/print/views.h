#pragma once

#include <string>

#include "app/model/map_state.h"
#include "app/model/world.h"

// What a map on paper shows, for a state whose size is known.
namespace terreau::print {

// Selects it, too; false where the boundaries do not have it.
bool show_department(MapState& state, const World& world, DepartmentId department);

// The located places that pass, in the territory that holds most of them; false: there are none.
bool show_places(MapState& state, const World& world);

// "La coopération en France", or what is selected or shown instead.
std::string default_title(const MapState& state);

// What the window's main map shows between its panels.
void show_same(MapState& state, const MapState& window, const World& world);

}  // namespace terreau::print
