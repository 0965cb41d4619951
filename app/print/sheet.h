#pragma once

#include <functional>
#include <string>
#include <vector>

#include "app/print/document.h"
#include "app/print/legend.h"
#include "app/print/map_drawing.h"

// One page with one map: its layout, and its bytes in any format.
namespace terreau::print {

struct SheetOptions {
  double width_pt = 0, height_pt = 0;  // of the page
  double factor = 1;                   // page points a point of the layout (paper.h)
  bool furniture = true;  // title, legend, scale, north, sources; else the map fills the page
  bool on_paper = true;   // a point is 1/72 inch; else a pixel of a screen
  std::string title;
};

// Sets the camera of a state whose size is known.
using SetView = std::function<void(MapState&)>;

struct Sheet {
  SheetOptions options;
  MapState state;  // of the map: its size is that of `map`
  Scene scene;
  Legend legend;
  // Points of the layout; the map's own are `map_factor` times as large.
  ScreenRect page, map;
  double map_factor = 1;
  ScreenPos legend_at, notes_at, scale_at;
  double legend_width_pt = 0;
  // Wrapped to the room that each has.
  std::vector<std::string> title, subtitle, notes, sources;
};

Sheet lay_out(const SheetOptions& options, const MapState& state, const World& world,
              const SetView& set_view);
void draw(Canvas& canvas, const Sheet& sheet, const World& world, MapDrawing& map);

// Points of the layout a point of the map: a map is seen from nearer on paper than on a screen.
inline constexpr double kPaperPoint = 0.75;
// The map of a state with its top left corner `at`, each of its points `factor` times as large.
void draw_map(Canvas& canvas, ScreenPos at, double factor, bool framed, const MapState& state,
              const Scene& scene, const World& world, MapDrawing& map);

// A page of its own. `pixels_per_pt` is for PNG and TIFF.
Result<std::vector<std::byte>> render(Format format, double pixels_per_pt, const Sheet& sheet,
                                      const World& world, MapDrawing& map);

// In a PDF, the single markers of a map just drawn lead to their place's site, else to its source.
void link_places(Canvas& canvas, const Scene& scene, const World& world);

}  // namespace terreau::print
