#include <algorithm>

#include "app/model/scene.h"

namespace terreau {

std::optional<InsetGrip> inset_grip_at(const Scene& scene, ScreenPos at) {
  const MapFrame& frame = scene.frames[frame_at(scene.frames, at)];
  if (!frame.inset) return {};
  const ScreenRect& r = frame.viewport;
  const bool strip = at.y_pt > r.y_pt + r.height_pt - kInsetNameHeight;
  const bool corner =
      at.x_pt > r.x_pt + r.width_pt - kInsetCorner && at.y_pt < r.y_pt + kInsetCorner;
  if (!strip && !corner) return {};
  return InsetGrip{frame.id, r, corner};
}

ScreenRect dragged(const InsetGrip& grip, double dx_pt, double dy_pt) {
  ScreenRect r = grip.rect;
  if (!grip.corner) {
    r.x_pt += dx_pt;
    r.y_pt += dy_pt;
    return r;
  }
  r.width_pt = std::max(r.width_pt + dx_pt, kInsetSmallest);
  r.height_pt = std::max(r.height_pt - dy_pt, kInsetSmallest);
  r.y_pt = grip.rect.y_pt + grip.rect.height_pt - r.height_pt;
  return r;
}

std::optional<ScreenRect> enlarged(const MapState& state, const InsetGrip& grip) {
  if (state.inset_states[static_cast<std::size_t>(grip.inset)].rect) return {};
  return dragged({grip.inset, grip.rect, true}, grip.rect.width_pt * (kInsetLarge - 1),
                 -grip.rect.height_pt * (kInsetLarge - 1));
}

}  // namespace terreau
