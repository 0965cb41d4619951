#pragma once

#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "app/model/action.h"

// The words of journals, views and the command line.
namespace terreau::journal {

template <class T>
using Words = std::pair<std::string_view, T>;

template <class T, std::size_t N>
std::string word_of(const std::array<Words<T>, N>& words, T value) {
  for (const auto& [word, meaning] : words) {
    if (meaning == value) return std::string(word);
  }
  TERREAU_CHECK(false);
}

// False where it is none of the words: `value` stays.
template <class T, std::size_t N>
bool read_word(const std::array<Words<T>, N>& words, std::string_view text, T& value) {
  for (const auto& [word, meaning] : words) {
    if (word != text) continue;
    value = meaning;
    return true;
  }
  return false;
}

inline constexpr std::array kUntilWords{
    Words<action::Wait::Until>{"loaded", action::Wait::Until::loaded},
    Words<action::Wait::Until>{"exact", action::Wait::Until::exact},
};
inline constexpr std::array kTerritoryWords{
    Words<Territory>{"metropole", Territory::metropole},
    Words<Territory>{"guadeloupe", Territory::guadeloupe},
    Words<Territory>{"martinique", Territory::martinique},
    Words<Territory>{"guyane", Territory::guyane},
    Words<Territory>{"reunion", Territory::reunion},
    Words<Territory>{"mayotte", Territory::mayotte},
};
inline constexpr std::array kInsetWords{
    Words<InsetId>{"metropole", InsetId::metropole},
    Words<InsetId>{"guadeloupe", InsetId::guadeloupe},
    Words<InsetId>{"martinique", InsetId::martinique},
    Words<InsetId>{"guyane", InsetId::guyane},
    Words<InsetId>{"reunion", InsetId::reunion},
    Words<InsetId>{"mayotte", InsetId::mayotte},
    Words<InsetId>{"petite_couronne", InsetId::petite_couronne},
};
inline constexpr std::array kGroupingWords{
    Words<ClusterGrouping>{"distance", ClusterGrouping::distance},
    Words<ClusterGrouping>{"department", ClusterGrouping::department},
    Words<ClusterGrouping>{"region", ClusterGrouping::region},
};
inline constexpr std::array kChoroplethWords{
    Words<Choropleth>{"none", Choropleth::none},
    Words<Choropleth>{"count", Choropleth::count},
    Words<Choropleth>{"per10000", Choropleth::per10000},
    Words<Choropleth>{"share", Choropleth::share},
    Words<Choropleth>{"precise", Choropleth::precise},
    Words<Choropleth>{"source_year", Choropleth::source_year},
};
// Of what is shaded; the command line has the same words.
inline constexpr std::array kShadedWords{
    Words<TerritoryLevel>{"department", TerritoryLevel::departement},
    Words<TerritoryLevel>{"region", TerritoryLevel::region},
};
inline constexpr std::array kMethodWords{
    Words<ClassMethod>{"quantile", ClassMethod::quantile},
    Words<ClassMethod>{"equal", ClassMethod::equal},
    Words<ClassMethod>{"jenks", ClassMethod::jenks},
    Words<ClassMethod>{"headtail", ClassMethod::headtail},
};
inline constexpr std::array kThemeWords{
    Words<Theme>{"light", Theme::light},
    Words<Theme>{"dark", Theme::dark},
};
inline constexpr std::array kVisionWords{
    Words<Vision>{"normal", Vision::normal}, Words<Vision>{"protan", Vision::protan},
    Words<Vision>{"deutan", Vision::deutan}, Words<Vision>{"tritan", Vision::tritan},
    Words<Vision>{"grey", Vision::grey},
};
inline constexpr std::array kListColumnWords{
    Words<ListColumn>{"name", ListColumn::name},
    Words<ListColumn>{"kind", ListColumn::kind},
    Words<ListColumn>{"commune", ListColumn::commune},
    Words<ListColumn>{"department", ListColumn::department},
    Words<ListColumn>{"year", ListColumn::year},
    Words<ListColumn>{"precision", ListColumn::precision},
    Words<ListColumn>{"source", ListColumn::source},
};
inline constexpr std::array kLanguageWords{
    Words<Language>{"fr", Language::fr},
    Words<Language>{"en", Language::en},
};
inline constexpr std::array kExportWords{
    Words<action::ExportData::What>{"places", action::ExportData::What::places},
    Words<action::ExportData::What>{"statistics", action::ExportData::What::statistics},
};

}  // namespace terreau::journal
