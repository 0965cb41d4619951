#include <algorithm>

#include "app/ui/panels.h"

namespace terreau::ui {
namespace {

constexpr float kWidth = static_cast<float>(kLeftPanelWidth), kGap = static_cast<float>(kPanelGap);
constexpr float kPadding = 12, kInside = kWidth - 2 * kPadding;
constexpr float kLeastBody = 180;
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

// Legend or filters, or what a search has found in their place.
float draw_body(Frame& f, ImVec2 at) {
  if (shows_results(f)) return draw_search_results(f, at, kWidth);
  return f.state.filters_open ? draw_filters(f, at, kWidth) : draw_legend(f, at, kWidth);
}

}  // namespace

void draw_left_panel(Frame& f) {
  play_years(f);
  if (!f.state.panel_open) return draw_open_button(f);
  const float most = static_cast<float>(f.state.height_pt - kBottomBarHeight - 2 * kPanelGap);
  const std::int64_t hidden = hidden_count(f);
  const float note = hidden > 0 ? kHiddenHeight : 0;
  const float key = shading_key_height(f), head = f.ui.head_height;
  // The histogram stays in sight while the legend scrolls, unless nearly nothing of it were left.
  const float years = shows_results(f) ? 0 : histogram_height(f);
  // Rows of overlays, at the legend's foot, need its room.
  const bool pinned =
      f.world.atlas.overlays->empty() && most - head - 45 - key - note - years >= kLeastBody;
  const float footer = 45 + key + note + (pinned ? years : 0);
  const float body = std::min(f.ui.body_height.value_or(most), most - head - footer);
  const Rect panel{kGap, kGap, kWidth, head + body + footer};
  if (f.ui.filters.take_focus) give_focus(f, "left panel");
  begin_surface(f, "left panel", panel, Layer::base);
  draw_title(f, panel);
  draw_search_box(f, {panel.x + kPadding, panel.y + kSearchTop, kInside, kSearchHeight});
  const float chips_top = kSearchTop + kSearchHeight + 8;
  f.ui.head_height =
      chips_top + 4 + draw_chips(f, {panel.x + kPadding, panel.y + chips_top}, kInside);
  ImGui::SetCursorScreenPos({panel.x, panel.y + head});
  ImGui::BeginChild("body", {kWidth, body});
  const ImVec2 at = ImGui::GetCursorScreenPos();
  float content = draw_body(f, at);
  if (years > 0 && !pinned) {
    draw_histogram(f, {at.x + kPadding, at.y + content}, kInside);
    content += years;
  }
  f.ui.body_height = content;
  content_ends(f, {at.x, at.y + content});
  ImGui::EndChild();
  ImVec2 foot{panel.x + kPadding, panel.y + head + body};
  if (years > 0 && pinned) {
    draw_histogram(f, foot, kInside);
    foot.y += years;
  }
  hairline(f, foot.x, foot.y, kInside);
  if (hidden > 0) draw_hidden(f, foot, hidden);
  draw_shading_key(f, {foot.x, foot.y + note}, kInside);
  draw_switches(f, {foot.x, foot.y + note + key + 1}, kInside);
  end_surface();
}

}  // namespace terreau::ui
