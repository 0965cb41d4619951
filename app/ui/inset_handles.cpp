#include <algorithm>

#include "app/ui/panels.h"

// What tells that an inset can be moved and resized: a corner that shows itself under the pointer,
// the pointer's shape, and a frame around the inset that the keys act on.
namespace terreau::ui {
namespace {

Rect rect_of(const ScreenRect& r) {
  return {static_cast<float>(r.x_pt), static_cast<float>(r.y_pt), static_cast<float>(r.width_pt),
          static_cast<float>(r.height_pt)};
}

void draw_corner(Frame& f, const Rect& inset) {
  ImDrawList* list = ImGui::GetBackgroundDrawList();
  const ImVec2 corner{inset.right() - 5, inset.y + 5};
  for (const float length : {5.0F, 9.0F}) {
    list->AddLine({corner.x - length, corner.y}, {corner.x, corner.y + length}, f.c.secondary,
                  1.5F);
  }
}

}  // namespace

void draw_inset_handles(Frame& f) {
  for (const MapFrame& frame : f.scene.frames) {
    if (!frame.inset) continue;
    const Rect r = rect_of(frame.viewport);
    const bool focused = f.state.focused_inset == frame.id;
    // No window of ImGui stands there: the map is below all of them.
    f.ui.widgets.push_back(
        {"inset", std::string(inset_name(frame, f.language())), frame.viewport, focused, {}});
    if (focused) {
      ImGui::GetBackgroundDrawList()->AddRect({r.x - 1, r.y - 1}, {r.right() + 1, r.bottom() + 1},
                                              f.c.accent, 11, 0, 2);
    }
  }
  if (!f.state.cursor || f.scene.frames.empty()) return;
  const MapFrame& under = f.scene.frames[frame_at(f.scene.frames, *f.state.cursor)];
  if (!under.inset) return;
  draw_corner(f, rect_of(under.viewport));
  const auto grip = inset_grip_at(f.scene, *f.state.cursor);
  if (grip) {
    ImGui::SetMouseCursor(grip->corner ? ImGuiMouseCursor_ResizeNESW : ImGuiMouseCursor_Hand);
  }
}

}  // namespace terreau::ui
