#include <algorithm>

#include "app/ui/panels.h"

namespace terreau::ui {
namespace {

constexpr float kWidth = static_cast<float>(kLeftPanelWidth), kGap = static_cast<float>(kPanelGap);
constexpr float kPadding = 12;
constexpr float kSearchTop = 44, kSearchHeight = 34;

void draw_open_button(Frame& f) {
  const Rect r{kGap, kGap, 40, 40};
  begin_surface(f, "open panel", r, Layer::base, false, 20);
  if (icon_button(f, r, icon::kMenu, f.tr("Open the panel"))) f.ask(action::SetPanelOpen{true});
  end_surface();
}

void draw_title(Frame& f, const Rect& panel) {
  const ImVec2 at{panel.x + kPadding, panel.y + 13};
  label(f, Type::brand, at, f.c.text, "Terreau");
  const float x = at.x + text_width(Type::brand, "Terreau") + 9;
  label(f, Type::body, {x, at.y + 3}, f.c.secondary, f.tr("the map of cooperation"));
  const Rect button{panel.right() - 36, panel.y + 9, 28, 28};
  if (icon_button(f, button, icon::kCollapse, f.tr("Fold the panel"))) {
    f.ask(action::SetPanelOpen{false});
  }
}

// Legend, notes and histogram, or what a search has found in their place.
float draw_body(Frame& f, ImVec2 at) {
  if (shows_results(f)) return draw_search_results(f, at, kWidth);
  const float top = at.y;
  at.y += f.state.filters_open ? draw_filters(f, at, kWidth) : draw_legend(f, at, kWidth);
  at.y += draw_histogram(f, {at.x + kPadding, at.y}, kWidth - 2 * kPadding);
  return at.y - top;
}

}  // namespace

void draw_left_panel(Frame& f) {
  play_years(f);
  if (!f.state.panel_open) return draw_open_button(f);
  const float most = static_cast<float>(f.state.height_pt - kBottomBarHeight - 2 * kPanelGap);
  const std::int64_t hidden = hidden_count(f);
  const float note = hidden > 0 ? kHiddenHeight : 0;
  const float key = shading_key_height(f), footer = 45 + key + note;
  const float head = f.ui.head_height;
  const float body = std::min(f.ui.body_height.value_or(most), most - head - footer);
  const Rect panel{kGap, kGap, kWidth, head + body + footer};
  if (f.ui.filters.take_focus) give_focus(f, "left panel");
  begin_surface(f, "left panel", panel, Layer::base);
  draw_title(f, panel);
  draw_search_box(f,
                  {panel.x + kPadding, panel.y + kSearchTop, kWidth - 2 * kPadding, kSearchHeight});
  const float chips_top = kSearchTop + kSearchHeight + 8;
  f.ui.head_height =
      chips_top + 4 +
      draw_chips(f, {panel.x + kPadding, panel.y + chips_top}, kWidth - 2 * kPadding);
  ImGui::SetCursorScreenPos({panel.x, panel.y + head});
  ImGui::BeginChild("body", {kWidth, body});
  const ImVec2 at = ImGui::GetCursorScreenPos();
  f.ui.body_height = draw_body(f, at);
  content_ends(f, {at.x, at.y + *f.ui.body_height});
  ImGui::EndChild();
  hairline(f, panel.x + kPadding, panel.y + head + body, kWidth - 2 * kPadding);
  const ImVec2 foot{panel.x + kPadding, panel.y + head + body};
  if (hidden > 0) draw_hidden(f, foot, hidden);
  draw_shading_key(f, {foot.x, foot.y + note}, kWidth - 2 * kPadding);
  draw_switches(f, {foot.x, foot.y + note + key + 1}, kWidth - 2 * kPadding);
  end_surface();
}

}  // namespace terreau::ui
