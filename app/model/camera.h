#pragma once

#include "geodata/departments.h"
#include "geodata/types.h"

namespace terreau {

inline constexpr double kMinZoom = 3.0;
inline constexpr double kMaxZoom = 19.0;

struct Camera {
  MapPos center;
  double zoom = 5.0;  // a web map's: metres_per_point(zoom)
  friend bool operator==(const Camera&, const Camera&) = default;
};

// The camera that shows `box` in the middle of a viewport of that size.
Camera fit(const MapBox& box, double width_pt, double height_pt);

// The maps that may stand above the main one: a territory each, and a closer look at one of them.
enum class InsetId : std::uint8_t {
  metropole,
  guadeloupe,
  martinique,
  guyane,
  reunion,
  mayotte,
  petite_couronne
};
inline constexpr int kInsetIdCount = kTerritoryCount + 1;

constexpr InsetId inset_of(Territory t) { return static_cast<InsetId>(t); }
constexpr Territory territory_of(InsetId i) {
  return i == InsetId::petite_couronne ? Territory::metropole : static_cast<Territory>(i);
}

// A viewport with its own territory, hence its own CRS, and its own camera: the main map, which
// fills the window, and the insets above it.
struct MapFrame {
  Territory territory = Territory::metropole;
  ScreenRect viewport;
  ScreenPos focus;  // where on screen camera.center is shown (the middle of what panels leave free)
  Camera camera;
  bool inset = false;
  InsetId id = InsetId::metropole;  // of an inset
  friend bool operator==(const MapFrame&, const MapFrame&) = default;

  ScreenPos to_screen(MapPos p) const {
    const double m = metres_per_point(camera.zoom);
    return {focus.x_pt + (p.x_m - camera.center.x_m) / m,
            focus.y_pt - (p.y_m - camera.center.y_m) / m};
  }
  MapPos to_map(ScreenPos s) const {
    const double m = metres_per_point(camera.zoom);
    return {camera.center.x_m + (s.x_pt - focus.x_pt) * m,
            camera.center.y_m - (s.y_pt - focus.y_pt) * m};
  }
  MapBox view() const;  // what the viewport shows, metres
};

}  // namespace terreau
