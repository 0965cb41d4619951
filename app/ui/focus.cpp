#include <algorithm>
#include <array>
#include <utility>

#include <imgui_internal.h>
#include <imgui_stdlib.h>

#include "app/ui/swatch.h"
#include "app/ui/widgets.h"

// The keyboard on the panels, and the widgets that forms are made of.
namespace terreau::ui {
namespace {

constexpr float kBox = 14;

std::string_view surface_of_window() { return ImGui::GetCurrentWindow()->RootWindow->Name; }

int arrows() {
  int step = 0;
  if (key_pressed(ImGuiKey_DownArrow)) ++step;
  if (key_pressed(ImGuiKey_UpArrow)) --step;
  return step;
}

void scroll_to(const Rect& rect) {
  const ImGuiWindow* window = ImGui::GetCurrentWindow();
  const ImRect& shown = window->InnerClipRect;
  if (rect.y >= shown.Min.y && rect.bottom() <= shown.Max.y) return;
  ImGui::SetScrollFromPosY(rect.middle().y - window->Pos.y, 0.5F);
}

void draw_tick(Frame& f, ImVec2 middle, bool on) {
  ImDrawList* list = ImGui::GetWindowDrawList();
  const ImVec2 low{on_grid(middle.x - kBox / 2), on_grid(middle.y - kBox / 2)};
  const ImVec2 high{low.x + kBox, low.y + kBox};
  if (!on) return list->AddRect(low, high, f.c.secondary, 3);
  list->AddRectFilled(low, high, f.c.accent, 3);
  const std::array<ImVec2, 3> tick{
      {{low.x + 3.2F, low.y + 7.2F}, {low.x + 5.9F, low.y + 10}, {low.x + 11, low.y + 4.4F}}};
  list->AddPolyline(tick.data(), static_cast<int>(tick.size()), f.c.on_accent | 0xFF000000U, 0,
                    1.8F);
}

// A surface that has closed gives the keyboard back.
void forget_closed(Focus& k) {
  if (k.count > 0) {
    k.drawn = k.surface;
  } else if (!k.surface.empty() && k.drawn == k.surface) {
    k.surface = std::exchange(k.before.surface, {});
    k.item = k.before.item;
    k.drawn.clear();
  }
}

}  // namespace

void walk_focus(Frame& f) {
  Focus& k = f.ui.focus;
  k.count = std::exchange(k.seen, 0);
  forget_closed(k);
  const bool arrows_kept = std::exchange(k.keeps_arrows, false);
  k.surfaces.clear();
  k.activate = k.moved = false;
  if (ImGui::IsMouseClicked(ImGuiMouseButton_Left)) k.surface.clear();
  const int tab = std::exchange(k.step, 0);
  int step = tab;
  if (k.surface.empty()) return;
  const bool typing = ImGui::GetIO().WantTextInput;
  if (typing && tab != 0) ImGui::ClearActiveID();
  if (!typing) {
    if (!arrows_kept) step += arrows();
    k.activate = key_pressed(ImGuiKey_Enter) || key_pressed(ImGuiKey_KeyPadEnter) ||
                 key_pressed(ImGuiKey_Space);
  }
  if (step == 0) return;
  const int last = std::max(0, k.count - 1), next = k.item + step;
  // Tab goes round, arrows end.
  const bool round = tab != 0 && (next < 0 || next > last);
  k.item = round ? (next < 0 ? last : 0) : std::clamp(next, 0, last);
  k.moved = true;
}

void focus_next_surface(UiState& ui, int step) {
  const auto& all = ui.focus.surfaces;
  const auto found = std::ranges::find(all, ui.focus.surface);
  // The map stands before the first and after the last.
  const auto n = static_cast<std::ptrdiff_t>(all.size()) + 1;
  const std::ptrdiff_t now = found == all.end() ? 0 : found - all.begin() + 1;
  const std::ptrdiff_t next = ((now + step) % n + n) % n;
  ui.focus.surface = next == 0 ? std::string() : all[static_cast<std::size_t>(next - 1)];
  ui.focus.item = 0;
}

void open_menu(UiState& ui, ScreenPos at) {
  ui.menu_at = at;
  ui.focus.surface = "menu";
  ui.focus.item = 0;
}

void close_menu(UiState& ui) {
  ui.menu_at.reset();
  if (ui.focus.surface == "menu") ui.focus.surface.clear();
}

void give_focus(Frame& f, std::string_view surface) {
  Focus& k = f.ui.focus;
  if (k.surface != surface) k.before = {k.surface, k.item};
  k.surface = surface;
  k.item = k.seen = 0;
}

void offer_focus(Frame& f, std::string_view surface, Layer layer) {
  Focus& k = f.ui.focus;
  const bool follows = layer == Layer::above && ImGui::IsWindowAppearing() && !k.surface.empty() &&
                       surface != "menu";
  if (k.wanted != surface && !follows) return;
  k.wanted.clear();
  if (k.surface != surface) give_focus(f, surface);
}

void scroll_by_keys(Frame& f) {
  if (f.ui.focus.surface != surface_of_window() || f.ui.focus.keeps_arrows) return;
  if (ImGui::GetIO().WantTextInput || ImGui::GetScrollMaxY() <= 0) return;
  const int pages =
      (key_pressed(ImGuiKey_PageDown) ? 1 : 0) - (key_pressed(ImGuiKey_PageUp) ? 1 : 0);
  if (pages == 0) return;
  const float page = 0.8F * ImGui::GetWindowHeight() * static_cast<float>(pages);
  ImGui::SetScrollY(std::clamp(ImGui::GetScrollY() + page, 0.0F, ImGui::GetScrollMaxY()));
}

void give_focus_to_next(Frame& f) {
  f.ui.focus.item = f.ui.focus.seen;
  f.ui.focus.moved = true;
}

bool takes_focus(Frame& f, const Rect& rect, bool outlined) {
  Focus& k = f.ui.focus;
  const std::string_view surface = surface_of_window();
  if (measuring()) return false;
  if (std::ranges::find(k.surfaces, surface) == k.surfaces.end()) k.surfaces.emplace_back(surface);
  if (k.surface != surface || k.seen++ != k.item) return false;
  if (k.moved) scroll_to(rect);
  if (!outlined) return true;
  // Above all: what the widget draws afterwards would cover it.
  const ImDrawList* window = ImGui::GetWindowDrawList();
  ImDrawList* list = ImGui::GetForegroundDrawList();
  list->PushClipRect(window->GetClipRectMin(), window->GetClipRectMax(), true);
  list->AddRect({rect.x + 0.5F, rect.y + 0.5F}, {rect.right() - 0.5F, rect.bottom() - 0.5F},
                f.c.accent, 6, 0, 1.5F);
  list->PopClipRect();
  return true;
}

TextEdit text_field(Frame& f, const Rect& rect, std::string_view name, std::string_view hint,
                    std::string& text, bool take_keyboard, bool several_lines) {
  if (measuring()) return {};
  const bool noted = note(f, rect, {"textbox", name, 0, {}, text});
  const bool focused = takes_focus(f, rect);
  if (take_keyboard || (focused && f.ui.focus.activate)) ImGui::SetKeyboardFocusHere();
  ImGui::SetCursorScreenPos(rect.min());
  const float inside = several_lines ? 7 : (rect.h - ImGui::GetFontSize()) / 2;
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {9, inside});
  const std::string id = "##" + std::string(name), grey(hint);
  TextEdit edit;
  if (several_lines) {
    edit.changed = ImGui::InputTextMultiline(id.c_str(), &text, {rect.w, rect.h},
                                             ImGuiInputTextFlags_CtrlEnterForNewLine);
  } else {
    ImGui::SetNextItemWidth(rect.w);
    edit.changed = ImGui::InputTextWithHint(id.c_str(), grey.c_str(), &text,
                                            ImGuiInputTextFlags_AutoSelectAll);
  }
  ImGui::PopStyleVar();
  edit.active = ImGui::IsItemActive();
  if (noted && (focused || edit.active)) note_focus(f);
  edit.entered = ImGui::IsItemDeactivatedAfterEdit();
  ImDrawList* list = ImGui::GetWindowDrawList();
  if (several_lines && text.empty() && !edit.active) {
    draw_text(list, Type::body, {rect.x + 9, rect.y + 6}, f.c.secondary, hint);
  }
  list->AddRect(rect.min(), rect.max(), edit.active ? f.c.accent : f.c.hairline, 6, 0,
                edit.active ? 1.5F : 1);
  return edit;
}

