#include "app/model/filter_words.h"

#include <charconv>
#include <optional>

namespace terreau {
namespace {

Error unknown(const char* what, const std::string& word) {
  return Error{"", std::string("no ") + what + " is called \"" + word + "\""};
}

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
  if (!words.families.empty()) filter.families = KindSet();
  for (const std::string& word : words.families) {
    const auto family = family_by_code(word);
    if (!family) return unknown("family", word);
    filter.families = filter.families | kinds_of(*family);
  }
  if (!words.forms.empty()) filter.forms = KindSet();
  for (const std::string& word : words.forms) {
    const auto form = legal_form_by_code(word);
    if (!form) return unknown("legal form", word);
    filter.forms.set(kind_of(*form));
  }
  if (!words.functions.empty()) filter.functions = KindSet();
  for (const std::string& word : words.functions) {
    const auto function = function_by_code(word);
    if (!function) return unknown("function", word);
    filter.functions.set(kind_of(*function));
  }
  for (const std::string& word : words.departments) {
    const auto id = match_department(word);
    if (!id) return unknown("department", word);
    filter.departments.set(id->value);
  }
  if (!read_years(words.years, filter)) {
    return Error{"",
                 "years are written 2001-2020, 2001-, -2020 or 2015, not \"" + words.years + "\""};
  }
  filter.text = words.text;
  return filter;
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
  if (filter.year_from != 0 || filter.year_to != 0) {
    words.years = (filter.year_from != 0 ? std::to_string(filter.year_from) : "") + "-" +
                  (filter.year_to != 0 ? std::to_string(filter.year_to) : "");
  }
  words.text = filter.text;
  return words;
}

}  // namespace terreau
