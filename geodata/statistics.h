#pragma once

#include <array>
#include <vector>

#include "geodata/places.h"

namespace terreau {

// Counts over a set of places. An organisation counts once in `total`, and once in each of its
// kinds and in each family of these kinds, so the rows may add up to more than the total.
struct Counts {
  int total = 0;
  int located = 0;
  std::array<int, kKindCount> by_kind{};
  std::array<int, kFamilyCount> by_family{};
  std::array<int, kPrecisionCount> by_precision{};
  std::array<int, kDepartmentCount> by_department{};  // by the department it is known in
};

Counts count(const Places& places, const std::vector<PlaceId>& subset);

// The places known in a department: located or not, in order of name.
std::vector<PlaceId> places_of(const Places& places, const std::vector<PlaceId>& subset,
                               DepartmentId department);

}  // namespace terreau
