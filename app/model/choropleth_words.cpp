#include <cmath>

#include "app/model/choropleth.h"
#include "app/model/i18n.h"
#include "app/model/words.h"
#include "geodata/populations.h"

namespace terreau {
namespace {

std::string what_text(Language language, const MapState& state) {
  switch (state.choropleth) {
    case Choropleth::none: break;
    case Choropleth::count: return std::string(tr(language, "Number of places"));
    case Choropleth::per10000: return std::string(tr(language, "Places per 10,000 inhabitants"));
    case Choropleth::share:
      return filled(tr(language, "Share of places: {}"),
                    {tr(language, info(state.shading.share_of).badge)});
    case Choropleth::precise: return std::string(tr(language, "Places known to their commune"));
    case Choropleth::source_year: return std::string(tr(language, "Median year of the sources"));
  }
  return {};
}

bool is_percent(Choropleth what) {
  return what == Choropleth::share || what == Choropleth::precise;
}

}  // namespace

std::string_view method_name(Language language, ClassMethod method) {
  switch (method) {
    case ClassMethod::quantile: return tr(language, "Quantiles");
    case ClassMethod::equal: return tr(language, "Equal intervals");
    case ClassMethod::jenks: return tr(language, "Natural breaks (Jenks)");
    case ClassMethod::headtail: return tr(language, "Head/tail breaks");
  }
  return {};
}

std::string value_text(Language language, Choropleth what, double value, int digits) {
  if (what == Choropleth::count) return format_count(language, std::llround(value));
  if (what == Choropleth::source_year) return std::to_string(std::llround(value));
  std::string text = format_decimal(language, value, digits);
  if (is_percent(what)) text += language == Language::fr ? "\u00a0%" : "%";
  return text;
}

ChoroplethWords words_of(const MapState& state, const ChoroplethMap& map) {
  const Language language = state.language;
  const bool by_region = state.shading.by == TerritoryLevel::region;
  ChoroplethWords out;
  out.title = filled(by_region ? tr(language, "{}, by region") : tr(language, "{}, by department"),
                     {what_text(language, state)});
  if (!map.upper_bounds.empty()) {
    // Rounding down keeps the lowest value inside of the first class.
    const double power = std::pow(10, map.digits);
    const double lowest = std::floor(map.lowest * power) / power;
    out.bounds.push_back(value_text(language, state.choropleth, lowest, map.digits));
  }
  for (const double b : map.upper_bounds) {
    out.bounds.push_back(value_text(language, state.choropleth, b, map.digits));
  }
  const auto classes = static_cast<std::int64_t>(map.upper_bounds.size());
  out.method = filled(tr(language, "{}, {} · n = {} of {}"),
                      {method_name(language, state.shading.method),
                       tr_n(language, "{} class", "{} classes", classes),
                       std::to_string(map.territories), std::to_string(map.of)});
  if (state.choropleth == Choropleth::per10000) {
    out.source = filled(tr(language, "Population: {}"), {population_of(TerritoryRef{}).vintage});
  }
  return out;
}

}  // namespace terreau
