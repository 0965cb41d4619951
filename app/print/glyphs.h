#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include <cairo.h>

#include "app/print/lettering.h"

// Text as Cairo takes it. Faces belong to one thread each: FreeType's are not shared.
namespace terreau::print {

struct Run {
  std::vector<cairo_glyph_t> glyphs;
  std::vector<cairo_text_cluster_t> clusters;  // one a letter: which bytes of the text it is
};

cairo_font_face_t* cairo_face(Face face);
cairo_glyph_t glyph_of(Face face, char32_t code_point);  // at (0, 0)
Run run_of(const Type& type, std::string_view utf8, double x_pt, double baseline_pt);

}  // namespace terreau::print
