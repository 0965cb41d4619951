#pragma once

#include <cstdint>
#include <string_view>

#include "geodata/territory_ref.h"

namespace terreau {

// How many people live in a territory, and as of when (geodata/france/SOURCES.md).
struct Population {
  std::int64_t people = 0;
  std::string_view vintage;
};
Population population_of(TerritoryRef territory);

}  // namespace terreau
