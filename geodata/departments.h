#pragma once

#include <array>
#include <bitset>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "geodata/types.h"

// The 101 departments, their regions and the territories that each have their own CRS.
// Source: INSEE, code officiel géographique.
namespace terreau {

inline constexpr int kDepartmentCount = 101;
using DepartmentSet = std::bitset<kDepartmentCount>;
inline constexpr int kRegionCount = 18;  // since 2016, overseas included
using RegionSet = std::bitset<kRegionCount>;

enum class Territory : std::uint8_t { metropole, guadeloupe, martinique, guyane, reunion, mayotte };
inline constexpr int kTerritoryCount = 6;
inline constexpr std::array kTerritories{Territory::metropole,  Territory::guadeloupe,
                                         Territory::martinique, Territory::guyane,
                                         Territory::reunion,    Territory::mayotte};

struct Department {
  std::string_view code;  // "01" … "2A" … "976"
  std::string_view name;  // "Ain" … "La Réunion"
  std::string_view region_code;
  std::string_view region;
  Territory territory;
};

std::span<const Department> departments();  // ordered by code, "2A" and "2B" after "19"
const Department& department(DepartmentId id);
std::optional<DepartmentId> department_by_code(std::string_view code);  // exact

// As people and files write a department: "1", "01", "['12']", "69D", "69M" (both: 69), "2a",
// "FR-62", "Pas de Calais", "COTE D'OR", "La Reunion". None where it is no department.
std::optional<DepartmentId> match_department(std::string_view text);

// The department of a commune's INSEE code ("62026", "2A004", "97411") or postal code ("20200"
// needs the commune's name to tell 2A from 2B: none).
std::optional<DepartmentId> department_of_commune_code(std::string_view insee_code);

struct Region {
  std::string_view code;  // "01" … "94"
  std::string_view name;
};
std::span<const Region> regions();  // ordered by code
const Region& region(RegionId id);
RegionId region_of(DepartmentId department);    // invalid for an invalid department
DepartmentSet departments_of(RegionId region);  // at least one
std::optional<RegionId> match_region(
    std::string_view text);  // its name or code, as people write it

std::string_view name(Territory t);

}  // namespace terreau
