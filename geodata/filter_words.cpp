#include "geodata/filter_words.h"

#include <charconv>
#include <optional>

namespace terreau {
namespace {

void note_wrong(std::string& wrong, const char* what, const std::string& word) {
  if (wrong.empty()) wrong = std::string("no ") + what + " is called \"" + word + "\"";
}

std::size_t index_of(DepartmentId id) { return id.value; }
std::size_t index_of(RegionId id) { return id.value; }
std::size_t index_of(Precision p) { return static_cast<std::size_t>(p); }

std::optional<int> year_of(std::string_view text, int if_empty) {
  if (text.empty()) return if_empty;
  int year = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), year);
  if (error != std::errc() || end != text.data() + text.size() || year < 1) return {};
  return year;
}

bool read_years(const std::string& text, Filter& filter) {
  if (text.empty()) return true;
  const std::size_t dash = text.find('-');
  const std::string_view all(text);
  const auto from = year_of(all.substr(0, dash), 0);
  const auto to = dash == std::string::npos ? from : year_of(all.substr(dash + 1), 0);
  if (!from || !to) return false;
  filter.year_from = *from;
  filter.year_to = *to;
  return filter.year_to == 0 || filter.year_from <= filter.year_to;
}

// The codes of the kinds in `set`, none where it is everything.
template <class Enum>
std::vector<std::string> codes_of(KindSet set, int count) {
  std::vector<std::string> codes;
  if (set == KindSet::all()) return codes;
  for (int i = 0; i < count; ++i) {
    const Kind kind = kind_of(static_cast<Enum>(i));
    if (set.has(kind)) codes.emplace_back(info(kind).code);
  }
  return codes;
}

}  // namespace

std::vector<std::string> split_words(std::string_view list) {
  std::vector<std::string> words;
  while (!list.empty()) {
    const std::size_t comma = std::min(list.find(','), list.size());
    std::string_view word = list.substr(0, comma);
    while (!word.empty() && word.front() == ' ') word.remove_prefix(1);
    while (!word.empty() && word.back() == ' ') word.remove_suffix(1);
    if (!word.empty()) words.emplace_back(word);
    list.remove_prefix(std::min(comma + 1, list.size()));
  }
  return words;
}

Result<Filter> parse_filter(const FilterWords& words) {
  Filter filter;
  std::string wrong;  // the first word that means nothing
  // The kinds that `words` name; all where there are no words.
  const auto kinds = [&](const char* what, const auto& names, auto by_code, auto set_of) {
    KindSet set = names.empty() ? KindSet::all() : KindSet();
    for (const std::string& name : names) {
      const auto found = by_code(name);
      found ? void(set = set | set_of(*found)) : note_wrong(wrong, what, name);
    }
    return set;
  };
  const auto single = [](auto form_or_function) {
    KindSet set;
    set.set(kind_of(form_or_function));
    return set;
  };
  const auto bits = [&](const char* what, const auto& names, auto by_name, auto& set) {
    for (const std::string& name : names) {
      const auto found = by_name(name);
      found ? void(set.set(index_of(*found))) : note_wrong(wrong, what, name);
    }
  };
  const auto family_kinds = [](Family family) { return kinds_of(family); };
  filter.families = kinds("family", words.families, family_by_code, family_kinds);
  filter.forms = kinds("legal form", words.forms, legal_form_by_code, single);
  filter.functions = kinds("function", words.functions, function_by_code, single);
  bits("department", words.departments, match_department, filter.departments);
  bits("region", words.regions, match_region, filter.regions);
  bits("precision", words.precisions, precision_by_code, filter.precisions);
  if (!wrong.empty()) return Error{"", wrong};
  if (!read_years(words.years, filter)) {
    return Error{"",
                 "years are written 2001-2020, 2001-, -2020 or 2015, not \"" + words.years + "\""};
  }
  filter.sources = words.sources;
  filter.text = words.text;
  filter.expression = words.expression;
  if (filter.expression.empty()) return filter;
  const auto compiled = Expression::compile(filter.expression);
  return compiled ? Result<Filter>(filter) : Result<Filter>(compiled.error());
}

FilterWords words_of(const Filter& filter) {
  FilterWords words;
  for (int f = 0; f < kFamilyCount && filter.families != KindSet::all(); ++f) {
    const auto family = static_cast<Family>(f);
    if ((filter.families & kinds_of(family)) == kinds_of(family)) {
      words.families.emplace_back(info(family).code);
    }
  }
  words.forms = codes_of<LegalForm>(filter.forms, kLegalFormCount);
  words.functions = codes_of<Function>(filter.functions, kFunctionCount);
  for (std::uint8_t d = 0; d < kDepartmentCount; ++d) {
    if (filter.departments[d]) words.departments.emplace_back(department(DepartmentId{d}).code);
  }
  for (std::uint8_t r = 0; r < kRegionCount; ++r) {
    if (filter.regions[r]) words.regions.emplace_back(region(RegionId{r}).name);
  }
  for (std::size_t p = 0; p < kPrecisionCount; ++p) {
    if (filter.precisions[p]) words.precisions.emplace_back(code(static_cast<Precision>(p)));
  }
  if (filter.year_from != 0 || filter.year_to != 0) {
    words.years = (filter.year_from != 0 ? std::to_string(filter.year_from) : "") + "-" +
                  (filter.year_to != 0 ? std::to_string(filter.year_to) : "");
  }
  words.sources = filter.sources;
  words.text = filter.text;
  words.expression = filter.expression;
  return words;
}

}  // namespace terreau
