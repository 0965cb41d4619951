#include "geodata/populations.h"

#include <array>
#include <charconv>
#include <string>
#include <vector>

#include "geodata/embedded.h"
#include "geodata/parse.h"

namespace terreau {
namespace {

using Populations = std::array<std::int64_t, kDepartmentCount>;

constexpr std::string_view kVintage = "COG 2026 (INSEE)", kVintageOfMayotte = "2017 (INSEE)",
                           kVintageOfFrance = "COG 2026 (INSEE), Mayotte 2017";
constexpr std::string_view kMayotte = "976";  // department; its region has another code

Populations read_populations() {
  Populations out{};
  std::string_view rest = embedded_text("france/departements.csv");
  std::vector<std::string> fields;
  while (next_csv_row(rest, fields)) {
    const auto id = department_by_code(fields[0]);
    if (!id || fields.size() < 5) continue;
    std::from_chars(fields[4].data(), fields[4].data() + fields[4].size(), out[id->value]);
  }
  return out;
}

bool holds(TerritoryRef t, DepartmentId d) {
  if (t.level == TerritoryLevel::departement) return d.value == t.row;
  return t.level == TerritoryLevel::france || region_of(d).value == t.row;
}

std::string_view vintage_of(TerritoryRef t) {
  if (t.level == TerritoryLevel::france) return kVintageOfFrance;
  return holds(t, *department_by_code(kMayotte)) ? kVintageOfMayotte : kVintage;
}

}  // namespace

Population population_of(TerritoryRef territory) {
  static const Populations table = read_populations();
  Population out{0, vintage_of(territory)};
  for (std::uint8_t d = 0; d < kDepartmentCount; ++d) {
    if (holds(territory, DepartmentId{d})) out.people += table[d];
  }
  return out;
}

}  // namespace terreau
