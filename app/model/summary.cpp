#include "app/model/summary.h"

#include <algorithm>
#include <utility>

#include "app/model/i18n.h"
#include "app/model/words.h"

namespace terreau {
namespace {

constexpr std::size_t kNamed = 3;         // of the most frequent
constexpr std::size_t kListedAtMost = 6;  // departments of a filter, before they are only counted

std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : ", ") + part;
  return text;
}

// Whole families by their name, other sets by their kinds.
std::string names_of(Language language, KindSet kinds) {
  std::vector<std::string> names;
  for (int f = 0; f < kFamilyCount; ++f) {
    const auto family = static_cast<Family>(f);
    if ((kinds & kinds_of(family)) != kinds_of(family)) continue;
    names.emplace_back(tr(language, info(family).name));
    kinds = kinds - kinds_of(family);
  }
  if (!kinds.empty()) names.push_back(kinds_text(language, kinds));
  return joined(names);
}

std::string departments_text(Language language, const DepartmentSet& set) {
  if (set.count() > kListedAtMost) {
    return tr_n(language, "{} department", "{} departments", static_cast<int>(set.count()));
  }
  std::vector<std::string> names;
  for (std::uint8_t d = 0; d < kDepartmentCount; ++d) {
    if (set[d]) names.push_back(department_title(DepartmentId{d}));
  }
  return joined(names);
}

std::string regions_text(const RegionSet& regions) {
  std::vector<std::string> names;
  for (std::uint8_t r = 0; r < kRegionCount; ++r) {
    if (regions[r]) names.emplace_back(region(RegionId{r}).name);
  }
  return joined(names);
}

std::string precisions_text(Language language, const PrecisionSet& precisions) {
  std::vector<std::string> names;
  for (std::size_t p = 0; p < kPrecisionCount; ++p) {
    if (precisions[p]) names.emplace_back(tr(language, label(static_cast<Precision>(p))));
  }
  return joined(names);
}

std::string years_text(Language language, const Filter& filter) {
  const std::string from = std::to_string(filter.year_from), to = std::to_string(filter.year_to);
  if (filter.year_to == 0) return filled(tr(language, "Since {}"), {from});
  if (filter.year_from == 0) return filled(tr(language, "Until {}"), {to});
  return from == to ? from : from + "–" + to;
}

// "Scop (83), Scic (90)": the most frequent, largest first.
std::string most_of(Language language, std::vector<std::pair<int, std::string>> counted) {
  std::erase_if(counted, [](const auto& c) { return c.first == 0; });
  std::stable_sort(counted.begin(), counted.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  counted.resize(std::min(counted.size(), kNamed));
  std::vector<std::string> parts;
  for (const auto& [n, name] : counted) {
    parts.push_back(filled(tr(language, "{}: {}"), {name, format_count(language, n)}));
  }
  return joined(parts);
}

std::string families_sentence(Language language, const Counts& counts) {
  std::vector<std::pair<int, std::string>> families;
  for (std::size_t f = 0; f < kFamilyCount; ++f) {
    families.emplace_back(counts.by_family[f], tr(language, info(static_cast<Family>(f)).name));
  }
  return filled(tr(language, "The largest families are {}."), {most_of(language, families)});
}

std::string departments_sentence(Language language, const Counts& counts) {
  std::vector<std::pair<int, std::string>> departments;
  int known = 0;
  for (std::uint8_t d = 0; d < kDepartmentCount; ++d) {
    departments.emplace_back(counts.by_department[d], department_title(DepartmentId{d}));
    known += counts.by_department[d] > 0 ? 1 : 0;
  }
  if (known == 0) return "";
  std::string text = filled(tr(language, "The departments with the most places are {}."),
                            {most_of(language, departments)});
  if (known < kDepartmentCount) {
    text += " " + tr_n(language,
                       "In {} department no place is known: no data, which is not the "
                       "same as no cooperation.",
                       "In {} departments no place is known: no data, which is not the same as no "
                       "cooperation.",
                       kDepartmentCount - known);
  }
  return text;
}

}  // namespace

std::vector<std::string> filter_sentences(Language language, const Filter& filter) {
  std::vector<std::string> out;
  const auto say = [&](std::string_view what, const std::string& value) {
    out.push_back(filled(tr(language, "{}: {}."), {what, value}));
  };
  if (filter.families != KindSet::all()) {
    say(tr(language, "Families"), names_of(language, filter.families));
  }
  if (filter.forms != KindSet::all()) {
    say(tr(language, "Legal forms"), kinds_text(language, filter.forms));
  }
  if (filter.functions != KindSet::all()) {
    say(tr(language, "Functions"), kinds_text(language, filter.functions));
  }
  if (filter.departments.any()) {
    say(tr(language, "Departments"), departments_text(language, filter.departments));
  }
  if (filter.regions.any()) say(tr(language, "Regions"), regions_text(filter.regions));
  if (filter.precisions.any()) {
    say(tr(language, "Precision"), precisions_text(language, filter.precisions));
  }
  if (!filter.sources.empty()) say(tr(language, "Sources"), joined(filter.sources));
  if (filter.year_from != 0 || filter.year_to != 0) {
    say(tr(language, "Years"), years_text(language, filter));
  }
  if (!filter.text.empty()) say(tr(language, "Text"), filter.text);
  if (!filter.expression.empty()) say(tr(language, "Condition"), filter.expression);
  return out;
}

std::vector<std::string> summary_sentences(Language language, const World& world) {
  const Counts& counts = world.markers->total;
  const auto number = [&](int n) { return format_count(language, n); };
  std::vector<std::string> out;
  out.push_back(tr_n(language, "The map shows {} place of cooperation.",
                     "The map shows {} places of cooperation.", counts.total));
  if (counts.total == 0) return out;
  const int elsewhere = counts.total - counts.located;
  out.push_back(tr_n(language, "{} of them stands at a point.", "{} of them stand at a point.",
                     counts.located));
  if (elsewhere > 0) {
    const auto of = [&](Precision p) {
      return number(counts.by_precision[static_cast<std::size_t>(p)]);
    };
    out.push_back(
        filled(tr(language,
                  "Counted but not drawn: {} known only to their department, {} only to their "
                  "region, {} without a place."),
               {of(Precision::departement), of(Precision::region), of(Precision::none)}));
  }
  out.push_back(families_sentence(language, counts));
  if (std::string text = departments_sentence(language, counts); !text.empty()) {
    out.push_back(std::move(text));
  }
  out.emplace_back(
      tr(language, "What is shown was found in the sources named; it is not a census."));
  return out;
}

}  // namespace terreau
