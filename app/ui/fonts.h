#pragma once

namespace terreau::ui {

// Fills ImGui's font atlas for a number of pixels a point, if it holds another one. True when it
// did: the texture must then be uploaded again.
bool build_fonts(double pixel_scale);

}  // namespace terreau::ui
