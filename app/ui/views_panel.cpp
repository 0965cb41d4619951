#include <algorithm>
#include <utility>

#include "app/model/view_line.h"
#include "app/ui/panels.h"

// Views that were kept under a name, and views that come from elsewhere.
namespace terreau::ui {
namespace {

constexpr float kWidth = 480, kPadding = 20, kInside = kWidth - 2 * kPadding;
constexpr float kHead = 56, kField = 34, kRow = 34, kGap = 8, kMostRows = 7;

std::size_t view_count(const Frame& f) { return f.ui.views == nullptr ? 0 : f.ui.views->size(); }

float rows_height(const Frame& f) {
  return std::min(kMostRows, std::max(1.0F, static_cast<float>(view_count(f)))) * kRow;
}

// A field with a button behind it; true where the button is pressed or Enter in the field.
bool field_with_button(Frame& f, const Rect& row, std::string_view name, std::string_view hint,
                       std::string& text, std::string_view button, bool primary, bool focus) {
  const float w = text_width(Type::strong, button) + 32;
  const Rect field{row.x, row.y, row.w - w - kGap, row.h};
  const bool entered = text_field(f, field, name, hint, text, focus).entered;
  const bool pressed = push_button(f, {field.right() + kGap, row.y, w, row.h}, button, primary);
  return (entered || pressed) && !text.empty();
}

void draw_view(Frame& f, const Rect& row, const NamedView& view, int id) {
  const Rect name{row.x, row.y, row.w - 68, row.h};
  const Response r = hit(f, name, {"listitem", view.name, id});
  ImDrawList* list = ImGui::GetWindowDrawList();
  if (r.hovered) list->AddRectFilled(name.min(), name.max(), f.c.hover, 6);
  draw_icon(list, Type::small_icon, {row.x + 16, row.middle().y}, f.c.secondary, icon::kBookmark);
  draw_ellipsised(list, Type::body, {row.x + 34, row.middle().y - line_height(Type::body) / 2},
                  name.w - 40, f.c.text, view.name);
  if (r.clicked) {
    f.ui.show_views = false;
    f.ask(action::OpenView{view.line});
  }
  ImGui::PushID(id);
  const Rect copy{name.right() + 4, row.middle().y - 14, 28, 28};
  const Rect remove{copy.right() + 4, copy.y, 28, 28};
  if (icon_button(f, copy, icon::kShare, filled(f.tr("Copy “{}”, to share it"), {view.name}), {},
                  Type::small_icon)) {
    f.ask(action::CopyText{view.line});
  }
  if (icon_button(f, remove, icon::kDelete, filled(f.tr("Remove “{}”"), {view.name}), {},
                  Type::small_icon)) {
    f.ask(action::RemoveView{view.name});
  }
  ImGui::PopID();
}

void draw_rows(Frame& f, const Rect& area) {
  if (view_count(f) == 0) {
    label(f, Type::body, {area.x, area.y + 8}, f.c.secondary, f.tr("No view was kept yet."));
    return;
  }
  ImGui::SetCursorScreenPos(area.min());
  ImGui::BeginChild("rows", {area.w, area.h});
  ImVec2 at = ImGui::GetCursorScreenPos();
  int id = 0;
  for (const NamedView& view : *f.ui.views) {
    draw_view(f, {at.x, at.y, area.w - 8, kRow}, view, id++);
    at.y += kRow;
  }
  content_ends(f, at);
  ImGui::EndChild();
}

void open_pasted(Frame& f) {
  f.ask(action::OpenView{std::exchange(f.ui.pasted_view, {})});
  f.ui.show_views = false;
}

}  // namespace

void draw_views_panel(Frame& f) {
  if (!f.ui.show_views) return;
  const float section = 30, links = 2 * 28;
  const float height = kHead + kField + kGap + rows_height(f) + section + links + kGap +
                       line_height(Type::small) + 6 + kField + kPadding;
  const Rect panel{on_grid((static_cast<float>(f.state.width_pt) - kWidth) / 2),
                   on_grid((static_cast<float>(f.state.height_pt) - height) / 2), kWidth, height};
  begin_surface(f, "views", panel, Layer::above);
  const bool opens = ImGui::IsWindowAppearing();  // then the name may be typed at once
  label(f, Type::title, {panel.x + kPadding, panel.y + 16}, f.c.text, f.tr("Kept views"));
  ImVec2 at{panel.x + kPadding, panel.y + kHead};
  if (field_with_button(f, {at.x, at.y, kInside, kField}, f.tr("Name"),
                        f.tr("A name for this view"), f.ui.view_name, f.tr("Keep"), true, opens)) {
    f.ask(action::SaveView{std::exchange(f.ui.view_name, {})});
  }
  at.y += kField + kGap;
  draw_rows(f, {at.x, at.y, kInside, rows_height(f)});
  at.y += rows_height(f);
  hairline(f, at.x, at.y + section / 2, kInside);
  at.y += section;
  for (const CommandId id : {CommandId::copy_view, CommandId::copy_text}) {
    if (text_link(f, Type::body, at, f.tr(command(id).name), 0, 28)) run_command(f, id);
    at.y += 28;
  }
  at.y += kGap;
  at.y += caption(f, at, f.tr("A view that was sent to you")) + 5;
  if (field_with_button(f, {at.x, at.y, kInside, kField}, f.tr("View"), "terreau:?…",
                        f.ui.pasted_view, f.tr("Open"), false, false)) {
    open_pasted(f);
  }
  if (icon_button(f, {panel.right() - 40, panel.y + 12, 28, 28}, icon::kClose, f.tr("Close"))) {
    f.ui.show_views = false;
  }
  end_surface();
}

}  // namespace terreau::ui
