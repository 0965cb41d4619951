#include "geodata/statistics_table.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <memory>

#include "geodata/attribution.h"
#include "geodata/embedded.h"
#include "geodata/parse.h"
#include "geodata/statistics.h"

namespace terreau {
namespace {

using Type = TableColumn::Type;
using Populations = std::array<std::int64_t, kDepartmentCount>;

// geodata/france/SOURCES.md
constexpr std::string_view kVintage = "COG 2026 (INSEE)", kVintageOfMayotte = "2017 (INSEE)",
                           kVintageOfFrance = "COG 2026 (INSEE), Mayotte 2017";
constexpr std::string_view kMayotte = "976";

struct TerritoryRow {
  std::string_view level, code, name, vintage;
  std::int64_t population = 0;
  Counts counts;
};

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

std::vector<TerritoryRow> territories(const Places& places, const std::vector<PlaceId>& subset) {
  std::map<std::string_view, std::vector<PlaceId>> by_region;
  std::vector<std::vector<PlaceId>> by_department(kDepartmentCount);
  for (const PlaceId p : subset) {
    by_region[places.region(p)].push_back(p);
    if (places.department(p).valid()) by_department[places.department(p).value].push_back(p);
  }
  const Populations people = populations();
  TerritoryRow france{"france", "FR", "France", kVintageOfFrance, 0, count(places, subset)};
  std::map<std::string_view, TerritoryRow> regions;  // by code
  std::vector<TerritoryRow> rows;
  for (std::uint8_t i = 0; i < kDepartmentCount; ++i) {
    const Department& d = department(DepartmentId{i});
    const std::string_view vintage = d.code == kMayotte ? kVintageOfMayotte : kVintage;
    rows.push_back(
        {"departement", d.code, d.name, vintage, people[i], count(places, by_department[i])});
    TerritoryRow& region = regions[d.region_code];
    region.level = "region";
    region.code = d.region_code;
    region.name = d.region;
    region.vintage = vintage;
    region.population += people[i];
    france.population += people[i];
  }
  std::vector<TerritoryRow> all{france};
  for (auto& [code, region] : regions) {
    region.counts = count(places, by_region[region.name]);
    all.push_back(region);
  }
  all.insert(all.end(), rows.begin(), rows.end());
  return all;
}

void set_count(TableCell& cell, int n) {
  if (n > 0) cell = std::int64_t{n};
}

void set_per_10000(TableCell& cell, int n, std::int64_t population) {
  if (n == 0 || population <= 0) return;
  cell = std::round(n * 1e4 / static_cast<double>(population) * 1e4) / 1e4;
}

void fill_row(const TerritoryRow& t, std::vector<TableCell>& cells) {
  std::size_t at = 0;
  for (const std::string_view text : {t.level, t.code, t.name}) cells[at++] = std::string(text);
  if (t.population > 0) {
    cells[at] = t.population;
    cells[at + 1] = std::string(t.vintage);
  }
  at += 2;
  set_count(cells[at++], t.counts.total);
  if (t.counts.total > 0) cells[at] = std::int64_t{t.counts.located};
  ++at;
  set_per_10000(cells[at++], t.counts.total, t.population);
  for (const int n : t.counts.by_family) {
    set_count(cells[at++], n);
    set_per_10000(cells[at++], n, t.population);
  }
  for (const int n : t.counts.by_kind) set_count(cells[at++], n);
}

std::vector<TableColumn> columns() {
  std::vector<TableColumn> out{{"level", "", Type::text},
                               {"code", "", Type::text},
                               {"name", "", Type::text},
                               {"population", "", Type::integer},
                               {"population_vintage", "", Type::text},
                               {"total", "", Type::integer},
                               {"located", "", Type::integer},
                               {"per_10000", "", Type::real}};
  for (int f = 0; f < kFamilyCount; ++f) {
    const std::string name = "family_" + std::string(info(static_cast<Family>(f)).code);
    out.push_back({name, "", Type::integer});
    out.push_back({name + "_per_10000", "", Type::real});
  }
  for (std::uint8_t k = 0; k < kKindCount; ++k) {
    const char* prefix = is_function(Kind{k}) ? "function_" : "form_";
    out.push_back({prefix + std::string(info(Kind{k}).code), "", Type::integer});
  }
  return out;
}

}  // namespace

Table statistics_table(const Atlas& atlas, const std::vector<PlaceId>& places, bool french) {
  const auto rows =
      std::make_shared<const std::vector<TerritoryRow>>(territories(*atlas.places, places));
  Table table;
  table.name = "statistics";
  table.title = french ? "Terreau : lieux de coopération par territoire"
                       : "Terreau: places of cooperation by territory";
  table.description =
      french ? "Organisations connues ici, par territoire et pour 10 000 habitants. Une cellule "
               "vide veut dire « pas de donnée », jamais « aucune coopération »."
             : "Organisations known here, by territory and per 10,000 inhabitants. An empty cell "
               "means \"no data\", never \"no cooperation\".";
  table.licence =
      licence_text(atlas, places, french) + (french ? " Populations : INSEE (Licence Ouverte)."
                                                    : " Populations: INSEE (Licence Ouverte).");
  table.columns = columns();
  table.rows = rows->size();
  table.fill = [rows](std::size_t row, std::vector<TableCell>& cells) {
    fill_row((*rows)[row], cells);
  };
  return table;
}

}  // namespace terreau
