#include "geodata/filter.h"

#include <algorithm>
#include <future>
#include <thread>
#include <utility>

#include "geodata/parse.h"
#include "geodata/search.h"

namespace terreau {
namespace {

constexpr std::uint32_t kRowsAThread = 32768;  // fewer are not worth a second thread
constexpr std::uint32_t kRowsBetweenStops = 4096;

bool has_any(KindSet kinds, KindSet asked) {
  return asked == KindSet::all() || !(kinds & asked).empty();
}

std::string_view file_name(std::string_view path) { return path.substr(path.rfind('/') + 1); }

bool in_territory(const Places& places, PlaceId place, const Filter& filter) {
  if (filter.departments.none() && filter.regions.none()) return true;
  const DepartmentId department = places.department(place);
  if (department.valid() && filter.departments[department.value]) return true;
  const RegionId region = places.region_id(place);
  return region.valid() && filter.regions[region.value];
}

bool year_passes(int year, const Filter& filter) {
  if (filter.year_from == 0 && filter.year_to == 0) return true;
  if (year == 0) return false;
  return year >= filter.year_from && (filter.year_to == 0 || year <= filter.year_to);
}

// What is cheap to know.
bool values_pass(const Places& places, PlaceId place, const Filter& filter) {
  const KindSet kinds = places.kinds(place);
  if (!has_any(kinds, filter.families) || !has_any(kinds, filter.forms) ||
      !has_any(kinds, filter.functions)) {
    return false;
  }
  const auto precision = static_cast<std::size_t>(places.precision(place));
  if (filter.precisions.any() && !filter.precisions[precision]) return false;
  return in_territory(places, place, filter) && year_passes(places.year(place), filter);
}

std::vector<PlaceId> passing_rows(const Places& places, const Filter& filter, std::uint32_t first,
                                  std::uint32_t end, const std::stop_token& stop) {
  std::vector<PlaceId> out;
  FilterTest test(places, filter);
  for (std::uint32_t i = first; i < end; ++i) {
    if (i % kRowsBetweenStops == 0 && stop.stop_requested()) break;
    if (test.passes(PlaceId{i})) out.push_back(PlaceId{i});
  }
  return out;
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

bool FilterTest::passes(PlaceId place) {
  if (!values_pass(places_, place, filter_) || !has_source(place) || !has_words(place)) {
    return false;
  }
  return filter_.expression.empty() || (expression_ && expression_->holds(places_, place));
}

std::vector<PlaceId> passing(const Places& places, const Filter& filter, std::stop_token stop) {
  const auto rows = static_cast<std::uint32_t>(places.size());
  const std::uint32_t threads =
      std::clamp(std::thread::hardware_concurrency(), 1U, rows / kRowsAThread + 1);
  std::vector<std::future<std::vector<PlaceId>>> parts;
  for (std::uint32_t t = 1; t < threads; ++t) {
    const auto begin = static_cast<std::uint32_t>(std::uint64_t{rows} * t / threads);
    const auto end = static_cast<std::uint32_t>(std::uint64_t{rows} * (t + 1) / threads);
    parts.push_back(std::async(std::launch::async, [&, begin, end] {
      return passing_rows(places, filter, begin, end, stop);
    }));
  }
  auto out = passing_rows(places, filter, 0, rows / threads, stop);
  for (auto& part : parts) {
    const auto more = part.get();
    out.insert(out.end(), more.begin(), more.end());
  }
  return out;
}

}  // namespace terreau
