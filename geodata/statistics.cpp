#include "geodata/statistics.h"

#include <algorithm>
#include <functional>

#include "geodata/result.h"

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

void ClassTable::add(const ClassTable& other) {
  TERREAU_CHECK(counts_.size() == other.counts_.size());
  std::transform(counts_.begin(), counts_.end(), other.counts_.begin(), counts_.begin(),
                 std::plus());
}

int ClassTable::sum(std::size_t row_index, std::span<const std::uint8_t> shown) const {
  int sum = 0;
  const auto counts = row(row_index);
  for (std::size_t c = 0; c < counts.size(); ++c) sum += shown[c] != 0 ? counts[c] : 0;
  return sum;
}

std::vector<std::uint8_t> shown_classes(const Places& places, KindSet visible) {
  std::vector<std::uint8_t> shown;
  for (const KindSet kinds : places.classes()) shown.push_back((kinds & visible).empty() ? 0 : 1);
  return shown;
}

ClassTables tabulate(const Places& places, std::span<const PlaceId> subset) {
  const std::size_t classes = places.classes().size();
  ClassTables tables{{2, classes},
                     {kDepartmentCount + 1, classes},
                     {kRegionCount + 1, classes},
                     {kPrecisionCount, classes}};
  for (const PlaceId place : subset) {
    const Places::ClassIndex c = places.class_of(place);
    const DepartmentId department = places.department(place);
    const RegionId region = places.region_id(place);
    tables.located.add(places.located(place) ? 1 : 0, c);
    tables.departments.add(department.valid() ? department.value : kDepartmentCount, c);
    tables.regions.add(region.valid() ? region.value : kRegionCount, c);
    tables.precisions.add(static_cast<std::size_t>(places.precision(place)), c);
  }
  return tables;
}

Counts count_shown(const Places& places, const ClassTables& tables, KindSet visible) {
  const auto shown = shown_classes(places, visible);
  Counts counts;
  counts.located = tables.located.sum(1, shown);
  counts.total = counts.located + tables.located.sum(0, shown);
  const auto fill = [&](const ClassTable& table, auto& out) {
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = table.sum(i, shown);
  };
  fill(tables.departments, counts.by_department);
  fill(tables.regions, counts.by_region);
  fill(tables.precisions, counts.by_precision);
  for (std::size_t c = 0; c < shown.size(); ++c) {
    const int n = tables.located.row(0)[c] + tables.located.row(1)[c];
    add_class(places.classes()[c] & visible, n, counts);
  }
  return counts;
}

Counts count(const Places& places, const std::vector<PlaceId>& subset) {
  return count_shown(places, tabulate(places, subset), KindSet::all());
}

}  // namespace terreau
