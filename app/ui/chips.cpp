#include <algorithm>
#include <bit>
#include <cmath>

#include "app/ui/panels.h"

// The active filters, each with a way out, and how many places pass.
namespace terreau::ui {
namespace {

constexpr float kChipGap = 6, kChipHeight = 24, kButton = 28;

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
  // True when the chip was clicked; a long text is cut, its tooltip has the whole.
  bool removed(std::string_view text) {
    const float w = std::min(width, std::round(text_width(Type::chip, text) + 32));
    bool clicked = false;
    ui::chip(f, place(w), text, clicked, w);
    return clicked;
  }
  // A chip that sets `changed` as the filter when it is clicked.
  void chip(std::string_view text, const Filter& changed) {
    if (removed(text)) f.ask(action::SetFilter{changed});
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

// A territory by its name, several by their number.
void chip_territory(Flow& flow, const Filter& filter) {
  const Frame& f = flow.f;
  if (filter.departments.any()) {
    const std::size_t n = filter.departments.count();
    Filter changed = filter;
    changed.departments.reset();
    std::uint8_t first = 0;
    while (!filter.departments.test(first)) ++first;
    flow.chip(n > 1 ? f.tr_n("{} department", "{} departments", static_cast<int>(n))
                    : department_title(DepartmentId{first}),
              changed);
  }
  if (filter.regions.any()) {
    const std::size_t n = filter.regions.count();
    Filter changed = filter;
    changed.regions.reset();
    std::uint8_t first = 0;
    while (!filter.regions.test(first)) ++first;
    flow.chip(n > 1 ? f.tr_n("{} region", "{} regions", static_cast<int>(n))
                    : std::string(region(RegionId{first}).name),
              changed);
  }
}

void chip_precision(Flow& flow, const Filter& filter) {
  if (filter.precisions.none()) return;
  const Frame& f = flow.f;
  std::string text;
  for (std::size_t p = 0; p < kPrecisionCount; ++p) {
    if (!filter.precisions[p]) continue;
    if (!text.empty()) text += ", ";
    text += f.tr(label(static_cast<Precision>(p)));
  }
  Filter changed = filter;
  changed.precisions.reset();
  flow.chip(text, changed);
}

void chip_sources(Flow& flow, const Filter& filter) {
  const std::size_t n = filter.sources.size();
  if (n == 0) return;
  Filter changed = filter;
  changed.sources.clear();
  flow.chip(n == 1 ? source_title(flow.f, filter.sources.front())
                   : flow.f.tr_n("{} source", "{} sources", static_cast<int>(n)),
            changed);
}

void chip_words(Flow& flow, const Filter& filter) {
  if (!filter.text.empty()) {
    Filter changed = filter;
    changed.text.clear();
    flow.chip(filled(flow.f.tr("“{}”"), {filter.text}), changed);
  }
  if (!filter.expression.empty()) {
    Filter changed = filter;
    changed.expression.clear();
    flow.chip(filter.expression, changed);
  }
}

// Whole families by their name or number.
void chip_families(Flow& flow, const Filter& filter) {
  if (filter.families == KindSet::all()) return;
  const Frame& f = flow.f;
  std::string_view only;
  int n = 0;
  for (int i = 0; i < kFamilyCount; ++i) {
    const KindSet own = kinds_of(static_cast<Family>(i));
    if ((filter.families & own) != own) continue;
    only = f.tr(info(static_cast<Family>(i)).name);
    ++n;
  }
  Filter changed = filter;
  changed.families = KindSet::all();
  flow.chip(n == 1 ? std::string(only) : f.tr_n("{} family", "{} families", n), changed);
}

// Forms or functions: the badge of the only one, or how many.
void chip_kinds(Flow& flow, const Filter& filter, KindSet Filter::*part) {
  const KindSet kinds = filter.*part;
  if (kinds == KindSet::all()) return;
  Filter changed = filter;
  changed.*part = KindSet::all();
  const Frame& f = flow.f;
  const int n = std::popcount(kinds.bits());
  for (std::uint8_t k = 0; k < kKindCount && n == 1; ++k) {
    if (kinds.has(Kind{k})) return flow.chip(f.tr(info(Kind{k}).badge), changed);
  }
  flow.chip(f.tr_n("{} form or function", "{} forms and functions", n), changed);
}

// The legend hides too: what it hides is counted with what the filter holds back.
int shown_count(const Frame& f) {
  const ClassTable& located = f.world.markers->tables.located;
  if (located.rows() == 0) return 0;
  const auto shown = shown_classes(f.places(), f.state.visible);
  return located.sum(0, shown) + located.sum(1, shown);
}

void chip_legend(Flow& flow) {
  const Frame& f = flow.f;
  int hidden = 0;
  for (int i = 0; i < kFamilyCount; ++i) {
    const KindSet kinds = kinds_of(static_cast<Family>(i));
    hidden += (f.state.visible & kinds) == kinds ? 0 : 1;
  }
  if (hidden == 0) return;
  const std::string text = f.tr_n("{} family hidden", "{} families hidden", hidden);
  if (flow.removed(text)) f.ask(action::ShowAll{true});
}

std::string passing_text(const Frame& f, std::int64_t shown, std::int64_t all) {
  if (loading(f)) return std::string(f.tr("Loading the places…"));
  if (f.ui.filtering) {
    const auto percent = static_cast<std::int64_t>(*f.ui.filtering * 100);
    return filled(f.tr("Filtering… {} %"), {f.number(percent)});
  }
  if (shown == all) return f.tr_n("{} place", "{} places", all);
  return filled(f.tr("{} of {} places"), {f.number(shown), f.number(all)});
}

// Beside the chips: the filter panel and the list.
void draw_buttons(Frame& f, ImVec2 at) {
  if (icon_button(f, {at.x, at.y - 2, kButton, kButton}, icon::kFilter, f.tr("Filters (F)"),
                  f.state.filters_open)) {
    f.ask(action::SetFiltersOpen{!f.state.filters_open});
  }
  if (icon_button(f, {at.x + kButton, at.y - 2, kButton, kButton}, icon::kList, f.tr("List (L)"),
                  f.state.list.open)) {
    ListView changed = f.state.list;
    changed.open = !changed.open;
    f.ask(action::SetList{changed});
  }
}

}  // namespace

float draw_chips(Frame& f, ImVec2 at, float width) {
  Flow flow{f, at, width - 2 * kButton - 4};
  const Filter& filter = f.state.filter;
  chip_words(flow, filter);
  chip_years(flow, filter);
  chip_territory(flow, filter);
  chip_families(flow, filter);
  chip_kinds(flow, filter, &Filter::forms);
  chip_kinds(flow, filter, &Filter::functions);
  chip_precision(flow, filter);
  chip_sources(flow, filter);
  // The legend shows its own toggles; a chip that comes and goes would move it under the hand.
  if (f.state.filters_open) chip_legend(flow);
  const auto all = static_cast<std::int64_t>(f.places().size());
  const std::int64_t shown = shown_count(f);
  const std::string text = passing_text(f, shown, all);
  const ImVec2 p = flow.place(text_width(Type::body, text));
  label(f, Type::body, {p.x, p.y + (kChipHeight - line_height(Type::body)) / 2}, f.c.secondary,
        text);
  draw_buttons(f, {at.x + width - 2 * kButton, at.y});
  const float height = flow.y + kChipHeight;
  if (f.ui.filtering) {
    f.redraw_after(0.1);
    const float y = at.y + height + 1;
    const float done = width * static_cast<float>(*f.ui.filtering);
    ImGui::GetWindowDrawList()->AddRectFilled({at.x, y}, {at.x + done, y + 2}, f.c.accent, 1);
  }
  return height;
}

std::int64_t hidden_count(const Frame& f) {
  if (loading(f) || f.ui.filtering) return 0;
  return static_cast<std::int64_t>(f.places().size()) - shown_count(f);
}

void draw_hidden(Frame& f, ImVec2 at, std::int64_t hidden) {
  const std::string text = f.tr_n("{} place hidden by filters: show it",
                                  "{} places hidden by filters: show them", hidden);
  const float y = at.y + (kHiddenHeight - line_height(Type::small)) / 2;
  if (text_link(f, Type::small, {at.x, y}, text, 0, kHiddenHeight)) {
    if (filtered(f)) f.ask(action::SetFilter{});
    f.ask(action::ShowAll{true});
  }
}

}  // namespace terreau::ui
