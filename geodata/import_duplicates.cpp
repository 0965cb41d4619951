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
    const Keys keys{is_siret(id) ? siret_key(id) : 0,
                    name_key(before.name(place), before.commune_code(place))};
    note(keys, {place, 0, keys.siret != 0});
  }
}

std::optional<Duplicates::Met> Duplicates::find_or_note(const Keys& keys, const Met& now) {
  if (keys.siret != 0) {
    const auto [same, noted] = by_siret_.try_emplace(keys.siret, now);
    if (!noted) return same->second;
  }
  if (keys.name == 0) return std::nullopt;
  const auto [same, noted] = by_name_.try_emplace(keys.name, now);
  if (noted || (same->second.has_siret && now.has_siret)) return std::nullopt;
  if (keys.siret != 0) by_siret_.erase(keys.siret);
  return same->second;
}

void Duplicates::note(const Keys& keys, const Met& now) {
  if (keys.siret != 0) by_siret_.try_emplace(keys.siret, now);
  if (keys.name != 0) by_name_.try_emplace(keys.name, now);
}

}  // namespace terreau::import