bool choice_row(Frame& f, const Rect& rect, const Choice& choice) {
  const std::string count = choice.count ? f.number(*choice.count) : std::string();
  const float text_x = rect.x + 28 + (choice.family ? 22.0F : 0);
  const float room = rect.right() - 8 - text_width(Type::strong, count) - 10 - text_x;
  const bool cut = text_width(Type::body, choice.name) > room;
  const Response r = hit(f, rect,
                         {"checkbox", choice.name, choice.id, choice.on, count,
                          cut ? choice.name : std::string_view()});
  ImDrawList* list = ImGui::GetWindowDrawList();
  if (r.hovered) list->AddRectFilled(rect.min(), rect.max(), f.c.hover, 6);
  draw_tick(f, {rect.x + 13, rect.middle().y}, choice.on);
  if (choice.family) {
    draw_swatch(list, {rect.x + 36, rect.middle().y}, 11, *choice.family, f.state.theme);
  }
  const bool none = choice.count == 0 && !choice.on;
  const float y = on_grid(rect.middle().y - line_height(Type::body) / 2);
  draw_ellipsised(list, Type::body, {text_x, y}, room, none ? f.c.faint : f.c.text, choice.name);
  draw_text_right(list, Type::strong, {rect.right() - 8, y}, none ? f.c.faint : f.c.text, count);
  return r.clicked;
}

}  // namespace terreau::ui
