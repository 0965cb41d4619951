#include "geodata/filter.h"

#include <algorithm>

#include "geodata/parse.h"
#include "geodata/search.h"

namespace terreau {
namespace {

bool has_any(KindSet kinds, KindSet asked) {
  return asked == KindSet::all() || !(kinds & asked).empty();
}

bool year_passes(int year, const Filter& filter) {
  if (filter.year_from == 0 && filter.year_to == 0) return true;
  if (year == 0) return false;
  return year >= filter.year_from && (filter.year_to == 0 || year <= filter.year_to);
}

// `words`: of the filter's folded text.
bool text_passes(const Places& places, PlaceId place, const std::vector<std::string_view>& words) {
  if (words.empty()) return true;
  std::string text = fold(places.name(place));
  for (const std::string_view more : {places.commune(place), places.sector(place)}) {
    text += '\n';
    text += fold(more);
  }
  return std::all_of(words.begin(), words.end(),
                     [&](std::string_view word) { return text.find(word) != std::string::npos; });
}

// All but the text, which is dear and comes last.
bool passes_values(const Places& places, PlaceId place, const Filter& filter) {
  const KindSet kinds = places.kinds(place);
  if (!has_any(kinds, filter.families) || !has_any(kinds, filter.forms) ||
      !has_any(kinds, filter.functions)) {
    return false;
  }
  if (filter.departments.any()) {
    const DepartmentId department = places.department(place);
    if (!department.valid() || !filter.departments[department.value]) return false;
  }
  return year_passes(places.year(place), filter);
}

}  // namespace

bool passes(const Places& places, PlaceId place, const Filter& filter) {
  if (!passes_values(places, place, filter)) return false;
  const std::string text = fold(filter.text);
  return text_passes(places, place, words_of(text));
}

std::vector<PlaceId> passing(const Places& places, const Filter& filter) {
  std::vector<PlaceId> out;
  const std::string text = fold(filter.text);
  const auto words = words_of(text);
  for (std::uint32_t i = 0; i < places.size(); ++i) {
    const PlaceId place{i};
    if (passes_values(places, place, filter) && text_passes(places, place, words)) {
      out.push_back(place);
    }
  }
  return out;
}

}  // namespace terreau
