#pragma once

#include "app/model/marks.h"
#include "app/print/canvas.h"

namespace terreau::print {

// A marker or cluster as the window draws it, but for the soft shadow: paper has none.
void draw_mark(Canvas& canvas, const SceneMark& mark, const Scene& scene, const MapState& state);

// A family's marker alone, for legends.
void draw_swatch(Canvas& canvas, ScreenPos centre, Family family, const MapState& state);

}  // namespace terreau::print
