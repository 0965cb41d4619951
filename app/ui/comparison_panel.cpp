#include <algorithm>
#include <utility>

#include "app/model/comparison.h"
#include "app/ui/facts.h"
#include "app/ui/panels.h"
#include "app/ui/swatch.h"

// Territories side by side; all bars of a row have one scale.
namespace terreau::ui {
namespace {

constexpr float kPadding = 16, kHead = 48, kNames = 188, kWidest = 150, kNarrowest = 84;
constexpr float kColumnGap = 14, kTitle = 40, kRow = 34, kTrend = 46, kShare = 0.62F,
                kLeastBottom = 380;

const Comparison& comparison(Frame& f) {
  ComparisonFacts& facts = f.ui.cache->comparison;
  const bool same = facts.of == f.world.markers && facts.visible == f.state.visible &&
                    facts.territories == f.state.compared && facts.language == f.language();
  if (!same) {
    facts = {f.world.markers, f.state.visible, f.state.compared, f.language(),
             compare(f.state, f.world)};
  }
  return facts.comparison;
}

struct Columns {
  float first = 0, width = 0;
  float x(std::size_t i) const { return first + static_cast<float>(i) * (width + kColumnGap); }
};

// In two lines, the second being what does not fit into the first.
void draw_column_title(Frame& f, const Rect& r, TerritoryRef t) {
  ImDrawList* list = ImGui::GetWindowDrawList();
  const std::string title = territory_title(t);
  std::string_view rest = title;
  const float line = line_height(Type::strong), room = r.w - 24;
  draw_text(list, Type::strong, r.min(), f.c.text, take_line(Type::strong, room, rest));
  if (!rest.empty()) {
    draw_ellipsised(list, Type::strong, {r.x, r.y + line}, room, f.c.text, rest);
  }
  note(f, {r.x, r.y, room, 2 * line}, {"columnheader", title});
  const std::string remove = filled(f.tr("Take {} away"), {title});
  if (icon_button(f, {r.right() - 24, r.y - 4, 24, 24}, icon::kClose, remove, {},
                  Type::small_icon)) {
    f.ask(action::CompareTerritory{t, false});
  }
}

void draw_cell(Frame& f, const Rect& r, const ComparisonRow& row, const ComparisonCell& cell) {
  ImDrawList* list = ImGui::GetWindowDrawList();
  if (!cell.value) {
    draw_text(list, Type::small, {r.x, r.y + 4}, f.c.secondary, f.tr("no data"));
    return;
  }
  draw_text(list, Type::body, {r.x, r.y + 2}, f.c.text, cell.text);
  if (!row.bars || row.most <= 0) return;
  const float part = static_cast<float>(*cell.value / row.most);
  const float y = r.bottom() - 9;
  list->AddRectFilled({r.x, y}, {r.right(), y + 5}, f.c.hover, 2.5F);
  if (part <= 0) return;
  list->AddRectFilled({r.x, y}, {r.x + std::max(2.0F, r.w * part), y + 5}, f.c.accent, 2.5F);
}

float draw_row(Frame& f, ImVec2 at, const Columns& columns, const ComparisonRow& row) {
  ImDrawList* list = ImGui::GetWindowDrawList();
  float x = at.x;
  if (row.family) {
    draw_swatch(list, {x + 7, at.y + 11}, 11, *row.family, f.state.theme);
    x += 22;
  }
  draw_ellipsised(list, Type::body, {x, at.y + 2}, at.x + kNames - x, f.c.text, row.label);
  std::string said;
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    draw_cell(f, {columns.x(i), at.y, columns.width, kRow}, row, row.cells[i]);
    said += (i == 0 ? "" : " | ") + row.cells[i].text;
  }
  note(f, {at.x, at.y, kNames, kRow}, {"row", row.label, row.family ? 1 : 0, {}, said});
  return kRow;
}

void draw_trend_cell(Frame& f, const Rect& r, const Trend& trend, double most) {
  ImDrawList* list = ImGui::GetWindowDrawList();
  if (!trend) {
    draw_text(list, Type::small, {r.x, r.y + 4}, f.c.secondary, f.tr("no data"));
    return;
  }
  const float step = r.w / kYearSpanCount;
  for (int i = 0; i < kYearSpanCount; ++i) {
    const double part = (*trend)[static_cast<std::size_t>(i)];
    const float x = r.x + step * static_cast<float>(i);
    const float h = part <= 0 ? 1 : std::max(2.0F, static_cast<float>(part / most) * (r.h - 6));
    list->AddRectFilled({on_grid(x), on_grid(r.bottom() - h)}, {on_grid(x + step - 2), r.bottom()},
                        part <= 0 ? f.c.hairline : f.c.accent, 1);
    const bool under =
        ImGui::IsWindowHovered() && ImGui::IsMouseHoveringRect({x, r.y}, {x + step, r.bottom()});
    if (under) {
      tooltip(f, span_text(f.language(), i) + " · " + percent_text(f.language(), part));
    }
  }
}

float draw_trends(Frame& f, ImVec2 at, const Columns& columns, const Comparison& c) {
  draw_text(ImGui::GetWindowDrawList(), Type::body, {at.x, at.y + 12}, f.c.text,
            f.tr("Years of creation"));
  draw_text(ImGui::GetWindowDrawList(), Type::small, {at.x, at.y + 28}, f.c.secondary,
            f.tr("share of the dated places"));
  for (std::size_t i = 0; i < c.trends.size(); ++i) {
    draw_trend_cell(f, {columns.x(i), at.y, columns.width, kTrend}, c.trends[i], c.most_in_trend);
  }
  note(f, {at.x, at.y, kNames, kTrend}, {"row", f.tr("Years of creation"), 2});
  return kTrend + 10;
}

void draw_panel_head(Frame& f, const Rect& panel, const Comparison& c) {
  label(f, Type::strong, {panel.x + kPadding, panel.y + 15}, f.c.text, f.tr("Comparison"));
  const float x = panel.right() - 40;
  if (icon_button(f, {x, panel.y + 10, 28, 28}, icon::kClose, f.tr("Close the comparison"))) {
    f.ask(action::SetComparing{false});
  }
  if (c.territories.empty()) return;
  if (icon_button(f, {x - 32, panel.y + 10, 28, 28}, icon::kCopy, f.tr("Copy as a table"))) {
    f.ask(action::CopyText{as_table(f.language(), c)});
  }
}

float content_height(const Comparison& c) {
  if (c.territories.empty()) return 70;
  return kTitle + static_cast<float>(c.rows.size()) * kRow + kTrend + 20 + 34;
}

void draw_content(Frame& f, ImVec2 at, float width, const Comparison& c) {
  const std::string_view how = f.tr("Click on the map or search to add a department or a region.");
  if (c.territories.empty()) {
    paragraph(f, Type::body, at, width, f.c.secondary, how);
    return;
  }
  const auto n = static_cast<float>(c.territories.size());
  const Columns columns{at.x + kNames + kColumnGap,
                        std::clamp((width - kNames) / n - kColumnGap, kNarrowest, kWidest)};
  for (std::size_t i = 0; i < c.territories.size(); ++i) {
    draw_column_title(f, {columns.x(i), at.y, columns.width, kTitle}, c.territories[i]);
  }
  at.y += kTitle;
  for (const ComparisonRow& row : c.rows) at.y += draw_row(f, at, columns, row);
  at.y += 8;
  at.y += draw_trends(f, at, columns, c);
  paragraph(f, Type::small, at, width, f.c.secondary, how);
}

}  // namespace

