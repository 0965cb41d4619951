#include "app/ui/facts.h"

namespace terreau::ui {
namespace {

std::vector<int> rows_of(const ClassTable& table, const std::vector<std::uint8_t>& shown) {
  std::vector<int> rows(table.rows());
  for (std::size_t i = 0; i < rows.size(); ++i) rows[i] = table.sum(i, shown);
  return rows;
}

// The places of the shown classes that have one of these kinds.
int with_any(const Places& places, const ClassTable& table, const std::vector<std::uint8_t>& shown,
             KindSet kinds) {
  int sum = 0;
  const auto counts = table.row(0);
  for (std::size_t c = 0; c < counts.size(); ++c) {
    if (shown[c] != 0 && !(places.classes()[c] & kinds).empty()) sum += counts[c];
  }
  return sum;
}

}  // namespace

const FilterCounts* filter_counts(Frame& f) {
  if (!f.world.facets || f.world.facets->places != &f.places()) return nullptr;
  FilterCounts& counts = f.ui.cache->filter;
  if (counts.of == f.world.facets && counts.visible == f.state.visible) return &counts;
  counts = {f.world.facets, f.state.visible, {}, {}, {}, {}, {}, {}, {}};
  const Facets& facets = *counts.of;
  const Places& places = f.places();
  const auto shown = shown_classes(places, f.state.visible);
  for (std::size_t i = 0; i < kFamilyCount; ++i) {
    counts.families[i] = with_any(places, facets.families, shown, kinds_of(static_cast<Family>(i)));
  }
  for (std::uint8_t k = 0; k < kKindCount; ++k) {
    KindSet own;
    own.set(Kind{k});
    const ClassTable& table = is_function(Kind{k}) ? facets.functions : facets.forms;
    counts.kinds[k] = with_any(places, table, shown, own);
  }
  counts.departments = rows_of(facets.departments, shown);
  counts.regions = rows_of(facets.regions, shown);
  counts.precisions = rows_of(facets.precisions, shown);
  counts.years = rows_of(facets.years, shown);
  counts.sources = rows_of(facets.by_source, shown);
  return &counts;
}

}  // namespace terreau::ui
