#include "geodata/statistics.h"

#include <algorithm>
#include <string>
#include <utility>

#include "geodata/search.h"

namespace terreau {
namespace {

// Per class of places rather than per place: a class has the same kinds throughout.
void add_class(KindSet kinds, int count, Counts& counts) {
  std::array<bool, kFamilyCount> families{};
  for (std::uint8_t k = 0; k < kKindCount; ++k) {
    if (!kinds.has(Kind{k})) continue;
    counts.by_kind[k] += count;
    families[static_cast<std::size_t>(info(Kind{k}).family)] = true;
  }
  for (std::size_t f = 0; f < families.size(); ++f) {
    if (families[f]) counts.by_family[f] += count;
  }
}

}  // namespace

Counts count(const Places& places, const std::vector<PlaceId>& subset) {
  Counts counts;
  std::vector<int> per_class(places.classes().size());
  for (const PlaceId place : subset) {
    ++per_class[places.class_of(place)];
    ++counts.by_precision[static_cast<std::size_t>(places.precision(place))];
    if (places.located(place)) ++counts.located;
    const DepartmentId department = places.department(place);
    if (department.valid()) ++counts.by_department[department.value];
  }
  counts.total = static_cast<int>(subset.size());
  for (std::size_t c = 0; c < per_class.size(); ++c) {
    if (per_class[c] > 0) add_class(places.classes()[c], per_class[c], counts);
  }
  return counts;
}

std::vector<PlaceId> places_of(const Places& places, const std::vector<PlaceId>& subset,
                               DepartmentId department) {
  std::vector<std::pair<std::string, PlaceId>> named;
  for (const PlaceId place : subset) {
    if (places.department(place) == department) named.emplace_back(fold(places.name(place)), place);
  }
  std::sort(named.begin(), named.end());
  std::vector<PlaceId> out;
  out.reserve(named.size());
  for (const auto& [name, place] : named) out.push_back(place);
  return out;
}

}  // namespace terreau
