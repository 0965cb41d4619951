#pragma once

struct ImFontAtlas;

namespace terreau::ui {

// The faces for a number of pixels a point, drawn; only the texture is left to be made. On any
// thread as long as ImGui has no context, which counts what is allocated.
void draw_fonts(ImFontAtlas& atlas, double pixel_scale);

// Sees to it that ImGui's atlas is of a number of pixels a point. True when it was not: the texture
// must then be uploaded again.
bool build_fonts(double pixel_scale);

}  // namespace terreau::ui
