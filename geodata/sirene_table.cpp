#include <cmath>

#include "geodata/sirene_parts.h"

// What was kept, as the layer that is written. Columns are named so that the import recognises
// them.
namespace terreau::sirene {
namespace {

using Type = TableColumn::Type;

// A hundred-millionth of a degree is a millimetre; more digits say nothing.
double rounded(double degrees) { return std::round(degrees * 1e8) / 1e8; }

std::string digits_of(std::uint64_t number, std::size_t digits) {
  std::string text = std::to_string(number);
  text.insert(0, digits - text.size(), '0');
  return text;
}

constexpr std::string_view kSource =
    "https://www.data.gouv.fr/fr/datasets/"
    "base-sirene-des-entreprises-et-de-leurs-etablissements-siren-siret/";

std::vector<TableColumn> columns() {
  std::vector<TableColumn> all;
  for (const char* name :
       {"siret", "siren", "name", "legal_form", "functions", "commune", "code_insee", "code_postal",
        "departement", "precision", "sector", "status", "source_url", "source_date", "ess",
        "categorie_insee", "siege", "enseigne", "adresse"}) {
    all.push_back({name, "", Type::text});
  }
  all.push_back({"year", "", Type::integer});
  return all;
}

class Rows {
 public:
  Rows(const Units& units, const Establishments& places, std::string edition, bool french)
      : units_(units), places_(places), edition_(std::move(edition)), french_(french) {}

  // In the order of columns().
  void fill(std::size_t row, std::vector<TableCell>& cells) const {
    const Establishment& place = places_.rows[row];
    const Unit& unit = units_.rows[place.unit];
    const Whereabouts where = places_.where(place);
    const bool known = place.department.valid();
    std::size_t c = 0;
    const auto put = [&](std::string_view text) { cells[c++] = std::string(text); };
    put(digits_of(siret_of(units_, place), 14));
    put(digits_of(unit.siren, 9));
    put(units_.names[place.unit]);
    put(info(unit.form).code);
    put(unit.cae ? info(Function::cae).code : std::string_view());
    put(where.commune);
    put(where.commune_code);
    put(where.postal_code);
    put(known ? department(place.department).code : std::string_view());
    put(code(place.precision));
    const std::string_view own_sector = places_.sectors[place.sector];
    put(own_sector.empty() ? units_.sectors[unit.sector] : own_sector);
    put(status(unit.active && place.active));
    put(kSource);
    put(edition_);
    put(unit.ess == ' ' ? std::string_view() : std::string_view(&unit.ess, 1));
    put(digits_of(unit.category, 4));
    put(place.head_office ? "O" : "N");
    put(places_.signs[row]);
    put(places_.addresses[row]);
    // A head office is as old as its enterprise, whatever it moved since.
    const std::uint16_t year = place.head_office && unit.year != 0 ? unit.year : place.year;
    if (year != 0) cells[c] = std::int64_t{year};
  }

  LonLat point(std::size_t row) const {
    const Establishment& place = places_.rows[row];
    return place.epsg != 0 ? LonLat{rounded(place.x), rounded(place.y)} : LonLat{};
  }

 private:
  std::string_view status(bool active) const {
    if (french_) return active ? "en activité" : "fermé";
    return active ? "active" : "closed";
  }

  const Units& units_;
  const Establishments& places_;
  const std::string edition_;
  const bool french_;
};

std::string description(const Report& report, bool french) {
  const std::string n = std::to_string(report.counts.places);
  return french
             ? n + " établissements de coopératives, tels que l’Insee les connaît (Sirene). Ce "
                   "n’est "
                   "pas un recensement des coopératives : voir NOT_DETERMINABLE."
             : n + " establishments of cooperatives, as INSEE knows them (Sirene). Not a census of "
                   "cooperatives: see NOT_DETERMINABLE.";
}

std::string forms_of(const Counts& counts) {
  std::string text;
  for (std::size_t f = 0; f < counts.by_form.size(); ++f) {
    if (counts.by_form[f] == 0) continue;
    text += (text.empty() ? "" : " ") + std::string(info(static_cast<LegalForm>(f)).code) + "=" +
            std::to_string(counts.by_form[f]);
  }
  return text;
}

}  // namespace

std::string not_determinable(const Report& report, bool french) {
  const std::string start =
      french ? "non déterminable d’après ces fichiers : " : "not determinable from these files: ";
  if (report.rne_column.empty()) {
    return start + (french
                        ? "scic, coop_habitants, cae, ptce, espace_test, et toute coopérative en "
                          "SAS (l’Insee les range sous d’autres codes, ou sous 5710)"
                        : "scic, coop_habitants, cae, ptce, espace_test, and any cooperative that "
                          "is a SAS (INSEE files them under other codes, or under 5710)");
  }
  const std::string coded = std::to_string(report.rne_units),
                    all = std::to_string(report.unites_legales.kept);
  return start + (french
                      ? "ptce, espace_test ; scic, coop_habitants, cae et coopératives en SAS ne "
                        "le sont que là où la colonne " +
                            report.rne_column + " les dit (un code pour " + coded + " des " + all +
                            " unités légales retenues)"
                      : "ptce, espace_test; scic, coop_habitants, cae and cooperatives that are a "
                        "SAS only where the column " +
                            report.rne_column + " tells them (" + coded + " of " + all +
                            " kept unités légales have a code there)");
}

Table table_of(const Units& units, const Establishments& places, const Report& report,
               bool french) {
  const auto rows = std::make_shared<const Rows>(units, places, report.edition, french);
  Table table;
  table.name = "cooperatives";
  table.title =
      french ? "Coopératives du répertoire Sirene" : "Cooperatives of the Sirene register";
  table.description = description(report, french);
  table.licence =
      french ? "Insee, Sirene : Licence Ouverte 2.0." : "INSEE, Sirene: Licence Ouverte 2.0.";
  table.facts = {{"SOURCE", "INSEE, Sirene; " + std::string(kSource)},
                 {"EDITION", report.edition},
                 {"NOT_DETERMINABLE", not_determinable(report, french)},
                 {"COUNTS", forms_of(report.counts)}};
  table.columns = columns();
  table.rows = places.rows.size();
  table.fill = [rows](std::size_t row, std::vector<TableCell>& cells) { rows->fill(row, cells); };
  table.point = [rows](std::size_t row) { return rows->point(row); };
  return table;
}

}  // namespace terreau::sirene
