#include <algorithm>
#include <cmath>

#include "app/ui/facts.h"
#include "app/ui/panels.h"

// Years of creation; a range drawn with the mouse is a filter.
namespace terreau::ui {
namespace {

constexpr float kBarsHeight = 34, kBarGap = 2;

// Years that a bar stands for.
struct Span {
  int from = 0, to = 0;
};

Span years_of(const AtlasFacts& facts, int bar) {
  const int from = facts.first_bar + bar * facts.years_a_bar;
  return {bar == 0 ? facts.first_year : from,
          std::min(from + facts.years_a_bar - 1, facts.last_year)};
}

bool inside(const Filter& filter, Span s) {
  return (filter.year_from == 0 || s.to >= filter.year_from) &&
         (filter.year_to == 0 || s.from <= filter.year_to);
}

// The range from the bar where the press began to the one under the pointer.
Span brushed(const AtlasFacts& facts, int a, int b) {
  return {years_of(facts, std::min(a, b)).from, years_of(facts, std::max(a, b)).to};
}

void brush(Frame& f, const AtlasFacts& facts, const Response& r, int bar) {
  if (r.held && !f.ui.brush_from) f.ui.brush_from = bar;
  if (r.held || !f.ui.brush_from) return;
  const int from = *f.ui.brush_from;
  f.ui.brush_from.reset();
  Filter filter = f.state.filter;
  const Span range = brushed(facts, from, bar);
  const bool all = range.from <= facts.first_year && range.to >= facts.last_year;
  const bool again = filter.year_from == range.from && filter.year_to == range.to;
  filter.year_from = all || again ? 0 : range.from;
  filter.year_to = all || again ? 0 : range.to >= facts.last_year ? 0 : range.to;
  f.ask(action::SetFilter{filter});
}

void draw_bars(Frame& f, const AtlasFacts& facts, const Rect& area, Filter shown, int hovered) {
  ImDrawList* list = ImGui::GetWindowDrawList();
  const int most = *std::ranges::max_element(facts.bars);
  const float step = area.w / static_cast<float>(facts.bars.size());
  for (std::size_t i = 0; i < facts.bars.size(); ++i) {
    const float share = static_cast<float>(facts.bars[i]) / static_cast<float>(most);
    const float height = facts.bars[i] == 0 ? 1 : std::max(2.0F, share * area.h);
    const float x = area.x + step * static_cast<float>(i);
    const bool in = inside(shown, years_of(facts, static_cast<int>(i)));
    const ImU32 colour = in ? f.c.accent : f.c.hairline;
    const bool bright = hovered < 0 || hovered == static_cast<int>(i) || !in;
    list->AddRectFilled({on_grid(x), on_grid(area.bottom() - height)},
                        {on_grid(x + step - kBarGap), area.bottom()},
                        bright ? colour : (colour & 0x00FFFFFFU) | 0xB0000000U, 1);
  }
}

std::string bar_text(const Frame& f, const AtlasFacts& facts, int bar) {
  const Span s = years_of(facts, bar);
  std::string out = std::to_string(s.from);
  if (s.to != s.from) out += "–" + std::to_string(s.to);
  return out + " · " + f.tr_n("{} place", "{} places", facts.bars[static_cast<std::size_t>(bar)]);
}

}  // namespace

float draw_histogram(Frame& f, ImVec2 at, float width) {
  const AtlasFacts& facts = atlas_facts(f);
  constexpr float kHeight = 34 + kBarsHeight + 8;
  if (loading(f)) return kHeight;  // nothing below moves when the places come
  if (facts.bars.size() < 2) return 0;
  hairline(f, at.x, at.y + 2, width);
  const std::string title =
      filled(f.tr("Year of creation · {}–{}"),
             {std::to_string(facts.first_year), std::to_string(facts.last_year)});
  label(f, Type::body, {at.x, at.y + 11}, f.c.secondary, title);
  const Rect area{at.x, at.y + 34, width, kBarsHeight};
  const Response r = hit(f, area, {"slider", f.tr("Years of creation"), 0, {}, title});
  const auto n = static_cast<int>(facts.bars.size());
  const float share = (ImGui::GetIO().MousePos.x - area.x) / area.w;
  const int bar = std::clamp(static_cast<int>(share * static_cast<float>(n)), 0, n - 1);
  Filter shown = f.state.filter;
  if (f.ui.brush_from && r.held) {
    const Span s = brushed(facts, *f.ui.brush_from, bar);
    shown.year_from = s.from;
    shown.year_to = s.to;
  }
  draw_bars(f, facts, area, shown, r.hovered && !r.held ? bar : -1);
  if (r.hovered) tooltip(f, bar_text(f, facts, bar));
  brush(f, facts, r, bar);
  return kHeight;
}

}  // namespace terreau::ui
