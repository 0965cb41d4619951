#include <algorithm>
#include <string>

#include "app/ui/panels.h"

namespace terreau::ui {

void draw_middle_panel(Frame& f, const char* name, float width, bool& shown,
                       const std::function<float(ImVec2)>& draw) {
  const auto most = static_cast<float>(f.state.height_pt - margins(f.state).bottom - 2 * kPanelGap);
  const std::string measure = std::string(name) + " measure";
  const float content = measured_height(measure.c_str(), width, draw);
  const float height = std::min(content, most);
  const Rect panel{on_grid((static_cast<float>(f.state.width_pt) - width) / 2),
                   on_grid(static_cast<float>(kPanelGap) + (most - height) / 2), width, height};
  begin_surface(f, name, panel, Layer::above, true);
  if (ImGui::IsWindowAppearing()) ImGui::SetScrollY(0);
  const float top = panel.y - ImGui::GetScrollY();
  if (icon_button(f, {panel.right() - 40, top + 12, 28, 28}, icon::kClose, f.tr("Close"))) {
    shown = false;
  }
  draw({panel.x, top});
  content_ends(f, {panel.x, top + content});
  end_surface();
}

}  // namespace terreau::ui
