#include <algorithm>
#include <bit>

#include "app/ui/facts.h"
#include "app/ui/panels.h"
#include "app/ui/swatch.h"

namespace terreau::ui {
namespace {

constexpr float kChevron = 28, kSwatchX = 35, kNameX = 49, kRight = 15;
constexpr float kFold = 24;  // the chevron's width, beside a row that is itself a button
constexpr float kRowHeight = 40, kKindHeight = 28;

struct Tally {
  std::int64_t in_view = 0, total = 0;
};

Tally tally(const Frame& f, Family family) {
  const auto i = static_cast<std::size_t>(family);
  return {f.scene.in_view_by_family[i], f.world.markers->total.by_family[i]};
}

Tally tally(const Frame& f, Kind kind) {
  return {f.scene.in_view_by_kind[kind.value], f.world.markers->total.by_kind[kind.value]};
}

// "61 / 61", right-aligned; the first figure stands out. Returns where it begins.
float draw_tally(Frame& f, float right, float y, Tally t, bool shown) {
  ImDrawList* list = ImGui::GetWindowDrawList();
  if (loading(f)) {
    draw_text_right(list, Type::body, {right, y}, f.c.faint, "…");
    return right - text_width(Type::body, "…");
  }
  const std::string total = " / " + f.number(t.total), here = f.number(t.in_view);
  const float middle = right - text_width(Type::body, total);
  const ImU32 colour = shown && t.total > 0 ? f.c.text : f.c.faint;
  draw_text(list, Type::body, {middle, y}, shown ? f.c.secondary : f.c.faint, total);
  draw_text_right(list, Type::strong, {middle, y}, colour, here);
  return middle - text_width(Type::strong, here);
}

float tally_width(const Frame& f, Tally t) {
  return text_width(Type::body, " / " + f.number(t.total)) +
         text_width(Type::strong, f.number(t.in_view));
}

void answer(Frame& f, Family family, const Response& r) {
  if (!r.clicked) return;
  f.ask(action::ToggleFamily{family, {}});
  // The first click of a double click has toggled: the second takes that back before it isolates.
  if (r.double_clicked) f.ask(action::IsolateFamily{family});
}

int kind_count(KindSet kinds) { return std::popcount(kinds.bits()); }

void draw_chevron(Frame& f, const Rect& row, Family family) {
  bool& open = f.ui.unfolded[static_cast<std::size_t>(family)];
  const std::string name =
      filled(open ? f.tr("Fold {}") : f.tr("Unfold {}"), {f.tr(info(family).name)});
  const Rect area{row.x, row.y + (row.h - kChevron) / 2, kFold, kChevron};
  const Response r = hit(f, area, {"button", name});
  draw_icon(ImGui::GetWindowDrawList(), Type::small_icon, {row.x + 14, row.middle().y},
            r.hovered ? f.c.text : f.c.faint, open ? icon::kDown : icon::kRight);
  if (r.clicked) open = !open;
}

// The name stands beside the figures, what is in it below both; they wrap, they are never cut.
struct RowText {
  std::string_view name, members;
  float name_width, members_width, name_height, height;
};

RowText row_text(const Frame& f, Family family, float width) {
  const FamilyInfo& i = info(family);
  RowText t{f.tr(i.name), f.tr(i.members), 0, width - kNameX - kRight, 0, 0};
  t.name_width = t.members_width - tally_width(f, tally(f, family)) - 8;
  t.name_height = wrapped_height(Type::body, t.name_width, t.name);
  t.height = t.name_height + wrapped_height(Type::small, t.members_width, t.members);
  return t;
}

float draw_family(Frame& f, ImVec2 at, float width, Family family) {
  const Tally t = tally(f, family);
  const RowText text = row_text(f, family, width);
  const Rect row{at.x, at.y, width, std::max(kRowHeight, text.height + 6)};
  const bool shown = family_shown(f.state, family);
  if (kind_count(kinds_of(family)) > 1) draw_chevron(f, row, family);
  const Rect area{row.x + kFold, row.y, row.w - kFold - 8, row.h};
  const Response r = hit(
      f, area, {"checkbox", text.name, 0, shown, f.number(t.in_view) + " / " + f.number(t.total)});
  ImDrawList* list = ImGui::GetWindowDrawList();
  if (r.hovered) list->AddRectFilled(area.min(), area.max(), f.c.hover, 6);
  draw_swatch(list, {row.x + kSwatchX, row.middle().y}, 12, family, f.state.theme, shown);
  const ImVec2 pen{row.x + kNameX, on_grid(row.middle().y - text.height / 2)};
  draw_wrapped(list, Type::body, pen, text.name_width, shown ? f.c.text : f.c.faint, text.name);
  draw_wrapped(list, Type::small, {pen.x, pen.y + text.name_height}, text.members_width,
               shown ? f.c.secondary : f.c.faint, text.members);
  draw_tally(f, row.right() - kRight, pen.y, t, shown);
  answer(f, family, r);
  return row.h;
}

float draw_kind(Frame& f, ImVec2 at, float width, Kind kind) {
  const Tally t = tally(f, kind);
  const float name_width = width - kNameX - kRight - tally_width(f, t) - 26;
  const std::string_view name = f.tr(info(kind).name);
  const float lines = wrapped_height(Type::body, name_width, name);
  const Rect row{at.x + kNameX - 6, at.y, width - kNameX - 2, std::max(kKindHeight, lines + 8)};
  const bool shown = f.state.visible.has(kind);
  const Response r =
      hit(f, row, {"checkbox", name, 0, shown, f.number(t.in_view) + " / " + f.number(t.total)});
  ImDrawList* list = ImGui::GetWindowDrawList();
  if (r.hovered) list->AddRectFilled(row.min(), row.max(), f.c.hover, 6);
  const ImVec2 dot{row.x + 12, row.middle().y};
  list->AddCircleFilled(dot, 4,
                        shown ? family_colour(info(kind).family, f.state.theme) : f.c.panel);
  list->AddCircle(dot, 4, shown ? f.c.marker_outline : f.c.faint);
  draw_wrapped(list, Type::body, {row.x + 24, on_grid(row.middle().y - lines / 2)}, name_width,
               shown ? f.c.text : f.c.faint, name);
  draw_tally(f, at.x + width - kRight, row.middle().y - line_height(Type::body) / 2, t, shown);
  if (r.clicked) f.ask(action::ToggleKind{kind, {}});
  return row.h;
}

float draw_kinds(Frame& f, ImVec2 at, float width, Family family) {
  const float top = at.y;
  for (std::uint8_t k = 0; k < kKindCount; ++k) {
    if (kinds_of(family).has(Kind{k})) at.y += draw_kind(f, at, width, Kind{k});
  }
  return at.y - top + 4;
}

// Families that no loaded place belongs to would be rows of zeros.
float draw_empty_families(Frame& f, ImVec2 at, float width, int n) {
  if (n == 0) return 0;
  const Rect row{at.x + kFold, at.y, width - kFold - 8, kKindHeight};
  const std::string text =
      f.tr_n("… {} family without a place", "… {} families without a place", n);
  const Response r = hit(f, row, {"button", text});
  draw_text(ImGui::GetWindowDrawList(), Type::small,
            {at.x + kNameX, row.middle().y - line_height(Type::small) / 2},
            r.hovered ? f.c.text : f.c.secondary, text);
  if (r.clicked) f.ui.show_empty = !f.ui.show_empty;
  return row.h;
}

// "all · none" on the left, how many passing places have no point on the right.
float draw_links(Frame& f, ImVec2 at, float width) {
  constexpr float kHeight = 28;
  const float y = at.y + (kHeight - line_height(Type::small)) / 2;
  float x = at.x + kNameX;
  const std::string_view all = f.tr("all"), none = f.tr("none");
  if (text_link(f, Type::small, {x, y}, all, 0, kHeight)) f.ask(action::ShowAll{true});
  x += text_width(Type::small, all) + 12;
  if (text_link(f, Type::small, {x, y}, none, 0, kHeight)) f.ask(action::ShowAll{false});
  const Counts& total = f.world.markers->total;
  const int missing = total.total - total.located;
  if (missing <= 0) return kHeight;
  const std::string text =
      f.tr_n("{} place without a position", "{} places without a position", missing);
  const float w = text_width(Type::small, text);
  const auto by = [&](Precision p) { return f.number(total.by_precision[static_cast<int>(p)]); };
  const std::string why = filled(
      f.tr("Not on the map, because their source does not say where they are: {} known to the "
           "department, {} to the region, {} not at all. The cards of the departments list them."),
      {by(Precision::departement), by(Precision::region), by(Precision::none)});
  const float right = at.x + width - kRight;
  const Rect area{right - w, at.y, w, kHeight};
  const Response r = hit(f, area, {"label", text, 0, {}, {}, why});
  draw_text(ImGui::GetWindowDrawList(), Type::small, {right - w, y},
            r.hovered ? f.c.text : f.c.secondary, text);
  return kHeight;
}

}  // namespace

float draw_legend(Frame& f, ImVec2 at, float width) {
  const float top = at.y;
  const AtlasFacts& facts = atlas_facts(f);
  int empty = 0;
  for (int i = 0; i < kFamilyCount; ++i) {
    const auto family = static_cast<Family>(i);
    const bool none = facts.counted && facts.by_family[static_cast<std::size_t>(i)] == 0;
    empty += none ? 1 : 0;
    if (none && !f.ui.show_empty) continue;
    at.y += draw_family(f, at, width, family);
    if (f.ui.unfolded[static_cast<std::size_t>(i)]) at.y += draw_kinds(f, at, width, family);
  }
  at.y += draw_empty_families(f, at, width, empty);
  at.y += draw_links(f, at, width);
  at.y += draw_overlay_rows(f, at, width);
  return at.y - top;
}

}  // namespace terreau::ui
