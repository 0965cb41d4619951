#pragma once

#include <functional>
#include <string>
#include <vector>

#include "app/print/document.h"
#include "app/print/map_drawing.h"

// One page with one map: its layout, and its bytes in any format.
namespace terreau::print {

struct SheetOptions {
  double width_pt = 0, height_pt = 0;  // of the page
  double factor = 1;      // page points a point of the layout: posters are read from farther away
  bool furniture = true;  // legend, scale, north, sources around the map; else it fills the page
  std::string title;
};

// Sets the camera of a state whose size is known.
using SetView = std::function<void(MapState&)>;

struct Sheet {
  SheetOptions options;
  MapState state;  // of the map: its size is that of `map`
  Scene scene;
  ScreenRect page, map;  // points of the layout
};

Sheet lay_out(const SheetOptions& options, const MapState& state, const World& world,
              const SetView& set_view);
void draw(Canvas& canvas, const Sheet& sheet, const World& world, MapDrawing& map);

// A page of its own. `pixels_per_pt` is for PNG and TIFF.
Result<std::vector<std::byte>> render(Format format, double pixels_per_pt, const Sheet& sheet,
                                      const World& world, MapDrawing& map);

}  // namespace terreau::print
