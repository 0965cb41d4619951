#include <algorithm>
#include <cmath>

#include "app/ui/facts.h"
#include "app/ui/panels.h"

// Years of creation; a range drawn with the mouse is a filter.
namespace terreau::ui {
namespace {

constexpr float kBarsHeight = 34, kBarGap = 2, kKnob = 14, kHead = 34, kFoot = 12;

// Years that a bar stands for.
struct Span {
  int from = 0, to = 0;
};

Span years_of(const AtlasFacts& facts, int bar) {
  const int from = facts.first_bar + bar * facts.years_a_bar;
  return {bar == 0 ? facts.first_year : from,
          std::min(from + facts.years_a_bar - 1, facts.last_year)};
}

int bar_of(const AtlasFacts& facts, int year) {
  return std::clamp((year - facts.first_bar) / facts.years_a_bar, 0, facts.bars - 1);
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

// Places per bar under all other parts of the filter; none while they are not counted.
std::vector<int> heights(Frame& f, const AtlasFacts& facts) {
  std::vector<int> bars(static_cast<std::size_t>(facts.bars));
  const FilterCounts* counts = filter_counts(f);
  for (std::size_t row = 1; counts != nullptr && row < counts->years.size(); ++row) {
    const int year = counts->of->first_year + static_cast<int>(row) - 1;
    bars[static_cast<std::size_t>(bar_of(facts, year))] += counts->years[row];
  }
  return bars;
}

void draw_bars(Frame& f, const AtlasFacts& facts, const Rect& area, const std::vector<int>& bars,
               Filter shown, int hovered) {
  ImDrawList* list = ImGui::GetWindowDrawList();
  const int most = std::max(1, *std::ranges::max_element(bars));
  const float step = area.w / static_cast<float>(bars.size());
  for (std::size_t i = 0; i < bars.size(); ++i) {
    const float share = static_cast<float>(bars[i]) / static_cast<float>(most);
    const float height = bars[i] == 0 ? 1 : std::max(2.0F, share * area.h);
    const float x = area.x + step * static_cast<float>(i);
    const bool in = inside(shown, years_of(facts, static_cast<int>(i)));
    const ImU32 colour = in ? f.c.accent : f.c.hairline;
    const bool bright = hovered < 0 || hovered == static_cast<int>(i) || !in;
    list->AddRectFilled({on_grid(x), on_grid(area.bottom() - height)},
                        {on_grid(x + step - kBarGap), area.bottom()},
                        bright ? colour : (colour & 0x00FFFFFFU) | 0xB0000000U, 1);
  }
}

// Where on the axis a range of years begins or ends.
float edge_of(const AtlasFacts& facts, const Rect& area, int year, bool end) {
  const float step = area.w / static_cast<float>(facts.bars);
  return area.x + step * static_cast<float>(bar_of(facts, year) + (end ? 1 : 0)) -
         (end ? kBarGap : 0);
}

void move_edge(Frame& f, const AtlasFacts& facts, bool end, int year) {
  Filter filter = f.state.filter;
  year = std::clamp(year, facts.first_year, facts.last_year);
  if (end) {
    filter.year_to = std::max(year, filter.year_from);
    if (filter.year_to >= facts.last_year) filter.year_to = 0;
  } else {
    filter.year_from = filter.year_to != 0 ? std::min(year, filter.year_to) : year;
    if (filter.year_from <= facts.first_year) filter.year_from = 0;
  }
  if (filter != f.state.filter) f.ask(action::SetFilter{filter});
}

// A knob at each end of the range: dragged by bars, moved by the arrow keys year by year.
void draw_handle(Frame& f, const AtlasFacts& facts, const Rect& area, bool end) {
  const Filter& filter = f.state.filter;
  const int set = end ? filter.year_to : filter.year_from;
  const int year = set != 0 ? set : end ? facts.last_year : facts.first_year;
  const float x = on_grid(edge_of(facts, area, year, end));
  const Rect knob{x - kKnob / 2, area.y - 4, kKnob, area.h + kFoot + 4};
  const std::string_view name = end ? f.tr("Last year shown") : f.tr("First year shown");
  const Response r = hit(f, knob, {"handle", name, 0, {}, std::to_string(year), name});
  const Focus& k = f.ui.focus;
  if (k.surface == "left panel" && k.item == k.seen - 1) {
    if (key_pressed(ImGuiKey_LeftArrow)) move_edge(f, facts, end, year - 1);
    if (key_pressed(ImGuiKey_RightArrow)) move_edge(f, facts, end, year + 1);
  }
  if (r.held && ImGui::IsMouseDragging(ImGuiMouseButton_Left, 2)) {
    const float share = (ImGui::GetIO().MousePos.x - area.x) / area.w;
    const float bar = share * static_cast<float>(facts.bars);
    const int nearest = static_cast<int>(std::lround(bar)) - (end ? 1 : 0);
    const Span s = years_of(facts, std::clamp(nearest, 0, facts.bars - 1));
    move_edge(f, facts, end, end ? s.to : s.from);
  }
  ImDrawList* list = ImGui::GetWindowDrawList();
  const ImU32 colour = r.hovered || r.held || set != 0 ? f.c.accent : f.c.faint;
  list->AddRectFilled({x - 0.5F, area.y}, {x + 0.5F, area.bottom() + 3}, colour);
  list->AddCircleFilled({x, area.bottom() + 6}, 4.5F, f.c.panel | 0xFF000000U);
  list->AddCircle({x, area.bottom() + 6}, 4.5F, colour, 0, 1.5F);
}

std::string bar_text(const Frame& f, const AtlasFacts& facts, const std::vector<int>& bars,
                     int bar) {
  const Span s = years_of(facts, bar);
  std::string out = std::to_string(s.from);
  if (s.to != s.from) out += "–" + std::to_string(s.to);
  return out + " · " + f.tr_n("{} place", "{} places", bars[static_cast<std::size_t>(bar)]);
}

}  // namespace

float histogram_height(Frame& f) {
  const AtlasFacts& facts = atlas_facts(f);
  const bool shown = !facts.counted || facts.bars >= 2;  // nothing moves when the places come
  return shown ? kHead + kBarsHeight + kFoot + 4 : 0;
}

void draw_histogram(Frame& f, ImVec2 at, float width) {
  const AtlasFacts& facts = atlas_facts(f);
  if (facts.bars < 2) return;
  hairline(f, at.x, at.y + 2, width);
  const std::string title =
      filled(f.tr("Year of creation · {}–{}"),
             {std::to_string(facts.first_year), std::to_string(facts.last_year)});
  label(f, Type::body, {at.x, at.y + 11}, f.c.secondary, title);
  const Rect area{at.x, at.y + kHead, width, kBarsHeight};
  const float share = (ImGui::GetIO().MousePos.x - area.x) / area.w;
  const int bar =
      std::clamp(static_cast<int>(share * static_cast<float>(facts.bars)), 0, facts.bars - 1);
  Filter shown = f.state.filter;
  if (f.ui.brush_from) {
    const Span s = brushed(facts, *f.ui.brush_from, bar);
    shown.year_from = s.from;
    shown.year_to = s.to;
  }
  const std::vector<int> bars = heights(f, facts);
  const bool over = ImGui::IsMouseHoveringRect(area.min(), area.max()) && ImGui::IsWindowHovered();
  draw_bars(f, facts, area, bars, shown, over && !f.ui.brush_from ? bar : -1);
  // What is hit first wins the pointer: the handles lie above the bars.
  for (const bool end : {false, true}) draw_handle(f, facts, area, end);
  const Response r = hit(f, area, {"slider", f.tr("Years of creation"), 0, {}, title});
  if (r.hovered) tooltip(f, bar_text(f, facts, bars, bar));
  brush(f, facts, r, bar);
}

}  // namespace terreau::ui
