#include <bit>
#include <cmath>

#include "app/ui/panels.h"

// The active filters, each with a way out, and how many places pass.
namespace terreau::ui {
namespace {

constexpr float kChipGap = 6, kChipHeight = 24;

// Places chips one after the other, on a new line where the width is used up.
struct Flow {
  Frame& f;
  ImVec2 start;
  float width;
  float x = 0, y = 0;

  ImVec2 place(float w) {
    if (x > 0 && x + w > width) {
      x = 0;
      y += kChipHeight + kChipGap;
    }
    const ImVec2 at{start.x + x, start.y + y};
    x += w + kChipGap;
    return at;
  }
  // A chip that sets `changed` as the filter when it is clicked.
  void chip(std::string_view text, const Filter& changed) {
    const float w = std::round(text_width(Type::chip, text) + 32);
    bool removed = false;
    ui::chip(f, place(w), text, removed);
    if (removed) f.ask(action::SetFilter{changed});
  }
};

void chip_years(Flow& flow, const Filter& filter) {
  if (filter.year_from == 0 && filter.year_to == 0) return;
  const Frame& f = flow.f;
  const std::string from = std::to_string(filter.year_from), to = std::to_string(filter.year_to);
  Filter changed = filter;
  changed.year_from = changed.year_to = 0;
  if (filter.year_to == 0) return flow.chip(filled(f.tr("Since {}"), {from}), changed);
  if (filter.year_from == 0) return flow.chip(filled(f.tr("Until {}"), {to}), changed);
  flow.chip(from == to ? from : from + "–" + to, changed);
}

void chip_departments(Flow& flow, const Filter& filter) {
  const std::size_t n = filter.departments.count();
  if (n == 0) return;
  Filter changed = filter;
  changed.departments.reset();
  if (n > 1) {
    return flow.chip(flow.f.tr_n("{} department", "{} departments", static_cast<int>(n)), changed);
  }
  std::uint8_t first = 0;
  while (!filter.departments.test(first)) ++first;
  flow.chip(department_title(DepartmentId{first}), changed);
}

// One part of the filter that is a set of kinds: the name of the only one, or how many.
void chip_kinds(Flow& flow, const Filter& filter, KindSet Filter::*part) {
  const KindSet kinds = filter.*part;
  if (kinds == KindSet::all()) return;
  Filter changed = filter;
  changed.*part = KindSet::all();
  const Frame& f = flow.f;
  for (int i = 0; i < kFamilyCount; ++i) {
    const auto family = static_cast<Family>(i);
    if (kinds == kinds_of(family)) return flow.chip(f.tr(info(family).name), changed);
  }
  const int n = std::popcount(kinds.bits());
  for (std::uint8_t k = 0; k < kKindCount && n == 1; ++k) {
    if (kinds.has(Kind{k})) return flow.chip(f.tr(info(Kind{k}).badge), changed);
  }
  flow.chip(f.tr_n("{} form or function", "{} forms and functions", n), changed);
}

std::string passing_text(const Frame& f) {
  const auto passing = static_cast<std::int64_t>(f.world.markers->passing.size());
  const auto all = static_cast<std::int64_t>(f.places().size());
  if (loading(f)) return std::string(f.tr("Loading the places…"));
  if (!filtered(f)) return f.tr_n("{} place", "{} places", all);
  return filled(f.tr("{} of {} places"), {f.number(passing), f.number(all)});
}

}  // namespace

float draw_chips(Frame& f, ImVec2 at, float width) {
  Flow flow{f, at, width};
  const Filter& filter = f.state.filter;
  if (!filter.text.empty()) {
    Filter changed = filter;
    changed.text.clear();
    flow.chip("« " + filter.text + " »", changed);
  }
  chip_years(flow, filter);
  chip_departments(flow, filter);
  chip_kinds(flow, filter, &Filter::families);
  chip_kinds(flow, filter, &Filter::forms);
  chip_kinds(flow, filter, &Filter::functions);
  const std::string text = passing_text(f);
  const ImVec2 p = flow.place(text_width(Type::body, text));
  label(f, Type::body, {p.x, p.y + (kChipHeight - line_height(Type::body)) / 2}, f.c.secondary,
        text);
  return flow.y + kChipHeight;
}

}  // namespace terreau::ui
