#include <algorithm>

#include "app/model/comparison.h"
#include "app/ui/facts.h"
#include "app/ui/panels.h"

// The card of a department or a region.
namespace terreau::ui {
namespace {

constexpr float kRow = 38, kBar = 24, kThin = 5, kShareRow = 34, kGap = 10;
constexpr std::size_t kComparedKinds = 5;

std::string counts_text(const Frame& f, const TerritoryFacts& facts) {
  const Profile& p = facts.own;
  std::string out = f.tr_n("{} place", "{} places", p.total);
  if (facts.passing > p.total) {
    out = filled(f.tr("{} of {} places shown"), {f.number(p.total), f.number(facts.passing)});
  }
  if (p.located < p.total) {
    out += " · " + f.tr_n("{} of them on the map", "{} of them on the map", p.located);
  }
  return out;
}

// Silence in the sources is not silence on the ground.
float draw_nothing(Frame& f, ImVec2 at, float width) {
  const float top = at.y;
  at.y += paragraph(f, Type::strong, at, width, f.c.text, f.tr("No data")) + 4;
  const bool narrowed = filtered(f) || f.state.visible != KindSet::all();
  const std::string_view why =
      narrowed ? f.tr("No place that passes the filter is known here.")
               : f.tr(
                     "The sources that were read name no place here. That does not mean that "
                     "nobody cooperates in this territory.");
  at.y += paragraph(f, Type::body, at, width, f.c.secondary, why);
  return at.y - top + kGap;
}

float draw_links(Frame& f, ImVec2 at, TerritoryRef t) {
  const bool compared = std::ranges::find(f.state.compared, t) != f.state.compared.end();
  const std::string_view add = compared && f.state.comparing ? f.tr("Compared") : f.tr("Compare");
  if (text_link(f, Type::body, at, add, 0, 28)) f.ask(action::CompareTerritory{t, true});
  at.x += text_width(Type::body, add) + 18;
  if (text_link(f, Type::body, at, f.tr("Filter by this territory"), 0, 28)) {
    Filter filter = f.state.filter;
    filter.departments.reset();
    filter.regions.reset();
    if (t.level == TerritoryLevel::region) filter.regions.set(t.row);
    if (t.level == TerritoryLevel::departement) filter.departments.set(t.row);
    f.ask(action::SetFilter{filter});
  }
  return line_height(Type::body) + kGap;
}

std::string rank_text(const Frame& f, const Rank& rank) {
  const std::string_view format = rank.tied ? f.tr("{} of {}, tied") : f.tr("{} of {}");
  return filled(format, {std::to_string(rank.place), std::to_string(rank.of)});
}

float draw_rank(Frame& f, ImVec2 at, float width, std::string_view what,
                const std::optional<Rank>& rank) {
  if (!rank) return 0;
  const std::string text = rank_text(f, *rank);
  draw_text(ImGui::GetWindowDrawList(), Type::body, at, f.c.text, what);
  draw_text_right(ImGui::GetWindowDrawList(), Type::strong, {at.x + width, at.y}, f.c.text, text);
  note(f, {at.x, at.y, width, line_height(Type::body)}, {"label", what, 0, {}, text});
  return line_height(Type::body) + 3;
}

float draw_ranks(Frame& f, ImVec2 at, float width, const TerritoryFacts& facts) {
  const float top = at.y;
  const bool region = facts.territory.level == TerritoryLevel::region;
  at.y += caption(f, at,
                  region ? f.tr("Rank among the regions with data")
                         : f.tr("Rank among the departments with data")) +
          2;
  at.y += draw_rank(f, at, width, f.tr("by number of places"), facts.by_total);
  at.y += draw_rank(f, at, width, f.tr("per 10,000 inhabitants"), facts.by_density);
  return at.y - top + kGap;
}

// The territory, what it lies in, and the nation.
struct Beside {
  std::string name;
  const Profile* profile;
  ImU32 colour;
};
std::vector<Beside> beside(const Frame& f, const TerritoryFacts& facts) {
  std::vector<Beside> out{{std::string(name(facts.territory)), &facts.own, f.c.accent}};
  if (facts.territory.level == TerritoryLevel::departement) {
    const RegionId r = region_of(DepartmentId{facts.territory.row});
    out.push_back({std::string(region(r).name), &facts.region, f.c.secondary});
  }
  out.push_back({"France", &facts.france, f.c.faint});
  return out;
}

void draw_length(ImDrawList* list, ImVec2 at, float room, double part, ImU32 colour) {
  const float w = part <= 0 ? 1 : std::max(2.0F, room * static_cast<float>(part));
  list->AddRectFilled(at, {at.x + w, at.y + kThin}, colour, kThin / 2);
}

float draw_densities(Frame& f, ImVec2 at, float width, const TerritoryFacts& facts) {
  constexpr float kName = 150, kValue = 48;
  const float top = at.y;
  at.y += caption(f, at, f.tr("Places per 10,000 inhabitants")) + 2;
  const auto rows = beside(f, facts);
  double most = 0;
  for (const Beside& b : rows) {
    most = std::max(most, b.profile->per_10000(b.profile->total).value_or(0));
  }
  ImDrawList* list = ImGui::GetWindowDrawList();
  for (const Beside& b : rows) {
    const double value = b.profile->per_10000(b.profile->total).value_or(0);
    const std::string text = density_text(f.language(), value);
    const float y = at.y + (kBar - line_height(Type::body)) / 2;
    draw_ellipsised(list, Type::body, {at.x, y}, kName, f.c.text, b.name);
    draw_text_right(list, Type::strong, {at.x + width, y}, f.c.text, text);
    draw_length(list, {at.x + kName + 8, at.y + (kBar - kThin) / 2}, width - kName - 8 - kValue,
                most > 0 ? value / most : 0, b.colour);
    note(f, {at.x, at.y, width, kBar}, {"label", b.name, 0, {}, text});
    at.y += kBar;
  }
  const std::string people =
      filled(f.tr("{} inhabitants, {}"), {f.number(facts.own.population), facts.own.vintage});
  at.y += paragraph(f, Type::small, {at.x, at.y + 1}, width, f.c.secondary, people) + 1;
  return at.y - top + kGap;
}

// Three bars of one scale a row; the numbers follow in the same order and tones.
float draw_shares(Frame& f, ImVec2 at, float width, const TerritoryFacts& facts) {
  constexpr float kName = 104, kNumbers = 104;
  const float top = at.y;
  const bool region = facts.territory.level == TerritoryLevel::region;
  at.y += caption(f, at,
                  region ? f.tr("Shares beside those of France")
                         : f.tr("Shares beside those of the region and France")) +
          2;
  const auto rows = beside(f, facts);
  const std::size_t n = std::min(kComparedKinds, facts.kinds.size());
  ImDrawList* list = ImGui::GetWindowDrawList();
  for (std::size_t i = 0; i < n; ++i) {
    const Kind kind = facts.kinds[i].first;
    const std::string_view badge = f.tr(info(kind).badge);
    draw_ellipsised(list, Type::body, {at.x, at.y + (kShareRow - line_height(Type::body)) / 2},
                    kName, f.c.text, badge);
    const auto count = static_cast<float>(rows.size());
    float y = at.y + (kShareRow - count * (kThin + 2) + 2) / 2, x = at.x + width - kNumbers;
    std::string said;
    for (const Beside& b : rows) {
      const double share = b.profile->share(b.profile->by_kind[kind.value]).value_or(0);
      draw_length(list, {at.x + kName + 6, y}, width - kName - kNumbers - 14, share, b.colour);
      const std::string text = percent_text(f.language(), share);
      draw_text_right(list, Type::small,
                      {x + kNumbers / count, at.y + (kShareRow - line_height(Type::small)) / 2},
                      &b == &rows.front() ? f.c.text : f.c.secondary, text);
      said += (said.empty() ? "" : " · ") + text;
      x += kNumbers / count;
      y += kThin + 2;
    }
    note(f, {at.x, at.y, width, kShareRow}, {"label", badge, 1, {}, said});
    at.y += kShareRow;
  }
  return at.y - top + kGap;
}

float draw_kinds(Frame& f, ImVec2 at, float width, const TerritoryFacts& facts) {
  const float top = at.y;
  at.y += caption(f, at, f.tr("Forms and functions")) + 2;
  const int most = facts.kinds.front().second;
  for (const auto& [kind, n] : facts.kinds) {
    bar_row(f, {at.x, at.y, width, kBar}, f.tr(info(kind).badge), n, most, info(kind).family);
    at.y += kBar;
  }
  return at.y - top + kGap;
}

float draw_departments(Frame& f, ImVec2 at, float width, const TerritoryFacts& facts) {
  const float top = at.y;
  at.y += caption(f, at, f.tr("Departments")) + 2;
  const int most = std::max(1, facts.departments.front().second);
  for (const auto& [d, n] : facts.departments) {
    const Rect row{at.x - 8, at.y, width + 12, 28};
    const std::string title = department_title(d);
    const Response r = hit(f, row, {"listitem", title, d.value, {}, f.number(n)});
    if (r.hovered) {
      ImGui::GetWindowDrawList()->AddRectFilled(row.min(), row.max(), f.c.hover, 6);
    }
    if (n > 0) {
      bar_row(f, {at.x, at.y + 2, width, kBar}, title, n, most, {});
    } else {
      ImDrawList* list = ImGui::GetWindowDrawList();
      const float y = row.middle().y - line_height(Type::body) / 2;
      draw_text(list, Type::body, {at.x, y}, f.c.text, title);
      draw_text_right(list, Type::small, {at.x + width, y + 1}, f.c.secondary, f.tr("no data"));
    }
    if (r.clicked) go_to(f, d);
    at.y += 28;
  }
  return at.y - top + kGap;
}

std::string place_line(const Frame& f, PlaceId p) {
  std::string second(f.places().commune(p));
  if (f.places().located(p)) return second;
  if (!second.empty()) second += " · ";
  const bool region = !f.places().department(p).valid();
  return second.append(region ? f.tr("known to the region only")
                              : f.tr("known to the department only"));
}

float draw_places(Frame& f, ImVec2 at, float width, const TerritoryFacts& facts) {
  const float top = at.y;
  at.y += caption(f, at, f.tr("Places")) + 2;
  const auto n = static_cast<int>(facts.places.size());
  ImGui::SetCursorScreenPos({at.x - 8, at.y});
  ImGuiListClipper clipper;
  clipper.Begin(n, kRow);
  while (clipper.Step()) {
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
      const PlaceId p = facts.places[static_cast<std::size_t>(i)];
      const Rect row{at.x - 8, at.y + static_cast<float>(i) * kRow, width + 12, kRow};
      if (place_row(f, row, p, place_line(f, p), i)) go_to(f, p);
    }
  }
  return at.y - top + static_cast<float>(n) * kRow + kGap;
}

float draw_head(Frame& f, ImVec2 at, float width, TerritoryRef t) {
  const float top = at.y;
  if (t.level == TerritoryLevel::region) {
    const auto n = static_cast<std::int64_t>(departments_of(RegionId{t.row}).count());
    at.y += draw_card_head(
        f, at, width, name(t),
        filled(f.tr("Region {} · {}"), {code(t), f.tr_n("{} department", "{} departments", n)}));
    return at.y - top + 10;
  }
  at.y += paragraph(f, Type::title, at, width - 30, f.c.text, name(t)) + 2;
  const std::string before = std::string(code(t)) + " · ";
  label(f, Type::body, at, f.c.secondary, before);
  const RegionId r = region_of(DepartmentId{t.row});
  if (text_link(f, Type::body, {at.x + text_width(Type::body, before), at.y}, region(r).name)) {
    go_to(f, r);
  }
  return at.y + line_height(Type::body) - top + 10;
}

}  // namespace

