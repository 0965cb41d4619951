#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "app/model/map_state.h"
#include "app/model/world.h"

// Territories side by side, under the filter and the kinds that are shown.
namespace terreau {

struct ComparisonCell {
  std::optional<double> value;  // none: no data
  std::string text;
};

struct ComparisonRow {
  std::string label;
  std::optional<Family> family;  // whose swatch stands before the label
  std::optional<Kind> kind;      // of the rows of forms and functions
  bool bars = true;              // false: a year has no length
  std::vector<ComparisonCell> cells;
  double most = 0;  // the largest value: all bars of a row have one scale
};

// How a territory's places part among the spans of years, 0 … 1; none where no year is known.
using Trend = std::optional<std::array<double, kYearSpanCount>>;

struct Comparison {
  std::vector<TerritoryRef> territories;
  std::vector<ComparisonRow> rows;
  std::vector<Trend> trends;
  double most_in_trend = 0;
};

Trend trend_of(const Profile& profile);
Comparison compare(const MapState& state, const World& world);
// Tabs between columns, a line for each row; trends included. An empty cell is "no data".
std::string as_table(Language language, const Comparison& comparison);

std::string territory_title(TerritoryRef territory);  // "Pas-de-Calais (62)", "Bretagne", "France"
std::string span_text(Language language, int year_span);  // "1980–1984", "since 2025"
std::string percent_text(Language language, double share);
// "0.127": three digits that say something.
std::string density_text(Language language, double per_10000);

}  // namespace terreau