void draw_comparison_panel(Frame& f) {
  if (!f.state.comparing || loading(f)) return;
  const Comparison& c = comparison(f);
  const Margins m = margins(f.state);
  const auto gap = static_cast<float>(kPanelGap);
  const auto left = static_cast<float>(m.left) + gap;
  const float room = static_cast<float>(f.state.width_pt) - left - gap;
  const float n = std::max(2.0F, static_cast<float>(c.territories.size()));
  const float width = std::min(room, 2 * kPadding + kNames + n * (kWidest + kColumnGap) + 8);
  const float bottom = bottom_above_insets(f, left, left + width, kLeastBottom);
  const float height = std::min(kHead + content_height(c) + kPadding, (bottom - gap) * kShare);
  const Rect panel{left, on_grid(bottom - height), width, height};
  begin_surface(f, "comparison", panel, Layer::above);
  draw_panel_head(f, panel, c);
  ImGui::SetCursorScreenPos({panel.x, panel.y + kHead});
  ImGui::BeginChild("rows", {panel.w, panel.h - kHead});
  const ImVec2 at = ImGui::GetCursorScreenPos();
  draw_content(f, {at.x + kPadding, at.y}, panel.w - 2 * kPadding - 8, c);
  content_ends(f, {at.x, at.y + content_height(c)});
  ImGui::EndChild();
  end_surface();
}

}  // namespace terreau::ui
