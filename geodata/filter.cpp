#include "geodata/filter.h"

#include <algorithm>
#include <utility>

#include "geodata/over_rows.h"
#include "geodata/parse.h"
#include "geodata/search.h"

namespace terreau {
namespace {

constexpr std::uint32_t kRowsBetweenStops = 4096;

bool has_any(KindSet kinds, KindSet asked) {
  return asked == KindSet::all() || !(kinds & asked).empty();
}

std::string_view file_name(std::string_view path) { return path.substr(path.rfind('/') + 1); }

bool in_territory(const Places::Columns& columns, PlaceId place, const Filter& filter) {
  if (filter.departments.none() && filter.regions.none()) return true;
  const DepartmentId department = columns.department(place);
  if (department.valid() && filter.departments[department.value]) return true;
  const RegionId region = columns.region_id(place);
  return region.valid() && filter.regions[region.value];
}

bool year_passes(int year, const Filter& filter) {
  if (filter.year_from == 0 && filter.year_to == 0) return true;
  if (year == 0) return false;
  return year >= filter.year_from && (filter.year_to == 0 || year <= filter.year_to);
}

bool precision_passes(Precision precision, const Filter& filter) {
  return filter.precisions.none() || filter.precisions[static_cast<std::size_t>(precision)];
}

// What is cheap to know.
bool values_pass(const Places::Columns& columns, PlaceId place, const Filter& filter) {
  const KindSet kinds = columns.kinds(place);
  return has_any(kinds, filter.families) && has_any(kinds, filter.forms) &&
         has_any(kinds, filter.functions) && precision_passes(columns.precision(place), filter) &&
         in_territory(columns, place, filter) && year_passes(columns.year(place), filter);
}

}  // namespace

FilterTest::FilterTest(const Places& places, Filter filter)
    : places_(places),
      filter_(std::move(filter)),
      folded_(fold(filter_.text)),
      words_(words_of(folded_)) {
  if (filter_.expression.empty()) return;
  if (auto compiled = Expression::compile(filter_.expression)) expression_ = *std::move(compiled);
}

bool FilterTest::has_source(PlaceId place) const {
  if (filter_.sources.empty()) return true;
  const std::string_view host = host_of(places_.source_url(place));
  const std::string_view file = places_.source_name(place);
  return std::ranges::any_of(filter_.sources, [&](const std::string& wanted) {
    return !wanted.empty() && (wanted == host || wanted == file || wanted == file_name(file));
  });
}

bool FilterTest::has_words(PlaceId place) const {
  if (words_.empty()) return true;
  std::string text = fold(places_.name(place));
  for (const std::string_view more : {places_.commune(place), places_.sector(place)}) {
    text += '\n';
    text += fold(more);
  }
  return std::ranges::all_of(
      words_, [&](std::string_view word) { return text.find(word) != std::string::npos; });
}

bool FilterTest::words_hold(PlaceId place) {
  if (!has_words(place)) return false;
  return filter_.expression.empty() || (expression_ && expression_->holds(places_, place));
}

bool FilterTest::passes(PlaceId place) {
  return passes(places_.columns(place.value, place.value + 1), place);
}

bool FilterTest::passes(const Places::Columns& columns, PlaceId place) {
  return values_pass(columns, place, filter_) && has_source(place) && words_hold(place);
}

FilterParts FilterTest::failed(const Places::Columns& columns, PlaceId place) {
  FilterParts failed;
  const auto test = [&](FilterPart part, bool passes) {
    failed[static_cast<std::size_t>(part)] = !passes;
  };
  const KindSet kinds = columns.kinds(place);
  test(FilterPart::families, has_any(kinds, filter_.families));
  test(FilterPart::forms, has_any(kinds, filter_.forms));
  test(FilterPart::functions, has_any(kinds, filter_.functions));
  test(FilterPart::territory, in_territory(columns, place, filter_));
  test(FilterPart::years, year_passes(columns.year(place), filter_));
  test(FilterPart::precision, precision_passes(columns.precision(place), filter_));
  if (failed.count() > 1) return failed;
  test(FilterPart::source, has_source(place));
  if (failed.count() <= 1) test(FilterPart::words, words_hold(place));
  return failed;
}

PlaceSet passing(const Places& places, const Filter& filter, std::stop_token stop,
                 std::atomic<std::uint32_t>* tested) {
  const auto rows = static_cast<std::uint32_t>(places.size());
  if (filter == Filter{}) {
    if (tested != nullptr) *tested += rows;
    return PlaceSet::all(rows);
  }
  return PlaceSet(rows_of(rows, [&](std::uint32_t first, std::uint32_t end, RowSet& out) {
    FilterTest test(places, filter);
    places.in_parts(first, end, [&](const Places::Columns& columns) {
      for (std::uint32_t i = columns.first(); i < columns.end(); ++i) {
        if (i % kRowsBetweenStops == 0) {
          if (stop.stop_requested()) break;
          if (tested != nullptr) *tested += kRowsBetweenStops;
        }
        if (test.passes(columns, PlaceId{i})) out.insert(i);
      }
    });
  }));
}

}  // namespace terreau
