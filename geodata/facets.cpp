#include "geodata/facets.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "geodata/over_rows.h"
#include "geodata/parse.h"

namespace terreau {
namespace {

constexpr std::uint32_t kRowsBetweenStops = 4096;
constexpr std::size_t kMostHosts = 4096;  // a choice among more is none

struct Years {
  int first = 0, last = 0;
};

Years years_of(const Places& places) {
  Years years;
  const auto all = static_cast<std::uint32_t>(places.size());
  places.in_parts(0, all, [&](const Places::Columns& columns) {
    for (PlaceId p{columns.first()}; p.value < columns.end(); ++p.value) {
      const int year = columns.year(p);
      if (year <= 0) continue;
      years.first = years.first == 0 ? year : std::min(years.first, year);
      years.last = std::max(years.last, year);
    }
  });
  return years;
}

// What one thread has counted.
class Tally {
 public:
  Tally(const Places& places, Years years)
      : years_(years),
        classes_(places.classes().size()),
        families(1, classes_),
        forms(1, classes_),
        functions(1, classes_),
        departments(kDepartmentCount + 1, classes_),
        regions(kRegionCount + 1, classes_),
        precisions(kPrecisionCount, classes_),
        years_table(static_cast<std::size_t>(years.last - years.first + 2), classes_) {}

  // `failed` is at most one part: only its choices would let the place through.
  void add(const Places::Columns& columns, PlaceId place, FilterParts failed) {
    const auto for_part = [&](FilterPart part) {
      return failed.none() || failed[static_cast<std::size_t>(part)];
    };
    const Places::ClassIndex c = columns.class_of(place);
    if (for_part(FilterPart::families)) families.add(0, c);
    if (for_part(FilterPart::forms)) forms.add(0, c);
    if (for_part(FilterPart::functions)) functions.add(0, c);
    if (for_part(FilterPart::territory)) {
      const DepartmentId department = columns.department(place);
      const RegionId region = columns.region_id(place);
      departments.add(department.valid() ? department.value : kDepartmentCount, c);
      regions.add(region.valid() ? region.value : kRegionCount, c);
    }
    if (for_part(FilterPart::years)) {
      const int year = columns.year(place);
      years_table.add(year <= 0 ? 0 : static_cast<std::size_t>(year - years_.first + 1), c);
    }
    if (for_part(FilterPart::precision)) {
      precisions.add(static_cast<std::size_t>(columns.precision(place)), c);
    }
    if (for_part(FilterPart::source)) add_source(columns, place, c);
  }

 private:
  void add_source(const Places::Columns& columns, PlaceId place, Places::ClassIndex c) {
    const auto count = [&](std::vector<int>& counts) {
      counts.resize(classes_);
      ++counts[c];
    };
    count(files[columns.source()]);
    const std::string_view host = host_of(columns.source_url(place));
    if (host.empty()) return;
    const auto known = hosts.find(host);
    if (known != hosts.end()) return count(known->second);
    if (hosts.size() < kMostHosts) count(hosts[host]);
  }

  Years years_;
  std::size_t classes_;

 public:
  ClassTable families, forms, functions, departments, regions, precisions, years_table;
  std::map<std::uint16_t, std::vector<int>> files;
  std::unordered_map<std::string_view, std::vector<int>> hosts;  // views into the places
};

void add_counts(std::vector<int>& sum, const std::vector<int>& more) {
  sum.resize(more.size());
  std::transform(sum.begin(), sum.end(), more.begin(), sum.begin(), std::plus());
}

void add_tally(Tally& sum, const Tally& more) {
  for (auto table : {&Tally::families, &Tally::forms, &Tally::functions, &Tally::departments,
                     &Tally::regions, &Tally::precisions, &Tally::years_table}) {
    (sum.*table).add(more.*table);
  }
  for (const auto& [row, counts] : more.files) add_counts(sum.files[row], counts);
  for (const auto& [host, counts] : more.hosts) add_counts(sum.hosts[host], counts);
}

// The table of sources: a row for each file and each host, in order of name.
void fill_sources(const Places& places, const Tally& tally, Facets& out) {
  std::vector<std::pair<std::string, const std::vector<int>*>> rows;
  for (const auto& [source, counts] : tally.files) {
    rows.emplace_back(places.source_name(source), &counts);
  }
  out.files = rows.size();
  const std::map<std::string_view, const std::vector<int>*> hosts = [&] {
    std::map<std::string_view, const std::vector<int>*> sorted;
    for (const auto& [host, counts] : tally.hosts) sorted.emplace(host, &counts);
    return sorted;
  }();
  for (const auto& [host, counts] : hosts) rows.emplace_back(host, counts);
  const std::size_t classes = places.classes().size();
  out.by_source = ClassTable(rows.size(), classes);
  for (std::size_t row = 0; row < rows.size(); ++row) {
    for (std::size_t c = 0; c < classes; ++c) {
      out.by_source.add(row, static_cast<Places::ClassIndex>(c), (*rows[row].second)[c]);
    }
    out.sources.push_back(std::move(rows[row].first));
  }
}

void add_rows(FilterTest& test, const Places::Columns& columns, const std::stop_token& stop,
              Tally& tally) {
  for (PlaceId p{columns.first()}; p.value < columns.end(); ++p.value) {
    if (p.value % kRowsBetweenStops == 0 && stop.stop_requested()) return;
    const FilterParts failed = test.failed(columns, p);
    const bool words = failed[static_cast<std::size_t>(FilterPart::words)];
    if (!words && failed.count() <= 1) tally.add(columns, p, failed);
  }
}

}  // namespace

Facets count_facets(const Places& places, const Filter& filter, std::stop_token stop) {
  Facets out;
  out.places = &places;
  out.filter = filter;
  const Years years = years_of(places);
  auto parts = over_rows(static_cast<std::uint32_t>(places.size()),
                         [&](std::uint32_t first, std::uint32_t end) {
                           Tally tally(places, years);
                           FilterTest test(places, filter);
                           places.in_parts(first, end, [&](const Places::Columns& columns) {
                             add_rows(test, columns, stop, tally);
                           });
                           return tally;
                         });
  if (stop.stop_requested()) return out;
  Tally& sum = parts.front();
  for (std::size_t i = 1; i < parts.size(); ++i) add_tally(sum, parts[i]);
  out.first_year = years.first;
  fill_sources(places, sum, out);
  out.families = std::move(sum.families);
  out.forms = std::move(sum.forms);
  out.functions = std::move(sum.functions);
  out.departments = std::move(sum.departments);
  out.regions = std::move(sum.regions);
  out.precisions = std::move(sum.precisions);
  out.years = std::move(sum.years_table);
  return out;
}

}  // namespace terreau
