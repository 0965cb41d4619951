#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "geodata/departments.h"

namespace terreau {

// What statistics are about: France, a region, a department.
enum class TerritoryLevel : std::uint8_t { france, region, departement };
std::string_view code(TerritoryLevel level);  // "france", "region", "departement"

struct TerritoryRef {
  TerritoryLevel level = TerritoryLevel::france;
  std::uint8_t row = 0;  // of regions() or departments()
  friend auto operator<=>(const TerritoryRef&, const TerritoryRef&) = default;
};

inline TerritoryRef ref(DepartmentId d) { return {TerritoryLevel::departement, d.value}; }
inline TerritoryRef ref(RegionId r) { return {TerritoryLevel::region, r.value}; }

std::string_view name(TerritoryRef t);
std::string_view code(TerritoryRef t);  // INSEE's; "FR" for France

// "france", "region:32", "62": a region and a department may have the same code.
std::string word_of(TerritoryRef t);
std::optional<TerritoryRef> territory_by_word(std::string_view word);

// Every territory of a level, in order of code.
std::vector<TerritoryRef> territories(TerritoryLevel level);

}  // namespace terreau