float draw_territory_card(Frame& f, ImVec2 at, float width, TerritoryRef t) {
  const TerritoryFacts& facts = territory_facts(f, t);
  const float top = at.y;
  at.y += draw_head(f, at, width, t);
  if (facts.own.total == 0) {
    at.y += draw_nothing(f, at, width);
    at.y += draw_links(f, at, t);
  } else {
    at.y += paragraph(f, Type::strong, at, width, f.c.text, counts_text(f, facts)) + 8;
    at.y += draw_links(f, at, t);
    at.y += draw_ranks(f, at, width, facts);
    at.y += draw_densities(f, at, width, facts);
    at.y += draw_kinds(f, at, width, facts);
    at.y += draw_shares(f, at, width, facts);
    at.y += draw_trend(f, at, width, facts.own);
  }
  if (!facts.departments.empty()) at.y += draw_departments(f, at, width, facts);
  if (facts.own.total > 0) {
    at.y += caption(f, at, f.tr("What is known here")) + 6;
    at.y += draw_knowledge(f, at, width, facts.own);
    at.y += draw_places(f, at, width, facts);
  }
  at.y += paragraph(f, Type::small, at, width, f.c.secondary,
                    f.tr("What is shown was found in the sources named; it is not a census.")) +
          6;
  if (text_link(f, Type::small, at, f.tr("What is known of France"), 0, 28)) {
    f.ui.show_knowledge = true;
  }
  return at.y + line_height(Type::small) - top;
}

}  // namespace terreau::ui
