#include <algorithm>
#include <cmath>
#include <vector>

#include "app/ui/panels.h"

namespace terreau::ui {
namespace {

constexpr float kPadding = 20, kRow = 26, kGap = 28;
constexpr float kKeys = 118, kKeyGap = 5;  // the keys' column; between two of them

struct KeyRow {
  std::vector<std::string_view> keys;
  std::string_view what;
};

struct KeyGroup {
  std::string_view title;
  std::vector<KeyRow> rows;
};

std::vector<KeyGroup> left_groups(const Frame& f) {
  return {{f.tr("Move"),
           {{{f.tr("drag"), "← ↑ ↓ →"}, f.tr("move the map")},
            {{f.tr("wheel"), "+", "-"}, f.tr("zoom at the pointer")},
            {{f.tr("Shift + wheel")}, f.tr("zoom slowly")},
            {{f.tr("double click")}, f.tr("one level closer")},
            {{f.tr("Shift + drag")}, f.tr("zoom to a box")},
            {{f.tr("Space + drag")}, f.tr("move from anywhere")},
            {{f.tr("Home"), "0"}, f.tr("the whole of France, insets in their row")}}},
          {f.tr("Insets"),
           {{{f.tr("drag the name")}, f.tr("move it; its upper right corner resizes")},
            {{f.tr("double click")}, f.tr("the name: large, and back")},
            {{"I"}, f.tr("next inset; then arrows, + and - are its")},
            {{"Shift+←↑↓→", "L"}, f.tr("move it, enlarge it")}}},
          {f.tr("Find"),
           {{{"/", "Ctrl+F"}, f.tr("search")},
            {{f.tr("Tab"), f.tr("Shift+Tab")}, f.tr("next, previous mark in view")},
            {{f.tr("Enter")}, f.tr("open it")},
            {{"F", "L"}, f.tr("filters; list of the places")}}},
          {f.tr("Keep and share"),
           {{{"Ctrl+Z", "Ctrl+Y"}, f.tr("undo, redo a step")},
            {{"V", "Ctrl+O"}, f.tr("kept views; open data")},
            {{"Ctrl+Shift+C"}, f.tr("copy this view, to share it")},
            {{"Ctrl+P", "Ctrl+E"}, f.tr("print, save the map")},
            {{f.tr("Ctrl+Shift+E")}, f.tr("export what passes the filters")}}}};
}

std::vector<KeyGroup> right_groups(const Frame& f) {
  return {{f.tr("Show"),
           {{{"1 … 9"}, f.tr("a family, on or off")},
            {{"T"}, f.tr("shading of the territories")},
            {{"C"}, f.tr("compare territories")},
            {{"K"}, f.tr("what is known here")},
            {{"S", "← →"}, f.tr("stories; their steps")},
            {{"D"}, f.tr("key figures that others published")},
            {{"E", "Shift+E"}, f.tr("a ring of links more, fewer")},
            {{"Alt+1 … 9"}, f.tr("this family alone")},
            {{"G"}, f.tr("how places are grouped")},
            {{"O"}, f.tr("overlaid boundaries, on or off")},
            {{"N", "M"}, f.tr("graticule, minimap")},
            {{"R"}, f.tr("reduce motion")},
            {{f.tr("click")}, f.tr("a legend row: on or off")},
            {{f.tr("double click")}, f.tr("a legend row: alone, then all")}}},
          {f.tr("Window"),
           {{{f.tr("right click"), f.tr("Shift+F10")}, f.tr("what is here, what is near")},
            {{"F6", f.tr("Shift+F6")}, f.tr("keyboard to the next panel")},
            {{"↑ ↓", f.tr("Tab"), f.tr("Enter")}, f.tr("walk a panel, use it")},
            {{f.tr("Esc")}, f.tr("close one thing")},
            {{"Ctrl+K"}, f.tr("all actions, by name")},
            {{"Ctrl + - 0"}, f.tr("everything larger, smaller, as usual")},
            {{"F11"}, f.tr("full screen")},
            {{"?", "F1"}, f.tr("this sheet")},
            {{"Ctrl+Q"}, f.tr("quit")}}}};
}

float height_of(const std::vector<KeyGroup>& groups) {
  float height = 0;
  for (const KeyGroup& g : groups) height += 30 + kRow * static_cast<float>(g.rows.size()) + 10;
  return height;
}

float key_width(std::string_view text) {
  return std::max(20.0F, text_width(Type::small, text) + 12);
}

// From the row's left to what its keys do.
float indent_of(const KeyRow& row) {
  float x = 0;
  for (const std::string_view key : row.keys) x += key_width(key) + kKeyGap;
  return std::max(kKeys, x + kKeyGap);
}

float width_of(const std::vector<KeyGroup>& groups) {
  float width = 0;
  for (const KeyGroup& g : groups) {
    for (const KeyRow& row : g.rows) {
      width = std::max(width, indent_of(row) + text_width(Type::body, row.what));
    }
  }
  return std::ceil(width);
}

float draw_key(Frame& f, ImVec2 at, std::string_view text) {
  const float w = key_width(text);
  ImDrawList* list = ImGui::GetWindowDrawList();
  list->AddRectFilled(at, {at.x + w, at.y + 20}, f.c.hover, 4);
  list->AddRect(at, {at.x + w, at.y + 20}, f.c.hairline, 4);
  draw_text_centred(list, Type::small, {at.x + w / 2, at.y + 10}, f.c.text, text);
  return w;
}

void draw_groups(Frame& f, ImVec2 at, const std::vector<KeyGroup>& groups) {
  for (const KeyGroup& g : groups) {
    label(f, Type::strong, {at.x, at.y + 6}, f.c.text, g.title);
    at.y += 30;
    for (const KeyRow& row : g.rows) {
      float x = at.x;
      for (const std::string_view key : row.keys) x += draw_key(f, {x, at.y + 3}, key) + kKeyGap;
      label(f, Type::body, {at.x + indent_of(row), at.y + (kRow - line_height(Type::body)) / 2},
            f.c.secondary, row.what);
      at.y += kRow;
    }
    at.y += 10;
  }
}

}  // namespace

void draw_key_sheet(Frame& f) {
  if (!f.ui.show_keys) return;
  const auto left = left_groups(f), right = right_groups(f);
  const float content = std::max(height_of(left), height_of(right));
  const float left_width = width_of(left), head = 54;
  const float width = left_width + kGap + width_of(right) + 2 * kPadding;
  const auto window_w = static_cast<float>(f.state.width_pt);
  const auto window_h = static_cast<float>(f.state.height_pt - kBottomBarHeight);
  const float height = std::min(head + content + kPadding - 8, window_h - 24);
  const Rect sheet{on_grid((window_w - width) / 2), on_grid((window_h - height) / 2), width,
                   height};
  begin_surface(f, "keys", sheet, Layer::above, true);
  const float scroll = ImGui::GetScrollY();
  label(f, Type::title, {sheet.x + kPadding, sheet.y + 18 - scroll}, f.c.text,
        f.tr("Keys and gestures"));
  const Rect close{sheet.right() - 40, sheet.y + 12 - scroll, 28, 28};
  if (icon_button(f, close, icon::kClose, f.tr("Close"))) f.ui.show_keys = false;
  const ImVec2 at{sheet.x + kPadding, sheet.y + head - scroll};
  draw_groups(f, at, left);
  draw_groups(f, {at.x + left_width + kGap, at.y}, right);
  content_ends(f, {sheet.x, at.y + content});
  end_surface();
}

}  // namespace terreau::ui
