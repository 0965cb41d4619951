#include "geodata/territories.h"

#include <array>
#include <charconv>
#include <map>
#include <string>

#include "geodata/embedded.h"
#include "geodata/parse.h"

namespace terreau {
namespace {

using Populations = std::array<std::int64_t, kDepartmentCount>;

// geodata/france/SOURCES.md
constexpr std::string_view kVintage = "COG 2026 (INSEE)", kVintageOfMayotte = "2017 (INSEE)",
                           kVintageOfFrance = "COG 2026 (INSEE), Mayotte 2017";
constexpr std::string_view kMayotte = "976";

Populations populations() {
  Populations out{};
  const auto bytes = embedded_file("france/departements.csv");
  std::string_view rest(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  std::vector<std::string> fields;
  while (next_csv_row(rest, fields)) {
    const auto id = department_by_code(fields[0]);
    if (!id || fields.size() < 5) continue;
    std::from_chars(fields[4].data(), fields[4].data() + fields[4].size(), out[id->value]);
  }
  return out;
}

}  // namespace

std::string_view code(TerritoryLevel level) {
  static constexpr std::array<std::string_view, 3> kCodes{"france", "region", "departement"};
  return kCodes[static_cast<std::size_t>(level)];
}

std::vector<TerritoryCounts> count_territories(const Places& places,
                                               const std::vector<PlaceId>& subset) {
  std::map<std::string_view, std::vector<PlaceId>> by_region;  // by name
  std::vector<std::vector<PlaceId>> by_department(kDepartmentCount);
  for (const PlaceId p : subset) {
    by_region[places.region(p)].push_back(p);
    if (places.department(p).valid()) by_department[places.department(p).value].push_back(p);
  }
  const Populations people = populations();
  TerritoryCounts france{TerritoryLevel::france, "FR", "France", 0, kVintageOfFrance,
                         count(places, subset),  {}};
  std::map<std::string_view, TerritoryCounts> regions;  // by code
  std::vector<TerritoryCounts> rows;
  for (std::uint8_t i = 0; i < kDepartmentCount; ++i) {
    const DepartmentId id{i};
    const Department& d = department(id);
    const std::string_view vintage = d.code == kMayotte ? kVintageOfMayotte : kVintage;
    rows.push_back({TerritoryLevel::departement, d.code, d.name, people[i], vintage,
                    count(places, by_department[i]), id});
    TerritoryCounts& region = regions[d.region_code];
    region.level = TerritoryLevel::region;
    region.code = d.region_code;
    region.name = d.region;
    region.vintage = vintage;
    region.population += people[i];
    france.population += people[i];
  }
  std::vector<TerritoryCounts> all{france};
  for (auto& [region_code, region] : regions) {
    region.counts = count(places, by_region[region.name]);
    all.push_back(region);
  }
  all.insert(all.end(), rows.begin(), rows.end());
  return all;
}

}  // namespace terreau
