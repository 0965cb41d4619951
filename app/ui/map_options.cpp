#include <array>

#include "app/ui/panels.h"

// How the map is drawn: the button at the foot of the left panel, and what it opens.
namespace terreau::ui {
namespace {

constexpr float kRow = 32, kWidth = 232, kPad = 6, kHead = 26;

struct Grouping {
  bool on;
  ClusterGrouping by;
  std::string_view text;
};

std::array<Grouping, 4> choices(const Frame& f) {
  return {{{false, ClusterGrouping::distance, f.tr("Every place alone")},
           {true, ClusterGrouping::distance, f.tr("Group what is close")},
           {true, ClusterGrouping::department, f.tr("Group by department")},
           {true, ClusterGrouping::region, f.tr("Group by region")}}};
}

bool is_chosen(const Frame& f, const Grouping& c) {
  return f.state.clusters == c.on && (!c.on || f.state.grouping == c.by);
}

void draw_choice(Frame& f, const Rect& row, const Grouping& c) {
  const bool chosen = is_chosen(f, c);
  const Response r = hit(f, row, {"radio", c.text, 0, chosen});
  ImDrawList* list = ImGui::GetWindowDrawList();
  if (r.hovered) list->AddRectFilled(row.min(), row.max(), f.c.hover, 6);
  const ImVec2 dot{row.x + 16, row.middle().y};
  list->AddCircle(dot, 6, chosen ? f.c.accent : f.c.secondary, 0, 1.5F);
  if (chosen) list->AddCircleFilled(dot, 3, f.c.accent);
  draw_text(list, Type::body, {row.x + 32, row.middle().y - line_height(Type::body) / 2}, f.c.text,
            c.text);
  if (r.clicked) f.ask(action::SetClusters{c.on, c.on ? std::optional(c.by) : std::nullopt});
}

struct Switch {
  std::string_view text;
  bool on;
  Action other;  // what makes it the other way
};

std::array<Switch, 3> switches(const Frame& f) {
  const MapState& s = f.state;
  return {{{f.tr("Graticule"), s.graticule, action::SetGraticule{!s.graticule}},
           {f.tr("Minimap, when near"), s.minimap, action::SetMinimap{!s.minimap}},
           {f.tr("Reduce motion"), s.reduce_motion, action::SetReduceMotion{!s.reduce_motion}}}};
}

void draw_switch(Frame& f, const Rect& row, const Switch& option) {
  const Response r = hit(f, row, {"checkbox", option.text, 0, option.on});
  ImDrawList* list = ImGui::GetWindowDrawList();
  if (r.hovered) list->AddRectFilled(row.min(), row.max(), f.c.hover, 6);
  const Rect box{row.x + 10, row.middle().y - 6, 12, 12};
  if (option.on) {
    list->AddRectFilled(box.min(), box.max(), f.c.accent, 3);
    const std::array<ImVec2, 3> tick{
        {{box.x + 2.5F, box.y + 6}, {box.x + 5, box.y + 8.5F}, {box.x + 9.5F, box.y + 3.5F}}};
    list->AddPolyline(tick.data(), static_cast<int>(tick.size()), f.c.on_accent, 0, 1.5F);
  } else {
    list->AddRect(box.min(), box.max(), f.c.secondary, 3, 0, 1.5F);
  }
  draw_text(list, Type::body, {row.x + 32, row.middle().y - line_height(Type::body) / 2}, f.c.text,
            option.text);
  if (r.clicked) f.ask(option.other);
}

float draw_head(Frame& f, const Rect& menu, float top, std::string_view text) {
  label(f, Type::small, {menu.x + 14, top + 8}, f.c.secondary, text);
  return top + kHead;
}

}  // namespace

void draw_map_options_button(Frame& f, const Rect& rect) {
  if (!icon_button(f, rect, icon::kLayers, f.tr("Map options"))) return;
  // A second click closes what the first has opened.
  if (f.ui.options_at) return f.ui.options_at.reset();
  f.ui.options_at = ScreenPos{rect.x, rect.y};
}

void draw_map_options(Frame& f) {
  if (!f.ui.options_at) return;
  const auto groups = choices(f);
  const auto options = switches(f);
  const float height =
      2 * kHead + 2 * kPad + kRow * static_cast<float>(groups.size() + options.size());
  const auto x = static_cast<float>(f.ui.options_at->x_pt);
  const auto y = static_cast<float>(f.ui.options_at->y_pt);
  const Rect menu{on_grid(x - kWidth / 2), on_grid(y - height - 8), kWidth, height};
  begin_surface(f, "map options", menu, Layer::above, false, 8);
  float top = draw_head(f, menu, menu.y + kPad, f.tr("Groups of places"));
  for (const Grouping& choice : groups) {
    draw_choice(f, {menu.x + 4, top, menu.w - 8, kRow}, choice);
    top += kRow;
  }
  top = draw_head(f, menu, top, f.tr("Map"));
  for (const Switch& option : options) {
    draw_switch(f, {menu.x + 4, top, menu.w - 8, kRow}, option);
    top += kRow;
  }
  const Rect button{x, y, 28, 28};
  const bool elsewhere = ImGui::IsMouseClicked(ImGuiMouseButton_Left) &&
                         !ImGui::IsMouseHoveringRect(menu.min(), menu.max(), false) &&
                         !ImGui::IsMouseHoveringRect(button.min(), button.max(), false);
  if (elsewhere) f.ui.options_at.reset();
  end_surface();
}

}  // namespace terreau::ui
