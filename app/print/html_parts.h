#pragma once

#include <string>
#include <vector>

#include "app/model/i18n.h"
#include "app/model/map_state.h"
#include "app/model/world.h"
#include "app/print/html_text.h"

// What the files named html*.cpp share.
namespace terreau::print {

struct HtmlView {
  const MapState& state;
  const World& world;
  Html& out;

  const Atlas& atlas() const { return world.atlas; }
  const Places& places() const { return *world.atlas.places; }
  Language language() const { return state.language; }
  std::string_view tr(std::string_view english) const { return terreau::tr(language(), english); }
  std::string_view tr(const Text2& text) const { return terreau::tr(language(), text); }
  std::string number(std::int64_t n) const { return format_count(language(), n); }
};

void add_tables(const HtmlView& v);  // families and kinds, regions, departments
void add_places(const HtmlView& v);  // by department, with their sources
void add_key_figures(const HtmlView& v);
void add_sources(const HtmlView& v);

// An SVG document as part of a page, named for who does not see it.
std::string inline_svg(std::string_view document, std::string_view title,
                       std::string_view description);

}  // namespace terreau::print
