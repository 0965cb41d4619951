#include "app/ui/widgets.h"

#include <algorithm>
#include <cmath>

namespace terreau::ui {
namespace {

constexpr float kBadgeHeight = 20;

// The part of a rectangle that its window shows; none when too little of it.
std::optional<Rect> shown_part(const Rect& r) {
  const ImDrawList* list = ImGui::GetWindowDrawList();
  const ImVec2 low = list->GetClipRectMin(), high = list->GetClipRectMax();
  const Rect out{std::max(r.x, low.x), std::max(r.y, low.y), 0, 0};
  const float w = std::min(r.right(), high.x) - out.x, h = std::min(r.bottom(), high.y) - out.y;
  if (w < 4 || h < 4) return {};
  return Rect{out.x, out.y, w, h};
}

ImGuiID id_of(const Item& item) {
  return ImGui::GetID(item.label.data(), item.label.data() + item.label.size());
}

}  // namespace

void Frame::redraw_after(double seconds) const {
  if (!ui.redraw_after_s || *ui.redraw_after_s > seconds)
    ui.redraw_after_s = std::max(seconds, 0.0);
}

bool note(Frame& f, const Rect& rect, const Item& item) {
  if (measuring()) return false;
  const auto shown = shown_part(rect);
  if (!shown) return false;
  if (shown->w < rect.w - 1) f.ui.cut.emplace_back(item.label);
  f.ui.widgets.push_back({item.role,
                          std::string(item.label),
                          {shown->x, shown->y, shown->w, shown->h},
                          item.checked,
                          item.value});
  return true;
}

void note_focus(Frame& f) { f.ui.widgets.back().focused = true; }

Response hit(Frame& f, const Rect& rect, const Item& item) {
  if (measuring()) return {};
  Response r;
  r.in_sight = note(f, rect, item);
  ImGui::PushID(item.id);
  ImGui::PushID(item.role);
  ImGui::SetCursorScreenPos(rect.min());
  ImGui::PushID(static_cast<int>(id_of(item)));
  r.clicked = ImGui::InvisibleButton("hit", {std::max(rect.w, 1.0F), std::max(rect.h, 1.0F)});
  r.double_clicked = r.clicked && ImGui::GetIO().MouseClickedLastCount[0] == 2;
  r.hovered = ImGui::IsItemHovered();
  r.held = ImGui::IsItemActive();
  ImGui::PopID();
  ImGui::PopID();
  ImGui::PopID();
  const std::string_view role = item.role;
  const bool does_something = role != "label";
  r.focused = does_something && role != "row" && takes_focus(f, rect);
  if (r.focused && r.in_sight) note_focus(f);
  if (r.focused && f.ui.focus.activate) r.clicked = true;
  if (r.hovered && does_something) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  if (r.hovered && !item.tooltip.empty()) tooltip(f, item.tooltip);
  return r;
}

void tooltip(Frame& f, std::string_view text) { f.ui.hint_wanted = text; }

void label(Frame& f, Type type, ImVec2 at, ImU32 colour, std::string_view text) {
  draw_text(ImGui::GetWindowDrawList(), type, at, colour, text);
  note(f, {at.x, at.y, text_width(type, text), line_height(type)}, {"label", text});
}

float paragraph(Frame& f, Type type, ImVec2 at, float width, ImU32 colour, std::string_view text) {
  const float height = draw_wrapped(ImGui::GetWindowDrawList(), type, at, width, colour, text);
  const float used = height > line_height(type) ? width : text_width(type, text);
  note(f, {at.x, at.y, used, height}, {"label", text});
  return height;
}

bool icon_button(Frame& f, const Rect& rect, const char* icon, std::string_view name,
                 std::optional<bool> checked, Type type) {
  const Response r = hit(f, rect, {checked ? "checkbox" : "button", name, 0, checked, {}, name});
  ImDrawList* list = ImGui::GetWindowDrawList();
  if (r.hovered || r.held) {
    list->AddRectFilled(rect.min(), rect.max(), r.held ? f.c.pressed : f.c.hover, 6);
  }
  const ImU32 colour = checked.value_or(false) ? f.c.accent : r.hovered ? f.c.text : f.c.secondary;
  draw_icon(list, type, rect.middle(), colour, icon);
  return r.clicked;
}

bool push_button(Frame& f, const Rect& r, std::string_view text, bool primary) {
  const Response response = hit(f, r, {"button", text});
  ImDrawList* list = ImGui::GetWindowDrawList();
  if (primary) {
    list->AddRectFilled(r.min(), r.max(), f.c.accent, 6);
  } else {
    if (response.hovered) list->AddRectFilled(r.min(), r.max(), f.c.hover, 6);
    list->AddRect(r.min(), r.max(), f.c.hairline, 6);
  }
  draw_text_centred(list, Type::strong, r.middle(), primary ? f.c.on_accent : f.c.text, text);
  return response.clicked;
}

bool text_link(Frame& f, Type type, ImVec2 at, std::string_view text, int id, float min_height) {
  const float width = text_width(type, text), line = line_height(type);
  const float height = std::max(line, min_height);
  const Rect rect{at.x, at.y - (height - line) / 2, width, height};
  const Response r = hit(f, rect, {"link", text, id});
  ImDrawList* list = ImGui::GetWindowDrawList();
  draw_text(list, type, at, f.c.accent, text);
  if (r.hovered) {
    const float y = on_grid(at.y + line - 1);
    list->AddLine({at.x, y}, {at.x + width, y}, f.c.accent);
  }
  return r.clicked;
}

float wrapped_link(Frame& f, Type type, ImVec2 at, float width, std::string_view text, int id,
                   bool& clicked) {
  const float height = wrapped_height(type, width, text);
  const float used = height > line_height(type) ? width : text_width(type, text);
  const Response r = hit(f, {at.x, at.y, used, height}, {"link", text, id});
  ImDrawList* list = ImGui::GetWindowDrawList();
  std::string_view rest = text;
  for (float y = at.y; !rest.empty(); y += line_height(type)) {
    const std::string_view line = take_line(type, width, rest);
    draw_text(list, type, {at.x, y}, f.c.accent, line);
    if (!r.hovered) continue;
    const float under = on_grid(y + line_height(type) - 1);
    list->AddLine({at.x, under}, {at.x + text_width(type, line), under}, f.c.accent);
  }
  clicked = r.clicked;
  return height;
}

float badge(Frame& f, ImVec2 at, std::string_view text) {
  const float width = text_width(Type::chip, text) + 18;
  const Rect r{at.x, at.y, std::round(width), kBadgeHeight};
  ImDrawList* list = ImGui::GetWindowDrawList();
  list->AddRect(r.min(), r.max(), f.c.hairline, kBadgeHeight / 2);
  draw_text_centred(list, Type::chip, r.middle(), f.c.text, text);
  note(f, r, {"label", text});
  return r.w;
}

float chip(Frame& f, ImVec2 at, std::string_view text, bool& removed, float most) {
  const Rect r{at.x, at.y, std::min(most, std::round(text_width(Type::chip, text) + 32)), 24};
  const float room = r.w - 31;
  std::string hint(f.tr("Remove this filter"));
  if (text_width(Type::chip, text) > room) hint = std::string(text) + "\n" + hint;
  const Response response = hit(f, r, {"button", text, 0, {}, {}, hint});
  removed = response.clicked;
  ImDrawList* list = ImGui::GetWindowDrawList();
  if (response.hovered) list->AddRectFilled(r.min(), r.max(), f.c.hover, 12);
  list->AddRect(r.min(), r.max(), f.c.hairline, 12);
  draw_ellipsised(list, Type::chip, {r.x + 10, r.y + (r.h - line_height(Type::chip)) / 2}, room,
                  f.c.text, text);
  draw_icon(list, Type::small_icon, {r.right() - 13, r.middle().y}, f.c.secondary, icon::kClose);
  return r.w;
}

void hairline(Frame& f, float x, float y, float width) {
  const float top = on_grid(y);
  ImGui::GetWindowDrawList()->AddRectFilled({x, top}, {x + width, top + 1}, f.c.hairline);
}

void content_ends(Frame& f, ImVec2 at) {
  scroll_by_keys(f);
  ImGui::SetCursorScreenPos({at.x, at.y - 1});
  ImGui::Dummy({1, 1});
}

bool key_pressed(ImGuiKey key) {
#if IMGUI_VERSION_NUM >= 18700
  return ImGui::IsKeyPressed(key);
#else
  return ImGui::IsKeyPressed(ImGui::GetKeyIndex(key));
#endif
}

bool escape_pressed() { return key_pressed(ImGuiKey_Escape); }

}  // namespace terreau::ui
