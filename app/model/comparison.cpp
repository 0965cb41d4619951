#include "app/model/comparison.h"

#include <algorithm>
#include <cmath>
#include <functional>

#include "app/model/i18n.h"
#include "app/model/words.h"

namespace terreau {
namespace {

struct Builder {
  const MapState& state;
  std::vector<Profile> profiles;
  Comparison out;

  std::string_view tr(std::string_view english) const {
    return terreau::tr(state.language, english);
  }
  using Cell = std::function<ComparisonCell(const Profile&)>;
  ComparisonRow& add(std::string label, const Cell& cell) {
    ComparisonRow row{std::move(label), {}, {}, true, {}, 0};
    for (const Profile& p : profiles) {
      row.cells.push_back(p.total > 0 ? cell(p) : ComparisonCell{});
      row.most = std::max(row.most, row.cells.back().value.value_or(0));
    }
    return out.rows.emplace_back(std::move(row));
  }
};

ComparisonCell share_cell(Language language, const Profile& p, int n) {
  const double share = *p.share(n);
  return {share, format_count(language, n) + " · " + percent_text(language, share)};
}

void add_numbers(Builder& b) {
  const Language language = b.state.language;
  b.add(std::string(b.tr("Number of places")), [&](const Profile& p) {
    return ComparisonCell{p.total, format_count(language, p.total)};
  });
  b.add(std::string(b.tr("Per 10,000 inhabitants")), [&](const Profile& p) {
    const auto value = p.per_10000(p.total);
    return ComparisonCell{value, value ? density_text(language, *value) : ""};
  });
}

void add_families(Builder& b) {
  for (std::size_t i = 0; i < kFamilyCount; ++i) {
    const auto family = static_cast<Family>(i);
    if (std::ranges::none_of(b.profiles, [&](const Profile& p) { return p.by_family[i] > 0; })) {
      continue;
    }
    b.add(std::string(terreau::tr(b.state.language, info(family).name)), [&](const Profile& p) {
       return share_cell(b.state.language, p, p.by_family[i]);
     }).family = family;
  }
}

void add_kinds(Builder& b) {
  for (std::uint8_t k = 0; k < kKindCount; ++k) {
    const Kind kind{k};
    const auto has = [&](const Profile& p) { return p.by_kind[k] > 0; };
    if (!b.state.visible.has(kind) || std::ranges::none_of(b.profiles, has)) continue;
    b.add(std::string(terreau::tr(b.state.language, info(kind).badge)), [&](const Profile& p) {
       return share_cell(b.state.language, p, p.by_kind[k]);
     }).kind = kind;
  }
}

void add_knowledge(Builder& b) {
  b.add(std::string(b.tr("Places known to their commune")),
        [&](const Profile& p) { return share_cell(b.state.language, p, p.to_commune()); });
  b.add(std::string(b.tr("Median year of the sources")), [](const Profile& p) {
     const auto year = p.median_source_year();
     return year ? ComparisonCell{*year, std::to_string(*year)} : ComparisonCell{};
   }).bars = false;
}

void add_line(std::string& text, const std::string& label, const std::vector<std::string>& cells) {
  text += label;
  for (const std::string& cell : cells) text += "\t" + cell;
  text += "\n";
}

}  // namespace

Trend trend_of(const Profile& p) {
  const int dated = p.total - p.without_year;
  if (dated == 0) return {};
  std::array<double, kYearSpanCount> parts{};
  for (std::size_t i = 0; i < parts.size(); ++i) {
    parts[i] = static_cast<double>(p.by_year[i]) / dated;
  }
  return parts;
}

Comparison compare(const MapState& state, const World& world) {
  Builder b{state, {}, {}};
  b.out.territories = state.compared;
  for (const TerritoryRef t : state.compared) {
    b.profiles.push_back(
        profile_of(*world.atlas.places, world.markers->profiles, t, state.visible));
    b.out.trends.push_back(trend_of(b.profiles.back()));
    if (!b.out.trends.back()) continue;
    b.out.most_in_trend =
        std::max(b.out.most_in_trend, *std::ranges::max_element(*b.out.trends.back()));
  }
  add_numbers(b);
  add_families(b);
  add_kinds(b);
  add_knowledge(b);
  return std::move(b.out);
}

std::string as_table(Language language, const Comparison& comparison) {
  std::string text;
  std::vector<std::string> cells;
  for (const TerritoryRef t : comparison.territories) cells.push_back(territory_title(t));
  add_line(text, "", cells);
  for (const ComparisonRow& row : comparison.rows) {
    cells.clear();
    for (const ComparisonCell& cell : row.cells) cells.push_back(cell.text);
    add_line(text, row.label, cells);
  }
  for (int span = 0; span < kYearSpanCount; ++span) {
    cells.clear();
    for (const Trend& trend : comparison.trends) {
      cells.push_back(trend ? percent_text(language, (*trend)[static_cast<std::size_t>(span)])
                            : "");
    }
    add_line(text, filled(tr(language, "Created {}"), {span_text(language, span)}), cells);
  }
  return text;
}

std::string territory_title(TerritoryRef t) {
  if (t.level == TerritoryLevel::departement) return department_title(DepartmentId{t.row});
  return std::string(name(t));
}

std::string span_text(Language language, int index) {
  const YearSpan span = year_span(index);
  const std::string from = std::to_string(span.from), to = std::to_string(span.to);
  if (span.from == 0) return filled(tr(language, "until {}"), {to});
  if (span.to == 0) return filled(tr(language, "since {}"), {from});
  return from + "–" + to;
}

std::string percent_text(Language language, double share) {
  const std::string number = format_decimal(language, share * 100, 0);
  return number + (language == Language::fr ? "\u00a0%" : "%");
}

std::string density_text(Language language, double per_10000) {
  const int digits = per_10000 >= 10 ? 1 : per_10000 >= 1 ? 2 : 3;
  return format_decimal(language, per_10000, digits);
}

}  // namespace terreau
