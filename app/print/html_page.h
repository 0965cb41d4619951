#pragma once

#include <string>

#include "app/model/map_state.h"
#include "app/model/world.h"

namespace terreau::print {

struct HtmlOptions {
  std::string title;    // "": what the map shows
  std::string map_svg;  // a whole SVG document; "": the page has no picture
};

// One self-contained page that says what the map shows: the picture with its description, counts,
// the list of places with their sources, key figures, licences. Works without a script, from the
// disk, with a screen reader, on paper, in light and dark.
std::string html_page(const MapState& state, const World& world, const HtmlOptions& options);

}  // namespace terreau::print
