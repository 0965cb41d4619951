#include "geodata/profiles.h"

#include <algorithm>

#include "geodata/populations.h"

namespace terreau {
namespace {

constexpr int kFirstSpanEnd = 1979, kSpanYears = 5;

// One row a territory that holds places of its own: departments region by region, each followed by
// what is known only to be in the region; the last row is for what is known nowhere.
constexpr std::size_t kRowCount = kDepartmentCount + kRegionCount + 1;

struct Rows {
  std::array<std::size_t, kDepartmentCount> department{};
  std::array<std::size_t, kRegionCount> region{};        // known to the region only
  std::array<std::size_t, kRegionCount> region_begin{};  // its first row
};

const Rows& rows() {
  static const Rows table = [] {
    Rows out;
    std::size_t next = 0;
    for (std::uint8_t r = 0; r < kRegionCount; ++r) {
      out.region_begin[r] = next;
      for (std::uint8_t d = 0; d < kDepartmentCount; ++d) {
        if (region_of(DepartmentId{d}).value == r) out.department[d] = next++;
      }
      out.region[r] = next++;
    }
    return out;
  }();
  return table;
}

std::size_t row_of(const Places::Columns& columns, PlaceId p, const Rows& rows) {
  if (const DepartmentId d = columns.department(p); d.valid()) return rows.department[d.value];
  if (const RegionId r = columns.region_id(p); r.valid()) return rows.region[r.value];
  return kRowCount - 1;
}

struct RowSpan {
  std::size_t begin = 0, end = kRowCount;
};
RowSpan rows_of(TerritoryRef t) {
  switch (t.level) {
    case TerritoryLevel::france: break;
    case TerritoryLevel::region: return {rows().region_begin[t.row], rows().region[t.row] + 1};
    case TerritoryLevel::departement:
      return {rows().department[t.row], rows().department[t.row] + 1};
  }
  return {};
}

// The last value of each stands for "not known".
constexpr std::size_t kYears = kYearSpanCount + 1, kSourceYears = kSourceYearCount + 1;
enum Gap : std::uint8_t { no_point, no_form, no_source, kGapCount };

std::size_t source_year_index(int year) {
  if (year == 0) return kSourceYearCount;
  return static_cast<std::size_t>(std::clamp(year - kFirstSourceYear, 0, kSourceYearCount - 1));
}

template <std::size_t N>
std::array<int, N> sums(const ClassTable& table, RowSpan span,
                        std::span<const std::uint8_t> shown) {
  std::array<int, N> out{};
  for (std::size_t row = span.begin; row < span.end; ++row) {
    for (std::size_t i = 0; i < N; ++i) out[i] += table.sum(row * N + i, shown);
  }
  return out;
}

void count_kinds(const Places& places, const ClassTable& precisions, RowSpan span, KindSet visible,
                 Profile& out) {
  for (std::size_t c = 0; c < precisions.row(0).size(); ++c) {
    const KindSet kinds = places.classes()[c];
    if ((kinds & visible).empty()) continue;
    int n = 0;
    for (std::size_t row = span.begin * kPrecisionCount; row < span.end * kPrecisionCount; ++row) {
      n += precisions.row(row)[c];
    }
    for (std::uint8_t k = 0; k < kKindCount; ++k) out.by_kind[k] += kinds.has(Kind{k}) ? n : 0;
    for (int f = 0; f < kFamilyCount; ++f) {
      const bool own = !(kinds & visible & kinds_of(static_cast<Family>(f))).empty();
      out.by_family[static_cast<std::size_t>(f)] += own ? n : 0;
    }
  }
}

}  // namespace

YearSpan year_span(int index) {
  const int from = index == 0 ? 0 : kFirstSpanEnd + 1 + (index - 1) * kSpanYears;
  return {from, index == kYearSpanCount - 1 ? 0 : kFirstSpanEnd + index * kSpanYears};
}

int year_span_of(int year) {
  if (year <= kFirstSpanEnd) return 0;
  return std::min(1 + (year - kFirstSpanEnd - 1) / kSpanYears, kYearSpanCount - 1);
}

ProfileTables no_profiles(const Places& places) {
  const std::size_t classes = places.classes().size();
  return {{kRowCount * kPrecisionCount, classes},
          {kRowCount * kYears, classes},
          {kRowCount * kSourceYears, classes},
          {kRowCount * kGapCount, classes}};
}

void tabulate_profiles(const Places::Columns& columns, const PlaceSet::Part& some,
                       ProfileTables& tables) {
  const Rows& all_rows = rows();
  for (const PlaceId p : some) {
    const Places::ClassIndex c = columns.class_of(p);
    const std::size_t row = row_of(columns, p, all_rows);
    tables.precisions.add(row * kPrecisionCount + static_cast<std::size_t>(columns.precision(p)),
                          c);
    const int year = columns.year(p);
    tables.years.add(
        row * kYears + static_cast<std::size_t>(year > 0 ? year_span_of(year) : kYearSpanCount), c);
    tables.source_years.add(row * kSourceYears + source_year_index(columns.source_year(p)), c);
    if (!columns.located(p)) tables.gaps.add(row * kGapCount + no_point, c);
    if (columns.form(p) == LegalForm::unknown) tables.gaps.add(row * kGapCount + no_form, c);
    if (columns.source_url(p).empty()) tables.gaps.add(row * kGapCount + no_source, c);
  }
}

ProfileTables tabulate_profiles(const Places& places, const PlaceSet& some) {
  ProfileTables tables = no_profiles(places);
  places.in_parts(0, static_cast<std::uint32_t>(places.size()),
                  [&](const Places::Columns& columns) {
                    const auto part = some.between(columns.first(), columns.end());
                    tabulate_profiles(columns, part, tables);
                  });
  return tables;
}

void add(ProfileTables& to, const ProfileTables& other) {
  to.precisions.add(other.precisions);
  to.years.add(other.years);
  to.source_years.add(other.source_years);
  to.gaps.add(other.gaps);
}

ClassTables class_tables(const ProfileTables& tables) {
  const std::size_t classes = tables.precisions.row(0).size();
  ClassTables out{{2, classes},
                  {kDepartmentCount + 1, classes},
                  {kRegionCount + 1, classes},
                  {kPrecisionCount, classes}};
  const auto add_row = [&](std::size_t row, std::size_t department, std::size_t region) {
    for (Places::ClassIndex c = 0; c < classes; ++c) {
      int all = 0;
      for (std::size_t i = 0; i < kPrecisionCount; ++i) {
        const int n = tables.precisions.row(row * kPrecisionCount + i)[c];
        out.precisions.add(i, c, n);
        all += n;
      }
      const int without_point = tables.gaps.row(row * kGapCount + no_point)[c];
      out.located.add(0, c, without_point);
      out.located.add(1, c, all - without_point);
      out.departments.add(department, c, all);
      out.regions.add(region, c, all);
    }
  };
  for (std::uint8_t d = 0; d < kDepartmentCount; ++d) {
    add_row(rows().department[d], d, region_of(DepartmentId{d}).value);
  }
  for (std::uint8_t r = 0; r < kRegionCount; ++r) add_row(rows().region[r], kDepartmentCount, r);
  add_row(kRowCount - 1, kDepartmentCount, kRegionCount);
  return out;
}

Profile profile_of(const Places& places, const ProfileTables& tables, TerritoryRef territory,
                   KindSet visible) {
  const auto shown = shown_classes(places, visible);
  const RowSpan span = rows_of(territory);
  const Population people = population_of(territory);
  Profile out;
  out.population = people.people;
  out.vintage = people.vintage;
  out.by_precision = sums<kPrecisionCount>(tables.precisions, span, shown);
  for (const int n : out.by_precision) out.total += n;
  const auto years = sums<kYears>(tables.years, span, shown);
  std::copy_n(years.begin(), kYearSpanCount, out.by_year.begin());
  out.without_year = years.back();
  const auto sources = sums<kSourceYears>(tables.source_years, span, shown);
  std::copy_n(sources.begin(), kSourceYearCount, out.by_source_year.begin());
  out.without_source_year = sources.back();
  const auto gaps = sums<kGapCount>(tables.gaps, span, shown);
  out.located = out.total - gaps[no_point];
  out.without_form = gaps[no_form];
  out.without_source = gaps[no_source];
  count_kinds(places, tables.precisions, span, visible, out);
  return out;
}

std::optional<double> Profile::share(int n) const {
  return total > 0 ? std::optional(static_cast<double>(n) / total) : std::nullopt;
}

std::optional<double> Profile::per_10000(int n) const {
  if (n == 0 || population <= 0) return std::nullopt;
  return n * 1e4 / static_cast<double>(population);
}

std::optional<int> Profile::median_source_year() const {
  const int dated = total - without_source_year;
  int before = 0;
  for (int i = 0; i < kSourceYearCount; ++i) {
    before += by_source_year[static_cast<std::size_t>(i)];
    if (before > 0 && 2 * before >= dated) return kFirstSourceYear + i;
  }
  return std::nullopt;
}

std::optional<Rank> rank_of(const std::vector<std::optional<double>>& values, std::size_t row) {
  if (row >= values.size() || !values[row]) return std::nullopt;
  Rank rank{1, false, 0};
  int equal = 0;
  for (const auto& value : values) {
    if (!value) continue;
    ++rank.of;
    rank.place += *value > *values[row] ? 1 : 0;
    equal += *value == *values[row] ? 1 : 0;
  }
  rank.tied = equal > 1;
  return rank;
}

}  // namespace terreau
