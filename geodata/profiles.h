#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "geodata/place_set.h"
#include "geodata/statistics.h"
#include "geodata/territory_ref.h"

// What is known of each territory: how many, which kinds, how precisely, since when, from when.
namespace terreau {

// The spans of years that a trend is told in: before 1980, five years each, since 2025.
inline constexpr int kYearSpanCount = 11;
struct YearSpan {
  int from = 0, to = 0;  // 0: open
};
YearSpan year_span(int index);
int year_span_of(int year);  // of a year that is known

// Years of source dates; those before and after count with the first and the last one.
inline constexpr int kFirstSourceYear = 1980, kSourceYearCount = 60;

// A set of places, counted by class, territory and one more property, so that a choice of classes
// is summed without going back to the places.
struct ProfileTables {
  ClassTable precisions, years, source_years, gaps;
};
ProfileTables no_profiles(const Places& places);  // of none of them yet
void tabulate_profiles(const Places::Columns& columns, const PlaceSet::Part& some,
                       ProfileTables& tables);
ProfileTables tabulate_profiles(const Places& places, const PlaceSet& some);
void add(ProfileTables& to, const ProfileTables& other);  // of other places of the same Places
ClassTables class_tables(const ProfileTables& tables);    // what tabulate() says of the same places

struct Profile {
  std::int64_t population = 0;
  std::string_view vintage;  // of the population
  int total = 0;
  int located = 0;
  std::array<int, kKindCount> by_kind{};      // hidden kinds of shown places too
  std::array<int, kFamilyCount> by_family{};  // by their shown kinds
  std::array<int, kPrecisionCount> by_precision{};
  std::array<int, kYearSpanCount> by_year{};
  std::array<int, kSourceYearCount> by_source_year{};
  int without_year = 0, without_source_year = 0, without_form = 0, without_source = 0;

  int to_commune() const { return by_precision[0] + by_precision[1]; }  // or better
  // None where nothing is known: that is no share of 0.
  std::optional<double> share(int n) const;
  std::optional<double> per_10000(int n) const;
  std::optional<int> median_source_year() const;  // the lower one of two
};

// Of the places that are shown while only `visible` kinds are.
Profile profile_of(const Places& places, const ProfileTables& tables, TerritoryRef territory,
                   KindSet visible);

// A place among the territories with data, the largest value first. Equal values share a place.
struct Rank {
  int place = 0;
  bool tied = false;
  int of = 0;
};
std::optional<Rank> rank_of(const std::vector<std::optional<double>>& values, std::size_t row);

}  // namespace terreau
