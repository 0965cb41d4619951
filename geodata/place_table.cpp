#include "geodata/place_table.h"

#include <algorithm>
#include <cmath>
#include <memory>

#include "geodata/attribution.h"

namespace terreau {
namespace {

using Type = TableColumn::Type;

struct PlaceColumn {
  TableColumn column;
  void (*fill)(const Places& places, PlaceId p, TableCell& cell);
};

void set_text(TableCell& cell, std::string_view text) { cell = std::string(text); }

std::string functions_of(const Places& places, PlaceId p) {
  std::string list;
  for (int f = 0; f < kFunctionCount; ++f) {
    const Kind kind = kind_of(static_cast<Function>(f));
    if (!places.kinds(p).has(kind)) continue;
    if (!list.empty()) list += ';';
    list += info(kind).code;
  }
  return list;
}

// A hundred-millionth of a degree is a millimetre; more digits say nothing.
double rounded(double degrees) { return std::round(degrees * 1e8) / 1e8; }

const PlaceColumn kWho[] = {
    {{"id", "", Type::text}, [](auto& places, PlaceId p, auto& c) { set_text(c, places.id(p)); }},
    {{"name", "", Type::text},
     [](auto& places, PlaceId p, auto& c) { set_text(c, places.name(p)); }},
    {{"legal_form", "", Type::text},
     [](auto& places, PlaceId p, auto& c) {
       const LegalForm form = places.form(p);
       if (form != LegalForm::unknown) set_text(c, info(form).code);
     }},
    {{"functions", "", Type::text},
     [](auto& places, PlaceId p, auto& c) { c = functions_of(places, p); }},
    {{"tags", "", Type::text},
     [](auto& places, PlaceId p, auto& c) { set_text(c, places.tags(p)); }},
    {{"commune", "", Type::text},
     [](auto& places, PlaceId p, auto& c) { set_text(c, places.commune(p)); }},
    {{"code_insee", "", Type::text},
     [](auto& places, PlaceId p, auto& c) { set_text(c, places.commune_code(p)); }},
    {{"departement", "dep", Type::text},
     [](auto& places, PlaceId p, auto& c) {
       const DepartmentId d = places.department(p);
       if (d.valid()) set_text(c, department(d).code);
     }},
    {{"departement_name", "dep_name", Type::text},
     [](auto& places, PlaceId p, auto& c) {
       const DepartmentId d = places.department(p);
       if (d.valid()) set_text(c, department(d).name);
     }},
    {{"region", "", Type::text},
     [](auto& places, PlaceId p, auto& c) { set_text(c, places.region(p)); }},
};
const PlaceColumn kWhere[] = {
    {{"lon", "", Type::real},
     [](auto& places, PlaceId p, auto& c) {
       if (places.located(p)) c = rounded(places.position(p).lon_deg);
     }},
    {{"lat", "", Type::real},
     [](auto& places, PlaceId p, auto& c) {
       if (places.located(p)) c = rounded(places.position(p).lat_deg);
     }},
};
const PlaceColumn kWhat[] = {
    {{"precision", "", Type::text},
     [](auto& places, PlaceId p, auto& c) { set_text(c, code(places.precision(p))); }},
    {{"year", "", Type::integer},
     [](auto& places, PlaceId p, auto& c) {
       if (places.year(p) != 0) c = std::int64_t{places.year(p)};
     }},
    {{"sector", "", Type::text},
     [](auto& places, PlaceId p, auto& c) { set_text(c, places.sector(p)); }},
    {{"website", "", Type::text},
     [](auto& places, PlaceId p, auto& c) { set_text(c, places.website(p)); }},
    {{"status", "", Type::text},
     [](auto& places, PlaceId p, auto& c) { set_text(c, places.status(p)); }},
    {{"source_url", "", Type::text},
     [](auto& places, PlaceId p, auto& c) { set_text(c, places.source_url(p)); }},
    {{"source_date", "src_date", Type::text},
     [](auto& places, PlaceId p, auto& c) { set_text(c, places.source_date(p)); }},
};

std::vector<PlaceColumn> columns_of(bool coordinates) {
  std::vector<PlaceColumn> columns(std::begin(kWho), std::end(kWho));
  if (coordinates) columns.insert(columns.end(), std::begin(kWhere), std::end(kWhere));
  columns.insert(columns.end(), std::begin(kWhat), std::end(kWhat));
  return columns;
}

std::string description(std::size_t rows, bool french) {
  const std::string n = std::to_string(rows);
  return french ? n + " organisations et lieux de coopération en France, une ligne chacun. Ce "
                      "n’est pas un recensement : ce qui manque peut exister."
                : n + " organisations and places of cooperation in France, a row each. Not a "
                      "census: what is missing may exist.";
}

}  // namespace

Table place_table(const Atlas& atlas, std::vector<PlaceId> places, bool coordinates, bool french) {
  struct Kept {
    Atlas atlas;  // shares its parts
    std::vector<PlaceId> rows;
    std::vector<PlaceColumn> columns;
  };
  auto kept = std::make_shared<const Kept>(Kept{atlas, std::move(places), columns_of(coordinates)});
  Table table;
  table.name = "places";
  table.title = french ? "Terreau : lieux de coopération" : "Terreau: places of cooperation";
  table.description = description(kept->rows.size(), french);
  table.licence = licence_text(atlas, kept->rows, french);
  for (const PlaceColumn& c : kept->columns) table.columns.push_back(c.column);
  table.columns.push_back({"source", "", Type::text});
  table.columns.push_back({"attribution", "attrib", Type::text});
  table.rows = kept->rows.size();
  table.fill = [kept](std::size_t row, std::vector<TableCell>& cells) {
    const Places& all = *kept->atlas.places;
    const PlaceId p = kept->rows[row];
    for (std::size_t c = 0; c < kept->columns.size(); ++c) {
      kept->columns[c].fill(all, p, cells[c]);
    }
    cells[kept->columns.size()] = public_name(kept->atlas.sources[all.source(p)]);
    cells[kept->columns.size() + 1] = attribution(kept->atlas, p);
  };
  table.point = [kept](std::size_t row) { return kept->atlas.places->position(kept->rows[row]); };
  return table;
}

Result<PlacesFile> write_places(const std::string& path, const Atlas& atlas,
                                std::vector<PlaceId> places, bool french,
                                const TableOptions& options) {
  const auto format = table_format(path);
  if (!format) return write_table(path, {}).error();
  const auto located = [&](PlaceId p) { return atlas.places->located(p); };
  const std::size_t asked = places.size();
  if (needs_points(*format)) std::erase_if(places, [&](PlaceId p) { return !located(p); });
  PlacesFile result;
  result.places = places.size();
  result.located = static_cast<std::size_t>(std::count_if(places.begin(), places.end(), located));
  const Table table = place_table(atlas, std::move(places), !holds_geometry(*format), french);
  result.licence = table.licence;
  auto written = write_table(path, table, options);
  if (!written) return written.error();
  result.file = *written;
  std::vector<Issue> warnings = written.warnings();
  if (const std::size_t left_out = asked - result.places; left_out > 0) {
    warnings.push_back({{},
                        std::to_string(left_out) + " places without a point were left out: " +
                            std::string(name(*format)) + " holds none",
                        ""});
  }
  return {std::move(result), std::move(warnings)};
}

}  // namespace terreau
