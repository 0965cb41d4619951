#include "geodata/profiles.h"

#include <algorithm>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "geodata/filter.h"
#include "geodata/populations.h"
#include "geodata/territories.h"

namespace terreau {
namespace {

// Places of every kind, some known to a department, some to a region, some nowhere.
Places any_places(std::mt19937& random, int count) {
  const auto below = [&](int n) { return std::uniform_int_distribution<>(0, n - 1)(random); };
  Places places;
  for (int i = 0; i < count; ++i) {
    PlaceRow row;
    row.id = row.name = std::to_string(i);
    row.form = static_cast<LegalForm>(below(kLegalFormCount));
    if (below(3) == 0) row.functions.push_back(static_cast<Function>(below(kFunctionCount)));
    row.precision = static_cast<Precision>(below(kPrecisionCount));
    if (below(5) > 0) {
      row.department = {static_cast<std::uint8_t>(below(kDepartmentCount))};
    } else if (below(2) == 0) {
      row.region = std::string(region({static_cast<std::uint8_t>(below(kRegionCount))}).name);
    }
    if (below(4) > 0) row.year = 1900 + below(130);
    if (below(4) > 0) row.source_date = std::to_string(2010 + below(16)) + "-02-03";
    if (below(4) > 0) row.source_url = "https://example.org";
    if (below(2) > 0) row.position = {2.0, 47.0};
    places.add(row, 0);
  }
  return places;
}

Filter any_filter(std::mt19937& random) {
  Filter filter;
  if (random() % 2 == 0) filter.year_from = 1950 + static_cast<int>(random() % 60);
  if (random() % 3 == 0)
    filter.forms = KindSet(static_cast<std::uint32_t>(random()) & KindSet::all().bits());
  for (int i = 0; random() % 3 == 0 && i < 30; ++i)
    filter.departments.set(random() % kDepartmentCount);
  if (random() % 4 == 0) filter.regions.set(random() % kRegionCount);
  return filter;
}

int of_years(const Profile& p) {
  int sum = p.without_year;
  for (const int n : p.by_year) sum += n;
  return sum;
}

int of_sources(const Profile& p) {
  int sum = p.without_source_year;
  for (const int n : p.by_source_year) sum += n;
  return sum;
}

// Without going back to the places.
TEST(Profiles, Tell_the_counts_of_their_places) {
  std::mt19937 random(21);
  const Places places = any_places(random, 700);
  for (int round = 0; round < 20; ++round) {
    const auto subset = passing(places, any_filter(random));
    const ClassTables told = class_tables(tabulate_profiles(places, subset));
    const ClassTables counted = tabulate(places, subset.ids());
    for (const auto part : {&ClassTables::located, &ClassTables::departments, &ClassTables::regions,
                            &ClassTables::precisions}) {
      ASSERT_EQ((told.*part).rows(), (counted.*part).rows());
      for (std::size_t row = 0; row < (told.*part).rows(); ++row) {
        EXPECT_TRUE(std::ranges::equal((told.*part).row(row), (counted.*part).row(row)));
      }
    }
  }
}

// Departments, what is known to a region only and what is known nowhere add up to France; and each
// property of a territory adds up to its total.
TEST(Profiles, Territories_add_up_for_any_filter_and_any_kinds) {
  std::mt19937 random(20);
  const Places places = any_places(random, 700);
  for (int round = 0; round < 60; ++round) {
    const auto subset = passing(places, any_filter(random));
    const KindSet visible(static_cast<std::uint32_t>(random()) & KindSet::all().bits());
    const ProfileTables tables = tabulate_profiles(places, subset);
    const auto profile = [&](TerritoryRef t) { return profile_of(places, tables, t, visible); };
    int departments = 0, regions = 0, nowhere = 0, region_only = 0, shown = 0;
    for (const PlaceId p : subset) {
      if ((places.kinds(p) & visible).empty()) continue;
      ++shown;
      const bool in_department = places.department(p).valid(),
                 in_region = places.region_id(p).valid();
      region_only += !in_department && in_region ? 1 : 0;
      nowhere += in_department || in_region ? 0 : 1;
    }
    for (const auto level : {TerritoryLevel::departement, TerritoryLevel::region}) {
      for (const TerritoryRef t : territories(level)) {
        const Profile p = profile(t);
        (level == TerritoryLevel::region ? regions : departments) += p.total;
        ASSERT_EQ(of_years(p), p.total);
        ASSERT_EQ(of_sources(p), p.total);
      }
    }
    const Profile france = profile({});
    ASSERT_EQ(france.total, shown);
    ASSERT_EQ(departments + region_only + nowhere, shown);
    ASSERT_EQ(regions + nowhere, shown);
    const Counts counts = count_shown(places, tabulate(places, subset.ids()), visible);
    ASSERT_EQ(france.total, counts.total);
    ASSERT_EQ(france.located, counts.located);
    ASSERT_EQ(france.by_family, counts.by_family);
    ASSERT_EQ(france.by_precision, counts.by_precision);
    for (const TerritoryRef t : territories(TerritoryLevel::departement)) {
      ASSERT_EQ(profile(t).total, counts.by_department[t.row]);
    }
    for (const TerritoryRef t : territories(TerritoryLevel::region)) {
      ASSERT_EQ(profile(t).total, counts.by_region[t.row]);
    }
  }
}

TEST(Profiles, Say_what_is_not_known) {
  Places places;
  PlaceRow row;
  row.id = "a";
  row.department = *department_by_code("62");
  row.functions = {Function::ptce};
  places.add(row, 0);
  row.form = LegalForm::scic;
  row.year = 1979;
  row.source_url = "https://example.org";
  row.source_date = "2013-05-01";
  row.position = {2.5, 50.5};
  row.precision = Precision::commune;
  places.add(row, 0);
  const auto tables = tabulate_profiles(places, PlaceSet::all(2));
  const Profile p = profile_of(places, tables, ref(*department_by_code("62")), KindSet::all());
  EXPECT_EQ(p.total, 2);
  EXPECT_EQ(p.located, 1);
  EXPECT_EQ(p.to_commune(), 1);
  EXPECT_EQ(p.without_form, 1);
  EXPECT_EQ(p.without_year, 1);
  EXPECT_EQ(p.without_source, 1);
  EXPECT_EQ(p.without_source_year, 1);
  EXPECT_EQ(p.by_year[0], 1);
  EXPECT_EQ(p.median_source_year(), 2013);
  EXPECT_EQ(p.by_kind[kind_of(Function::ptce).value], 2);
  EXPECT_EQ(p.share(1), 0.5);
  const Profile empty = profile_of(places, tables, ref(*department_by_code("59")), KindSet::all());
  EXPECT_FALSE(empty.share(0).has_value());
  EXPECT_FALSE(empty.per_10000(0).has_value());
  EXPECT_FALSE(empty.median_source_year().has_value());
}

TEST(Profiles, Spans_of_years_follow_each_other) {
  EXPECT_EQ(year_span_of(1850), 0);
  EXPECT_EQ(year_span_of(1979), 0);
  EXPECT_EQ(year_span_of(1980), 1);
  EXPECT_EQ(year_span_of(2024), 9);
  EXPECT_EQ(year_span_of(2025), kYearSpanCount - 1);
  EXPECT_EQ(year_span_of(2080), kYearSpanCount - 1);
  for (int year = 1970; year < 2040; ++year) {
    const YearSpan span = year_span(year_span_of(year));
    EXPECT_TRUE(span.from == 0 || span.from <= year) << year;
    EXPECT_TRUE(span.to == 0 || year <= span.to) << year;
  }
}

TEST(Profiles, Equal_values_share_a_rank_and_no_data_has_none) {
  const std::vector<std::optional<double>> values{5, {}, 9, 5, 1};
  EXPECT_EQ(rank_of(values, 2)->place, 1);
  EXPECT_FALSE(rank_of(values, 2)->tied);
  EXPECT_EQ(rank_of(values, 0)->place, 2);
  EXPECT_TRUE(rank_of(values, 0)->tied);
  EXPECT_EQ(rank_of(values, 4)->place, 4);
  EXPECT_EQ(rank_of(values, 4)->of, 4);
  EXPECT_FALSE(rank_of(values, 1).has_value());
}

TEST(Territories, Words_tell_a_region_from_a_department_of_its_code) {
  for (const auto level :
       {TerritoryLevel::france, TerritoryLevel::region, TerritoryLevel::departement}) {
    for (const TerritoryRef t : territories(level)) EXPECT_EQ(territory_by_word(word_of(t)), t);
  }
  EXPECT_EQ(word_of(ref(*match_region("11"))), "region:11");
  EXPECT_EQ(word_of(ref(*department_by_code("11"))), "11");
  EXPECT_FALSE(territory_by_word("region:99").has_value());
  EXPECT_FALSE(territory_by_word("").has_value());
}

// The populations of the departments add up to their region's and to that of France.
TEST(Populations, Add_up_and_say_their_vintage) {
  std::int64_t departments = 0, regions = 0;
  for (const TerritoryRef t : territories(TerritoryLevel::departement)) {
    EXPECT_GT(population_of(t).people, 50'000) << name(t);
    departments += population_of(t).people;
  }
  for (const TerritoryRef t : territories(TerritoryLevel::region))
    regions += population_of(t).people;
  EXPECT_EQ(departments, population_of({}).people);
  EXPECT_EQ(regions, departments);
  EXPECT_EQ(population_of(ref(*department_by_code("976"))).vintage, "2017 (INSEE)");
  EXPECT_EQ(population_of(ref(*department_by_code("62"))).vintage, "COG 2026 (INSEE)");
}

}  // namespace
}  // namespace terreau
