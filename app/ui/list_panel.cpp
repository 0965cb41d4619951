#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "app/ui/panels.h"
#include "app/ui/swatch.h"

// The table of the places that are shown: as long as it likes, only what is in sight is drawn.
namespace terreau::ui {
namespace {

constexpr float kGap = static_cast<float>(kPanelGap), kPadding = 12;
constexpr float kTop = 36, kHead = 26, kRow = 24, kBar = 10, kLeastGrip = 28;
constexpr double kTypingPause = 1.2;  // seconds after which typing begins anew

struct Column {
  ListColumn what;
  std::string_view title;
  float x = 0, width = 0;
};
using Columns = std::array<Column, kListColumnCount>;

// Years and precisions need what they need; the rest is shared.
Columns columns(const Frame& f, float x, float width) {
  Columns all{{{ListColumn::name, f.tr("Name")},
               {ListColumn::kind, f.tr("Form, functions")},
               {ListColumn::commune, f.tr("Commune")},
               {ListColumn::department, f.tr("Department")},
               {ListColumn::year, f.tr("Year")},
               {ListColumn::precision, f.tr("Precision")},
               {ListColumn::source, f.tr("Source")}}};
  constexpr std::array<float, kListColumnCount> kShares{33, 18, 16, 19, 0, 0, 14};
  constexpr std::array<float, kListColumnCount> kFixed{0, 0, 0, 0, 72, 84, 0};
  float fixed = 0, shares = 0;
  for (std::size_t i = 0; i < all.size(); ++i) fixed += kFixed[i], shares += kShares[i];
  for (std::size_t i = 0; i < all.size(); ++i) {
    all[i].x = x;
    all[i].width = std::floor(kFixed[i] + (width - fixed) * kShares[i] / shares);
    x += all[i].width;
  }
  return all;
}

struct Table {
  const ListRows& rows;
  Columns columns;
  Rect area;  // of the rows, without the scrollbar
  double in_sight() const { return static_cast<double>(area.h) / kRow; }
  double last_first() const {
    return std::max(0.0, static_cast<double>(rows.rows.size()) - in_sight());
  }
};

void ask_list(Frame& f, ListView changed) { f.ask(action::SetList{changed}); }

// ---- what stands above the rows ----

void draw_toolbar(Frame& f, const Rect& panel) {
  const float middle = panel.y + kTop / 2 + 2;
  const float y = on_grid(middle - line_height(Type::strong) / 2);
  const std::string_view title = f.tr("List");
  label(f, Type::strong, {panel.x + kPadding, y}, f.c.text, title);
  float x = panel.x + kPadding + text_width(Type::strong, title) + 10;
  std::string count;
  if (f.ui.listing) {
    count = f.tr("Sorting…");
    f.redraw_after(0.2);
  } else if (f.world.list) {
    count = f.tr_n("{} place", "{} places", static_cast<std::int64_t>(f.world.list->rows.size()));
  }
  label(f, Type::body, {x, y}, f.c.secondary, count.empty() ? "…" : count);
  const Rect close{panel.right() - 36, middle - 14, 28, 28};
  ListView changed = f.state.list;
  if (icon_button(f, close, icon::kClose, f.tr("Close the list (L)"))) {
    changed.open = false;
    ask_list(f, changed);
  }
  const std::string_view text = f.tr("only what is in view");
  const float w = text_width(Type::body, text) + 50;
  if (choice_row(f, {close.x - w - 8, middle - 14, w, 28},
                 {text, {}, f.state.list.in_view, 0, {}})) {
    changed.in_view = !changed.in_view;
    ask_list(f, changed);
  }
}

void draw_header(Frame& f, const Column& column, float y) {
  const bool sorted = f.state.list.sort == column.what;
  const std::string_view order = !sorted                   ? ""
                                 : f.state.list.descending ? "descending"
                                                           : "ascending";
  const Rect r{column.x, y, column.width, kHead};
  const Response response = hit(
      f, r, {"columnheader", column.title, 0, {}, std::string(order), f.tr("Sort by this column")});
  ImDrawList* list = ImGui::GetWindowDrawList();
  if (response.hovered) list->AddRectFilled(r.min(), r.max(), f.c.hover, 4);
  const float room = column.width - (sorted ? 24.0F : 10.0F);
  const ImVec2 at{column.x + 6, on_grid(r.middle().y - line_height(Type::chip) / 2)};
  draw_ellipsised(list, Type::chip, at, room, sorted ? f.c.text : f.c.secondary, column.title);
  if (sorted) {
    const float x = at.x + std::min(room, text_width(Type::chip, column.title)) + 9;
    draw_icon(list, Type::small_icon, {x, r.middle().y}, f.c.accent,
              f.state.list.descending ? icon::kDownward : icon::kUpward);
  }
  if (!response.clicked) return;
  ListView changed = f.state.list;
  changed.descending = sorted && !changed.descending;
  changed.sort = column.what;
  ask_list(f, changed);
}

// ---- rows ----

bool is_selected(const Frame& f, PlaceId place) {
  const auto* selected = std::get_if<PlaceId>(&f.state.selected);
  return selected != nullptr && *selected == place;
}

bool is_hovered(const Frame& f, PlaceId place) {
  const auto* hovered = std::get_if<PlaceId>(&f.state.hovered);
  return hovered != nullptr && *hovered == place;
}

void draw_cell(Frame& f, const Column& column, float y, PlaceId place, std::string_view text,
               bool row_hovered) {
  float x = column.x + 6, room = column.width - 10;
  ImDrawList* list = ImGui::GetWindowDrawList();
  if (column.what == ListColumn::name) {
    const KindSet shown = f.places().kinds(place) & f.state.visible;
    const Family family =
        display_family(f.places().kinds(place), shown.empty() ? KindSet::all() : f.state.visible);
    draw_swatch(list, {x + 6, y + kRow / 2}, 10, family, f.state.theme, !shown.empty());
    x += 18;
    room -= 18;
  }
  const ImU32 colour = column.what == ListColumn::name ? f.c.text : f.c.secondary;
  const float top = on_grid(y + (kRow - line_height(Type::body)) / 2);
  const bool cut = draw_ellipsised(list, Type::body, {x, top}, room, colour, text);
  const float mouse = ImGui::GetIO().MousePos.x;
  if (cut && row_hovered && mouse >= column.x && mouse < column.x + column.width) tooltip(f, text);
}

void draw_row(Frame& f, const Table& t, std::size_t row, float y, bool focused) {
  const PlaceId place = t.rows.rows[row];
  const Rect r{t.area.x, y, t.area.w, kRow};
  std::array<std::string, kListColumnCount> cells;
  std::string value;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    cells[i] = list_text(f.language(), f.places(), t.columns[i].what, place);
    if (i > 0) value += (i > 1 ? " | " : "") + cells[i];
  }
  const Response response =
      hit(f, r, {"row", cells[0], static_cast<int>(place.value), is_selected(f, place), value});
  if (focused && response.in_sight && f.ui.list.cursor == place) note_focus(f);
  ImDrawList* list = ImGui::GetWindowDrawList();
  if (is_selected(f, place)) {
    list->AddRectFilled(r.min(), r.max(), f.c.accent_soft, 4);
  } else if (response.hovered || is_hovered(f, place)) {
    list->AddRectFilled(r.min(), r.max(), f.c.hover, 4);
  }
  for (std::size_t i = 0; i < cells.size(); ++i) {
    draw_cell(f, t.columns[i], y, place, cells[i], response.hovered);
  }
  if (response.hovered && f.ui.list.hovered != place) {
    f.ui.list.hovered = place;
    f.ask(action::HoverPlace{place});
  }
  if (!response.clicked) return;
  f.ui.list.cursor = place;
  f.ui.list.followed = place;  // it is in sight already
  f.ui.list.take_focus = true;
  go_to(f, place);
}

void draw_rows(Frame& f, const Table& t, bool focused) {
  ListUi& ui = f.ui.list;
  ui.first = std::clamp(ui.first, 0.0, t.last_first());
  const auto from = static_cast<std::size_t>(ui.first);
  const auto offset = static_cast<float>(ui.first - static_cast<double>(from)) * kRow;
  const PlaceId was = ui.hovered;
  float y = on_grid(t.area.y - offset);
  const bool over = ImGui::IsWindowHovered(ImGuiHoveredFlags_AllowWhenBlockedByActiveItem) &&
                    ImGui::IsMouseHoveringRect(t.area.min(), t.area.max());
  for (std::size_t row = from; row < t.rows.rows.size() && y < t.area.bottom(); ++row) {
    draw_row(f, t, row, y, focused);
    y += kRow;
  }
  // The pointer has left the rows: the map's mark loses its halo.
  if (was.valid() && ui.hovered == was && !over && !focused) {
    ui.hovered = {};
    if (is_hovered(f, was)) f.ask(action::Leave{});
  }
  if (t.rows.rows.empty()) {
    label(f, Type::body, {t.area.x + 6, t.area.y + 8}, f.c.secondary, f.tr("No place is shown."));
  }
}

// ---- moving ----

void bring_into_sight(Frame& f, const Table& t, std::size_t row) {
  double& first = f.ui.list.first;
  const double at = static_cast<double>(row), whole = std::floor(t.in_sight());
  if (at < first) first = at;
  if (at + 1 > first + t.in_sight()) first = at + 1 - t.in_sight();
  if (at < first || at > first + whole) first = at;
  first = std::clamp(first, 0.0, t.last_first());
}

void move_cursor(Frame& f, const Table& t, std::size_t row) {
  f.ui.list.cursor = t.rows.rows[row];
  bring_into_sight(f, t, row);
}

void type_ahead(Frame& f, const Table& t) {
  ListUi& ui = f.ui.list;
  for (const ImWchar c : ImGui::GetIO().InputQueueCharacters) {
    if (c < ' ' || (c == ' ' && ui.typed.empty()) || c > 0x24F) continue;
    if (f.now_s - ui.typed_s > kTypingPause) ui.typed.clear();
    ui.typed_s = f.now_s;
    const auto code = static_cast<unsigned>(c);
    if (code < 0x80) {
      ui.typed += static_cast<char>(code);
    } else {
      ui.typed += static_cast<char>(0xC0 | code >> 6U);
      ui.typed += static_cast<char>(0x80 | (code & 0x3FU));
    }
    if (const auto row = t.rows.first_that_begins(ui.typed)) move_cursor(f, t, *row);
  }
}

void answer_keys(Frame& f, const Table& t) {
  ListUi& ui = f.ui.list;
  f.ui.focus.keeps_arrows = true;
  const std::size_t n = t.rows.rows.size();
  if (n == 0) return;
  const auto now = t.rows.row_of(ui.cursor);
  const auto page = static_cast<std::size_t>(std::max(1.0, std::floor(t.in_sight()) - 1));
  std::optional<std::size_t> next;
  const std::size_t at = now.value_or(std::min(n - 1, static_cast<std::size_t>(ui.first)));
  if (key_pressed(ImGuiKey_DownArrow)) next = now ? std::min(at + 1, n - 1) : at;
  if (key_pressed(ImGuiKey_UpArrow)) next = now && at > 0 ? at - 1 : at;
  if (key_pressed(ImGuiKey_PageDown)) next = std::min(at + page, n - 1);
  if (key_pressed(ImGuiKey_PageUp)) next = at > page ? at - page : 0;
  if (key_pressed(ImGuiKey_Home)) next = 0;
  if (key_pressed(ImGuiKey_End)) next = n - 1;
  if (next) {
    move_cursor(f, t, *next);
    ui.hovered = t.rows.rows[*next];
    f.ask(action::HoverPlace{ui.hovered});
  }
  const bool enter = key_pressed(ImGuiKey_Enter) || key_pressed(ImGuiKey_KeyPadEnter);
  if (enter && (next || now)) {
    const PlaceId place = t.rows.rows[next.value_or(at)];
    f.ui.list.followed = place;
    go_to(f, place);
  }
  type_ahead(f, t);
}

// The outline of the row that keys work on.
void draw_cursor(Frame& f, const Table& t) {
  const auto row = t.rows.row_of(f.ui.list.cursor);
  if (!row) return;
  const double above = static_cast<double>(*row) - f.ui.list.first;
  if (above < -1 || above > t.in_sight()) return;
  const float y = on_grid(t.area.y + static_cast<float>(above) * kRow);
  ImGui::GetWindowDrawList()->AddRect({t.area.x + 0.5F, y + 0.5F},
                                      {t.area.right() - 0.5F, y + kRow - 0.5F}, f.c.accent, 4, 0,
                                      1.5F);
}

// What is selected elsewhere is brought into sight here.
void follow_selection(Frame& f, const Table& t) {
  ListUi& ui = f.ui.list;
  if (ui.followed == f.state.selected) return;
  ui.followed = f.state.selected;
  const auto* place = std::get_if<PlaceId>(&f.state.selected);
  if (place == nullptr) return;
  if (const auto row = t.rows.row_of(*place)) move_cursor(f, t, *row);
}

void scroll(Frame& f, const Table& t, const Rect& panel) {
  ListUi& ui = f.ui.list;
  const float wheel = ImGui::GetIO().MouseWheel;
  if (wheel != 0 && ImGui::IsWindowHovered(ImGuiHoveredFlags_ChildWindows)) {
    ui.first = std::clamp(ui.first - 3.0 * static_cast<double>(wheel), 0.0, t.last_first());
  }
  if (t.last_first() <= 0) return;
  const Rect track{panel.right() - kBar - 2, t.area.y, kBar, t.area.h};
  const auto n = static_cast<double>(t.rows.rows.size());
  const float grip = std::max(kLeastGrip, static_cast<float>(t.in_sight() / n) * track.h);
  const float room = track.h - grip;
  const auto share = static_cast<float>(ui.first / t.last_first());
  const Rect thumb{track.x + 2, track.y + share * room, kBar - 4, grip};
  const Response r = hit(
      f, track,
      {"scrollbar", f.tr("Scroll the list"), 0, {}, f.number(static_cast<std::int64_t>(ui.first))});
  const float mouse = ImGui::GetIO().MousePos.y;
  if (r.held) {
    const bool on_thumb = mouse >= thumb.y && mouse <= thumb.bottom();
    if (!ui.bar_grip) ui.bar_grip = on_thumb ? mouse - thumb.y : grip / 2;
    const float at = std::clamp((mouse - *ui.bar_grip - track.y) / room, 0.0F, 1.0F);
    ui.first = static_cast<double>(at) * t.last_first();
  } else {
    ui.bar_grip.reset();
  }
  ImGui::GetWindowDrawList()->AddRectFilled(thumb.min(), thumb.max(),
                                            r.held || r.hovered ? f.c.faint : f.c.hairline, 3);
}

void draw_table(Frame& f, const Rect& panel) {
  const float x = panel.x + kPadding - 6, width = panel.w - 2 * (kPadding - 6) - kBar;
  const Columns all = columns(f, x, width);
  for (const Column& column : all) draw_header(f, column, panel.y + kTop);
  const float top = panel.y + kTop + kHead;
  hairline(f, panel.x + kPadding, top, panel.w - 2 * kPadding);
  if (!f.world.list) return;
  const Table t{*f.world.list, all, {x, top + 2, width, panel.bottom() - top - 8}};
  follow_selection(f, t);
  if (std::exchange(f.ui.list.take_focus, false)) give_focus_to_next(f);
  const bool focused = takes_focus(f, t.area, false);
  if (focused) answer_keys(f, t);
  scroll(f, t, panel);
  ImGui::PushClipRect(t.area.min(), t.area.max(), true);
  draw_rows(f, t, focused);
  if (focused) draw_cursor(f, t);
  ImGui::PopClipRect();
}

}  // namespace

void draw_list_panel(Frame& f) {
  if (!f.state.list.open) return;
  const Margins m = margins(f.state);
  const auto height = static_cast<float>(list_height(f.state)) - kGap;
  const auto left = static_cast<float>(m.left) + kGap;
  const Rect panel{left, static_cast<float>(f.state.height_pt - kBottomBarHeight) - kGap - height,
                   static_cast<float>(f.state.width_pt) - kGap - left, height};
  if (f.ui.list.take_focus) give_focus(f, "list");
  begin_surface(f, "list", panel, Layer::base);
  draw_toolbar(f, panel);
  draw_table(f, panel);
  end_surface();
}

}  // namespace terreau::ui
