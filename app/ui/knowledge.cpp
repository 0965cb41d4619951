#include <algorithm>
#include <cmath>

#include "app/model/comparison.h"
#include "app/ui/facts.h"
#include "app/ui/panels.h"

// What is known of a territory's places: since when they exist, how precisely they are known, and
// how old the sources are. It tells about the sources, not about the territory.
namespace terreau::ui {
namespace {

constexpr float kBarsHeight = 36, kBar = 24, kBarGap = 2;

struct Bars {
  std::vector<double> heights;
  std::vector<std::string> texts;  // of each
  std::string first, last;         // below the ends
};

float draw_bars(Frame& f, ImVec2 at, float width, double most, const Bars& bars, const Item& item) {
  ImDrawList* list = ImGui::GetWindowDrawList();
  const Rect area{at.x, at.y, width, kBarsHeight};
  note(f, area, item);
  const float step = width / static_cast<float>(bars.heights.size());
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  for (std::size_t i = 0; i < bars.heights.size(); ++i) {
    const double part = most > 0 ? bars.heights[i] / most : 0;
    const float h = part <= 0 ? 1 : std::max(2.0F, static_cast<float>(part) * area.h);
    const float x = area.x + step * static_cast<float>(i);
    list->AddRectFilled({on_grid(x), on_grid(area.bottom() - h)},
                        {on_grid(x + step - kBarGap), area.bottom()},
                        part <= 0 ? f.c.hairline : f.c.accent, 1);
    const bool under = mouse.x >= x && mouse.x < x + step && mouse.y >= area.y &&
                       mouse.y < area.bottom() && ImGui::IsWindowHovered();
    if (under) tooltip(f, bars.texts[i]);
  }
  draw_text(list, Type::small, {at.x, area.bottom() + 2}, f.c.secondary, bars.first);
  draw_text_right(list, Type::small, {at.x + width, area.bottom() + 2}, f.c.secondary, bars.last);
  return kBarsHeight + 2 + line_height(Type::small);
}

Bars source_years(const Frame& f, const Profile& p) {
  Bars bars;
  const auto known = [](int n) { return n > 0; };
  const auto begin = std::ranges::find_if(p.by_source_year, known);
  auto end = p.by_source_year.end();
  while (end != begin && end[-1] == 0) --end;
  for (auto n = begin; n != end; ++n) {
    const std::string year =
        std::to_string(kFirstSourceYear + static_cast<int>(n - p.by_source_year.begin()));
    bars.heights.push_back(*n);
    bars.texts.push_back(year + " · " + f.tr_n("{} place", "{} places", *n));
    if (n == begin) bars.first = year;
    bars.last = year;
  }
  if (bars.heights.size() == 1) bars.last.clear();
  return bars;
}

std::string gaps_text(const Frame& f, const Profile& p) {
  std::string text;
  const auto add = [&](std::string part) { text += (text.empty() ? "" : " · ") + part; };
  if (p.without_year > 0) add(filled(f.tr("without year: {}"), {f.number(p.without_year)}));
  if (p.without_form > 0) add(filled(f.tr("without legal form: {}"), {f.number(p.without_form)}));
  if (p.without_source > 0) {
    add(filled(f.tr("without cited source: {}"), {f.number(p.without_source)}));
  }
  return text;
}

}  // namespace

float draw_trend(Frame& f, ImVec2 at, float width, const Profile& p) {
  const float top = at.y;
  at.y += caption(f, at, f.tr("Years of creation")) + 3;
  Bars bars;
  for (int i = 0; i < kYearSpanCount; ++i) {
    const int n = p.by_year[static_cast<std::size_t>(i)];
    bars.heights.push_back(n);
    bars.texts.push_back(span_text(f.language(), i) + " · " + f.tr_n("{} place", "{} places", n));
  }
  bars.first = span_text(f.language(), 0);
  bars.last = span_text(f.language(), kYearSpanCount - 1);
  if (p.total > p.without_year) {
    at.y += draw_bars(f, at, width, *std::ranges::max_element(bars.heights), bars,
                      {"label", f.tr("Years of creation"), 1});
  }
  if (p.without_year > 0) {
    at.y += paragraph(f, Type::small, at, width, f.c.secondary,
                      f.tr_n("{} place without a year of creation",
                             "{} places without a year of creation", p.without_year));
  }
  return at.y - top + 10;
}

float draw_knowledge(Frame& f, ImVec2 at, float width, const Profile& p) {
  const float top = at.y;
  at.y += caption(f, at, f.tr("How precisely the places are known")) + 2;
  const int most = *std::ranges::max_element(p.by_precision);
  for (std::size_t i = 0; i < kPrecisionCount; ++i) {
    if (p.by_precision[i] == 0) continue;
    bar_row(f, {at.x, at.y, width, kBar}, f.tr(label(static_cast<Precision>(i))), p.by_precision[i],
            most, {});
    at.y += kBar;
  }
  at.y += 8;
  const auto median = p.median_source_year();
  at.y +=
      caption(f, at,
              median ? filled(f.tr("Dates of the sources · median {}"), {std::to_string(*median)})
                     : std::string(f.tr("Dates of the sources"))) +
      3;
  const Bars years = source_years(f, p);
  if (!years.heights.empty()) {
    at.y += draw_bars(f, at, width, *std::ranges::max_element(years.heights), years,
                      {"label", f.tr("Dates of the sources"), 1});
  }
  if (p.without_source_year > 0) {
    at.y += paragraph(f, Type::small, at, width, f.c.secondary,
                      f.tr_n("{} place whose source has no date",
                             "{} places whose source has no date", p.without_source_year));
  }
  if (const std::string gaps = gaps_text(f, p); !gaps.empty()) {
    at.y += paragraph(f, Type::small, {at.x, at.y + 3}, width, f.c.secondary, gaps) + 3;
  }
  return at.y - top + 10;
}

namespace {

float draw_of_france(Frame& f, ImVec2 at, float width) {
  const float top = at.y;
  const Profile& p = territory_facts(f, {}).own;
  at.y += draw_card_head(f, at, width, f.tr("What is known here"),
                         f.tr_n("France · {} place", "France · {} places", p.total)) +
          12;
  at.y += paragraph(f, Type::body, at, width, f.c.secondary,
                    f.tr("This tells about the sources that were read. It is not a census: what no "
                         "source names is missing.")) +
          12;
  if (p.total > 0) {
    at.y += draw_knowledge(f, at, width, p);
    at.y += draw_trend(f, at, width, p);
  }
  if (text_link(f, Type::body, at, f.tr("Shade by precision"), 0, 28)) {
    f.ask(action::SetChoropleth{Choropleth::precise});
  }
  at.y += 26;
  if (text_link(f, Type::body, at, f.tr("Shade by the year of the sources"), 0, 28)) {
    f.ask(action::SetChoropleth{Choropleth::source_year});
  }
  return at.y - top + 34;
}

}  // namespace

void draw_knowledge_panel(Frame& f) {
  if (!f.ui.show_knowledge || loading(f)) return;
  constexpr float kWidth = 372, kPadding = 20, kTop = 16, kInside = kWidth - 2 * kPadding;
  draw_middle_panel(f, "knowledge", kWidth, f.ui.show_knowledge, [&](ImVec2 at) {
    return draw_of_france(f, {at.x + kPadding, at.y + kTop}, kInside) + kTop;
  });
}

}  // namespace terreau::ui
