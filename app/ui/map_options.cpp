#include <array>
#include <span>

#include "app/ui/panels.h"

// How the map is drawn: the button at the foot of the left panel, and what it opens.
namespace terreau::ui {
namespace {

constexpr float kRow = 32, kWidth = 232, kPad = 6, kHead = 26;

struct Radio {
  std::string_view text;
  bool chosen;
  Action choose;
};

std::array<Radio, 4> groupings(const Frame& f) {
  const auto row = [&](std::string_view text, ClusterGrouping by) {
    return Radio{text, f.state.clusters && f.state.grouping == by, action::SetClusters{true, by}};
  };
  return {{{f.tr("Every place alone"), !f.state.clusters, action::SetClusters{false, {}}},
           row(f.tr("Group what is close"), ClusterGrouping::distance),
           row(f.tr("Group by department"), ClusterGrouping::department),
           row(f.tr("Group by region"), ClusterGrouping::region)}};
}

std::array<Radio, 5> visions(const Frame& f) {
  const auto row = [&](std::string_view text, Vision vision) {
    return Radio{text, f.state.vision == vision, action::SetVision{vision}};
  };
  return {{row(f.tr("As they are"), Vision::normal), row(f.tr("Seen without red"), Vision::protan),
           row(f.tr("Seen without green"), Vision::deutan),
           row(f.tr("Seen without blue"), Vision::tritan), row(f.tr("In greys"), Vision::grey)}};
}

void draw_radio(Frame& f, const Rect& row, const Radio& radio) {
  const Response r = hit(f, row, {"radio", radio.text, 0, radio.chosen});
  ImDrawList* list = ImGui::GetWindowDrawList();
  if (r.hovered) list->AddRectFilled(row.min(), row.max(), f.c.hover, 6);
  const ImVec2 dot{row.x + 16, row.middle().y};
  list->AddCircle(dot, 6, radio.chosen ? f.c.accent : f.c.secondary, 0, 1.5F);
  if (radio.chosen) list->AddCircleFilled(dot, 3, f.c.accent);
  draw_text(list, Type::body, {row.x + 32, row.middle().y - line_height(Type::body) / 2}, f.c.text,
            radio.text);
  if (r.clicked) f.ask(radio.choose);
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
  const auto groups = groupings(f);
  const auto eyes = visions(f);
  const auto options = switches(f);
  const float height = 3 * kHead + 2 * kPad +
                       kRow * static_cast<float>(groups.size() + eyes.size() + options.size());
  const auto x = static_cast<float>(f.ui.options_at->x_pt);
  const auto y = static_cast<float>(f.ui.options_at->y_pt);
  const Rect menu{on_grid(x - kWidth / 2), on_grid(y - height - 8), kWidth, height};
  begin_surface(f, "map options", menu, Layer::above, false, 8);
  float top = draw_head(f, menu, menu.y + kPad, f.tr("Groups of places"));
  const auto draw_radios = [&](std::span<const Radio> radios) {
    for (const Radio& radio : radios) {
      draw_radio(f, {menu.x + 4, top, menu.w - 8, kRow}, radio);
      top += kRow;
    }
  };
  draw_radios(groups);
  top = draw_head(f, menu, top, f.tr("Colours"));
  draw_radios(eyes);
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
