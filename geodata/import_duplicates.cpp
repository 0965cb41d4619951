#include "geodata/import_duplicates.h"

#include <functional>
#include <string>

#include "geodata/parse.h"
#include "geodata/search.h"

namespace terreau::import {
namespace {

// 0 where a name or a commune is missing.
std::uint64_t name_key(std::string_view name, std::string_view commune_code) {
  if (name.empty() || commune_code.empty()) return 0;
  return std::hash<std::string>{}(fold(name) + '\n' + std::string(commune_code));
}

std::uint64_t siret_key(std::string_view siret) { return std::hash<std::string_view>{}(siret); }

}  // namespace

Duplicates::Duplicates(const Places& before) {
  for (std::uint32_t i = 0; i < before.size(); ++i) {
    const PlaceId place{i};
    const std::string_view id = before.id(place);
    const bool has_siret = is_siret(id);
    if (has_siret) by_siret_.emplace(siret_key(id), Met{place, 0, true});
    if (const auto key = name_key(before.name(place), before.commune_code(place))) {
      by_name_.emplace(key, Met{place, 0, has_siret});
    }
  }
}

std::optional<Duplicates::Met> Duplicates::find(const PlaceRow& row, std::string_view siret) const {
  if (!siret.empty()) {
    const auto found = by_siret_.find(siret_key(siret));
    if (found != by_siret_.end()) return found->second;
  }
  const auto key = name_key(row.name, row.commune_code);
  const auto found = key == 0 ? by_name_.end() : by_name_.find(key);
  if (found == by_name_.end() || (found->second.has_siret && !siret.empty())) return std::nullopt;
  return found->second;
}

void Duplicates::note(const PlaceRow& row, std::string_view siret, PlaceId place,
                      std::int64_t layer_row) {
  const Met met{place, layer_row, !siret.empty()};
  if (met.has_siret) by_siret_.emplace(siret_key(siret), met);
  if (const auto key = name_key(row.name, row.commune_code)) by_name_.emplace(key, met);
}

}  // namespace terreau::import
