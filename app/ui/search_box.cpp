#include <algorithm>
#include <utility>

#include <imgui_internal.h>
#include <imgui_stdlib.h>

#include "app/ui/panels.h"

namespace terreau::ui {
namespace {

constexpr std::size_t kRecent = 8;
constexpr int kPage = 6;                             // rows
constexpr std::size_t kNamesWithinAFrame = 300'000;  // more are searched on a worker

// A replay or an undo may have changed the text behind the box.
void follow_state(Frame& f) {
  if (f.state.search_text == f.ui.search_seen) return;
  f.ui.search_seen = f.state.search_text;
  f.ui.search_text = f.state.search_text;
}

void set_text(Frame& f, std::string text) {
  f.ui.search_text = std::move(text);
  f.ui.search_seen = f.ui.search_text;
  f.ask(action::Search{f.ui.search_text});
}

void show_recent(Frame& f) {
  f.ui.results.clear();
  for (const std::string& text : f.ui.recent) {
    f.ui.results.push_back({FinderGroup::recent, text, {}});
  }
}

// The findings of the text as it is now; where they take longer than a frame, the last ones until
// they come.
void find(Frame& f) {
  const auto& index = f.world.atlas.search;
  const std::string text = searched_text(f.ui.search_text);
  if (index != nullptr && (f.ui.found.text != text || f.ui.found.index != index)) {
    if (index->size() <= kNamesWithinAFrame) {
      f.ui.found = {text, index,
                    std::make_shared<const Findings>(index->find_all(text, kFindLimits))};
    } else if (!f.ui.search_pending || f.ui.search_asked != text) {
      f.ui.search_wanted = text;
      f.ui.search_asked = text;
    }
  }
  f.ui.search_pending = f.ui.found.text != text || f.ui.found.index != index;
  const void* const of = f.ui.found.findings.get();
  if (f.ui.results_text == f.ui.search_text && f.ui.results_of == of) return;
  if (f.ui.search_pending && !f.ui.results.empty() && !f.ui.search_text.empty()) return;
  f.ui.results_text = f.ui.search_text;
  f.ui.results_of = of;
  f.ui.result_cursor = -1;
  if (f.ui.search_text.empty()) return show_recent(f);
  static const Findings kNone;
  f.ui.results = finder_rows(f.ui.search_text, f.ui.found.findings ? *f.ui.found.findings : kNone,
                             f.language());
}

void remember(Frame& f, const std::string& text) {
  if (text.empty()) return;
  std::erase(f.ui.recent, text);
  f.ui.recent.insert(f.ui.recent.begin(), text);
  if (f.ui.recent.size() > kRecent) f.ui.recent.resize(kRecent);
}

void walk(Frame& f) {
  int& cursor = f.ui.result_cursor;
  const int last = static_cast<int>(f.ui.results.size()) - 1, before = cursor;
  if (key_pressed(ImGuiKey_DownArrow)) cursor = cursor >= last ? 0 : cursor + 1;
  if (key_pressed(ImGuiKey_UpArrow)) cursor = cursor <= 0 ? last : cursor - 1;
  if (key_pressed(ImGuiKey_PageDown)) cursor = std::min(last, std::max(cursor, 0) + kPage);
  if (key_pressed(ImGuiKey_PageUp)) cursor = std::max(0, cursor - kPage);
  // Home and End move in the text until a row is walked on.
  if (before >= 0 && key_pressed(ImGuiKey_Home)) cursor = 0;
  if (before >= 0 && key_pressed(ImGuiKey_End)) cursor = last;
  if (cursor != before) f.ui.result_walked = true;
}

void answer_keys(Frame& f, bool active, bool left) {
  if (left && escape_pressed()) return leave_search(f, false);
  if (f.ui.results.empty() || !(active || left)) return;
  walk(f);
  if (key_pressed(ImGuiKey_Enter) || key_pressed(ImGuiKey_KeyPadEnter)) {
    if (f.ui.search_text.empty() && f.ui.result_cursor < 0) return;
    take_result(f, static_cast<std::size_t>(std::max(f.ui.result_cursor, 0)));
  }
}

// Words that a command has put there are to be gone on with; ImGui would select them.
int continue_text(ImGuiInputTextCallbackData* data) {
  auto* wanted = static_cast<bool*>(data->UserData);
  if (!std::exchange(*wanted, false)) return 0;
  data->ClearSelection();
  data->CursorPos = data->BufTextLen;
  return 0;
}

void draw_key_hint(Frame& f, const Rect& box) {
  const Rect key{box.right() - 27, box.middle().y - 8, 16, 16};
  ImDrawList* list = ImGui::GetWindowDrawList();
  list->AddRect(key.min(), key.max(), f.c.hairline, 4);
  draw_text_centred(list, Type::small, key.middle(), f.c.secondary, "/");
}

}  // namespace

void leave_search(Frame& f, bool taken) {
  if (taken) remember(f, f.ui.search_text);
  ImGui::ClearActiveID();
  f.ui.search_open = false;
  if (!f.ui.search_text.empty()) set_text(f, {});
}

void search_for(Frame& f, const std::string& text) {
  ImGui::ClearActiveID();
  set_text(f, text);
  f.ui.focus_search = true;
}

void draw_search_box(Frame& f, const Rect& box) {
  follow_state(f);
  const bool filled_in = !f.ui.search_text.empty();
  const float side = 36;
  const bool noted = note(f, {box.x, box.y, box.w - side, box.h},
                          {"textbox", f.tr("Search…"), 0, {}, f.ui.search_text});
  const bool reached = takes_focus(f, {box.x, box.y, box.w - side, box.h});
  if (std::exchange(f.ui.focus_search, false) || (reached && f.ui.focus.activate)) {
    ImGui::SetKeyboardFocusHere();
  }
  ImGui::SetCursorScreenPos(box.min());
  ImGui::SetNextItemWidth(box.w - side);
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {11, (box.h - ImGui::GetFontSize()) / 2});
  const std::string hint(f.tr("Search a place, an action…"));
  const bool changed = ImGui::InputTextWithHint("##search", hint.c_str(), &f.ui.search_text,
                                                ImGuiInputTextFlags_CallbackAlways, continue_text,
                                                &f.ui.continue_search);
  ImGui::PopStyleVar();
  const bool active = ImGui::IsItemActive(), left = ImGui::IsItemDeactivated();
  f.ui.search_open = active;
  if (noted && (reached || active)) note_focus(f);
  ImDrawList* list = ImGui::GetWindowDrawList();
  list->AddRect(box.min(), box.max(), active ? f.c.accent : f.c.hairline, 6, 0, active ? 1.5F : 1);
  if (changed) set_text(f, f.ui.search_text);
  find(f);
  answer_keys(f, active, left);
  if (!filled_in) return draw_key_hint(f, box);
  const Rect clear{box.right() - 31, box.middle().y - 14, 28, 28};
  if (icon_button(f, clear, icon::kClose, f.tr("Clear the search"), {}, Type::small_icon)) {
    leave_search(f, false);
  }
}

bool shows_results(const Frame& f) {
  return !f.ui.search_text.empty() || (f.ui.search_open && !f.ui.recent.empty());
}

}  // namespace terreau::ui
