#include "geodata/import_duplicates.h"

#include <functional>
#include <string>

#include "geodata/parse.h"
#include "geodata/search.h"

namespace terreau::import {

std::uint64_t Duplicates::name_key(std::string_view name, std::string_view commune_code) {
  if (name.empty() || commune_code.empty()) return 0;
  return std::hash<std::string>{}(fold(name) + '\n' + std::string(commune_code));
}

std::uint64_t Duplicates::siret_key(std::string_view siret) {
  return siret.empty() ? 0 : std::hash<std::string_view>{}(siret);
}

Duplicates::Duplicates(const Places& before, std::size_t rows_to_come) {
  by_siret_.reserve(before.size() + rows_to_come);
  by_name_.reserve(before.size() + rows_to_come);
  for (std::uint32_t i = 0; i < before.size(); ++i) {
    const PlaceId place{i};
    const std::string_view id = before.id(place);
    note({is_siret(id) ? siret_key(id) : 0,
          name_key(before.name(place), before.commune_code(place))},
         place, 0);
  }
}

std::optional<Duplicates::Met> Duplicates::find(const Keys& keys) const {
  if (keys.siret != 0) {
    const auto found = by_siret_.find(keys.siret);
    if (found != by_siret_.end()) return found->second;
  }
  const auto found = keys.name == 0 ? by_name_.end() : by_name_.find(keys.name);
  if (found == by_name_.end() || (found->second.has_siret && keys.siret != 0)) return std::nullopt;
  return found->second;
}

void Duplicates::note(const Keys& keys, PlaceId place, std::int64_t layer_row) {
  const Met met{place, layer_row, keys.siret != 0};
  if (keys.siret != 0) by_siret_.emplace(keys.siret, met);
  if (keys.name != 0) by_name_.emplace(keys.name, met);
}

}  // namespace terreau::import
