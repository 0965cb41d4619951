#include <algorithm>

#include <imgui_internal.h>
#include <imgui_stdlib.h>

#include "app/ui/panels.h"
#include "app/ui/swatch.h"

namespace terreau::ui {
namespace {

constexpr float kRowHeight = 40;
constexpr std::size_t kResults = 10;

// A replay or an undo may have changed the text behind the box.
void follow_state(Frame& f) {
  if (f.state.search_text == f.ui.search_seen) return;
  f.ui.search_seen = f.state.search_text;
  f.ui.search_text = f.state.search_text;
}

void find(Frame& f) {
  const SearchIndex* index = f.world.atlas.search.get();
  if (f.ui.results_text == f.ui.search_text && f.ui.results_of == index) return;
  f.ui.results_text = f.ui.search_text;
  f.ui.results_of = index;
  f.ui.result_cursor = -1;
  f.ui.results.clear();
  if (index != nullptr) f.ui.results = index->find(f.ui.search_text, kResults);
}

void set_text(Frame& f, std::string text) {
  f.ui.search_text = std::move(text);
  f.ui.search_seen = f.ui.search_text;
  f.ask(action::Search{f.ui.search_text});
}

void leave(Frame& f) {
  ImGui::ClearActiveID();
  if (!f.ui.search_text.empty()) set_text(f, {});
}

void choose(Frame& f, std::size_t row) {
  const Found found = f.ui.results[row];
  leave(f);
  go_to(f, found);
}

void answer_keys(Frame& f, bool active, bool left) {
  if (left && escape_pressed()) return leave(f);
  if (f.ui.results.empty() || !(active || left)) return;
  const int last = static_cast<int>(f.ui.results.size()) - 1;
  int& cursor = f.ui.result_cursor;
  if (key_pressed(ImGuiKey_DownArrow)) cursor = cursor >= last ? 0 : cursor + 1;
  if (key_pressed(ImGuiKey_UpArrow)) cursor = cursor <= 0 ? last : cursor - 1;
  if (key_pressed(ImGuiKey_Enter) || key_pressed(ImGuiKey_KeyPadEnter)) {
    choose(f, static_cast<std::size_t>(std::max(cursor, 0)));
  }
}

void draw_key_hint(Frame& f, const Rect& box) {
  const Rect key{box.right() - 27, box.middle().y - 8, 16, 16};
  ImDrawList* list = ImGui::GetWindowDrawList();
  list->AddRect(key.min(), key.max(), f.c.hairline, 4);
  draw_text_centred(list, Type::small, key.middle(), f.c.secondary, "/");
}

std::string second_line(const Frame& f, const Found& found) {
  if (found.kind == FoundKind::place) return whereabouts(f, found.place);
  if (found.kind == FoundKind::region) return std::string(f.tr("Region"));
  const std::string_view kind =
      found.kind == FoundKind::commune ? f.tr("Commune") : f.tr("Department");
  if (!found.department.valid()) return std::string(kind);
  const std::string_view rest =
      found.kind == FoundKind::commune ? std::string_view() : department(found.department).region;
  const std::string where =
      found.kind == FoundKind::commune ? department_title(found.department) : std::string(rest);
  return std::string(kind) + " · " + where;
}

const char* icon_of(FoundKind kind) {
  if (kind == FoundKind::commune) return icon::kCommune;
  return kind == FoundKind::department ? icon::kMap : icon::kRegion;
}

bool draw_result(Frame& f, const Rect& row, std::size_t i) {
  const Found& found = f.ui.results[i];
  const std::string second = second_line(f, found);
  ImDrawList* list = ImGui::GetWindowDrawList();
  if (static_cast<int>(i) == f.ui.result_cursor) {
    list->AddRectFilled(row.min(), row.max(), f.c.accent_soft, 6);
  }
  if (found.kind == FoundKind::place && found.place.valid()) {
    return place_row(f, row, found.place, second, static_cast<int>(i));
  }
  const Response r = hit(f, row, {"listitem", found.name, static_cast<int>(i)});
  if (r.hovered) list->AddRectFilled(row.min(), row.max(), f.c.hover, 6);
  draw_icon(list, Type::small_icon, {row.x + 15, row.middle().y}, f.c.secondary,
            icon_of(found.kind));
  const float lines = line_height(Type::body) + line_height(Type::small);
  const float y = on_grid(row.middle().y - lines / 2), width = row.w - 38;
  draw_ellipsised(list, Type::body, {row.x + 30, y}, width, f.c.text, found.name);
  draw_ellipsised(list, Type::small, {row.x + 30, y + line_height(Type::body)}, width,
                  f.c.secondary, second);
  return r.clicked;
}

}  // namespace

void draw_search_box(Frame& f, const Rect& box) {
  follow_state(f);
  const bool filled_in = !f.ui.search_text.empty();
  const float side = 36;
  note(f, {box.x, box.y, box.w - side, box.h},
       {"textbox", f.tr("Search…"), 0, {}, f.ui.search_text});
  if (std::exchange(f.ui.focus_search, false)) ImGui::SetKeyboardFocusHere();
  ImGui::SetCursorScreenPos(box.min());
  ImGui::SetNextItemWidth(box.w - side);
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {11, (box.h - ImGui::GetFontSize()) / 2});
  const std::string hint(f.tr("Search a place, an organisation…"));
  const bool changed = ImGui::InputTextWithHint("##search", hint.c_str(), &f.ui.search_text);
  ImGui::PopStyleVar();
  const bool active = ImGui::IsItemActive(), left = ImGui::IsItemDeactivated();
  ImDrawList* list = ImGui::GetWindowDrawList();
  list->AddRect(box.min(), box.max(), active ? f.c.accent : f.c.hairline, 6, 0, active ? 1.5F : 1);
  if (changed) set_text(f, f.ui.search_text);
  find(f);
  answer_keys(f, active, left);
  if (!filled_in) return draw_key_hint(f, box);
  const Rect clear{box.right() - 31, box.middle().y - 14, 28, 28};
  if (icon_button(f, clear, icon::kClose, f.tr("Clear the search"), {}, Type::small_icon)) leave(f);
}

float draw_search_results(Frame& f, ImVec2 at, float width) {
  const float top = at.y;
  if (f.ui.results.empty()) {
    const std::string_view text =
        f.ui.results_of == nullptr ? f.tr("Loading the places…") : f.tr("Nothing found.");
    return paragraph(f, Type::body, {at.x + 12, at.y + 8}, width - 24, f.c.secondary, text) + 20;
  }
  for (std::size_t i = 0; i < f.ui.results.size(); ++i) {
    const Rect row{at.x + 8, at.y, width - 16, kRowHeight};
    if (draw_result(f, row, i)) {
      choose(f, i);
      break;
    }
    at.y += kRowHeight;
  }
  return at.y - top + 8;
}

}  // namespace terreau::ui
