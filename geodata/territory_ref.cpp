#include "geodata/territory_ref.h"

#include <array>

namespace terreau {
namespace {

constexpr std::string_view kFrance = "france", kRegionPrefix = "region:";

}  // namespace

std::string_view code(TerritoryLevel level) {
  static constexpr std::array<std::string_view, 3> kCodes{"france", "region", "departement"};
  return kCodes[static_cast<std::size_t>(level)];
}

std::string_view name(TerritoryRef t) {
  switch (t.level) {
    case TerritoryLevel::france: break;
    case TerritoryLevel::region: return region(RegionId{t.row}).name;
    case TerritoryLevel::departement: return department(DepartmentId{t.row}).name;
  }
  return "France";
}

std::string_view code(TerritoryRef t) {
  switch (t.level) {
    case TerritoryLevel::france: break;
    case TerritoryLevel::region: return region(RegionId{t.row}).code;
    case TerritoryLevel::departement: return department(DepartmentId{t.row}).code;
  }
  return "FR";
}

std::string word_of(TerritoryRef t) {
  if (t.level == TerritoryLevel::france) return std::string(kFrance);
  const std::string own(code(t));
  return t.level == TerritoryLevel::region ? std::string(kRegionPrefix) + own : own;
}

std::optional<TerritoryRef> territory_by_word(std::string_view word) {
  if (word == kFrance) return TerritoryRef{};
  if (word.starts_with(kRegionPrefix)) {
    const auto r = match_region(word.substr(kRegionPrefix.size()));
    return r ? std::optional(ref(*r)) : std::nullopt;
  }
  const auto d = department_by_code(word);
  return d ? std::optional(ref(*d)) : std::nullopt;
}

std::vector<TerritoryRef> territories(TerritoryLevel level) {
  if (level == TerritoryLevel::france) return {TerritoryRef{}};
  const int count = level == TerritoryLevel::region ? kRegionCount : kDepartmentCount;
  std::vector<TerritoryRef> out;
  for (int row = 0; row < count; ++row) out.push_back({level, static_cast<std::uint8_t>(row)});
  return out;
}

}  // namespace terreau
