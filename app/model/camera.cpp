#include "app/model/camera.h"

#include <algorithm>

namespace terreau {

Camera fit(const MapBox& box, double width_pt, double height_pt) {
  if (box.empty() || width_pt <= 0 || height_pt <= 0) return {};
  const double m = std::max({box.width_m() / width_pt, box.height_m() / height_pt, 1e-3});
  return {box.center(), std::clamp(zoom_for(m), kMinZoom, kMaxZoom)};
}

MapBox MapFrame::view() const {
  const MapPos a = to_map({viewport.x_pt, viewport.y_pt + viewport.height_pt});
  const MapPos b = to_map({viewport.x_pt + viewport.width_pt, viewport.y_pt});
  return {a.x_m, a.y_m, b.x_m, b.y_m};
}

}  // namespace terreau
