#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/model/choropleth.h"
#include "app/model/scene.h"
#include "app/print/canvas.h"

namespace terreau::print {

// What the signs on one map mean: only those that are on it, with how many places each stands for.
struct Legend {
  struct Row {
    std::string name, count;
    std::optional<Family> family;   // else a sign that explains itself:
    std::optional<SceneMark> mark;  // a cluster or a marker with a ring of functions
    std::optional<Colour> line;     // of an overlay, or around what is near a spot
  };
  std::vector<Row> rows;
  std::vector<std::string> notes;  // what the map cannot show; for whoever draws the legend
  struct Tone {
    Colour colour;
    std::string below;
  };
  std::string tones_title, tones_method;
  std::vector<Tone> tones;  // of departments, without "no data"; empty: they are not shaded
};

// The places that pass, of the selected department or of all.
struct Extent {
  std::int64_t places = 0, located = 0;
};
Extent extent_of(const MapState& state, const World& world);

Legend legend_of(const MapState& state, const World& world, const Scene& scene);

// In as many columns as fit, with signs `factor` times as large as those of a screen. The height
// that it needs, and drawing it.
double height_pt(const Legend& legend, double width, double factor);
void draw(Canvas& canvas, const Legend& legend, ScreenPos top_left, double width, double factor,
          const MapState& state, const Scene& scene);

}  // namespace terreau::print
