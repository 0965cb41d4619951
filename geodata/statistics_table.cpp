#include "geodata/statistics_table.h"

#include <cmath>
#include <memory>

#include "geodata/attribution.h"
#include "geodata/territories.h"

namespace terreau {
namespace {

using Type = TableColumn::Type;

void set_count(TableCell& cell, int n) {
  if (n > 0) cell = std::int64_t{n};
}

void set_per_10000(TableCell& cell, int n, std::int64_t population) {
  if (n == 0 || population <= 0) return;
  cell = std::round(n * 1e4 / static_cast<double>(population) * 1e4) / 1e4;
}

void fill_row(const TerritoryCounts& t, std::vector<TableCell>& cells) {
  std::size_t at = 0;
  for (const std::string_view text : {code(t.level), t.code, t.name})
    cells[at++] = std::string(text);
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
  const auto rows = std::make_shared<const std::vector<TerritoryCounts>>(
      count_territories(*atlas.places, places));
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
