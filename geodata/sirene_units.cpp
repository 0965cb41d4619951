#include <algorithm>
#include <array>

#include "geodata/search.h"
#include "geodata/sirene_parts.h"

// Of the unités légales, the cooperatives.
namespace terreau::sirene {
namespace {

struct Columns {
  int siren, category, state;
  int name, usual_name, acronym, sector, created, ess, processed, rne;
};

Columns bind(Binding& binding) {
  return {binding.needed("siren"), binding.needed("categorieJuridiqueUniteLegale"),
          binding.needed("etatAdministratifUniteLegale"), binding.needed("denominationUniteLegale"),
          binding.optional({"denominationUsuelle1UniteLegale", "denominationUsuelleUniteLegale"}),
          binding.optional({"sigleUniteLegale"}),
          binding.optional({"activitePrincipaleUniteLegale"}),
          binding.optional({"dateCreationUniteLegale"}),
          binding.optional({"economieSocialeSolidaireUniteLegale"}),
          binding.optional({"dateDernierTraitementUniteLegale"}),
          // The register's own name is the last; a list that joins it to SIRENE tells them apart.
          binding.optional({"formeJuridiqueRne", "formeJuridiqueInpi", "formeJuridique"})};
}

// The form of each of the 10,000 categories: asked for every row of the stock.
class Categories {
 public:
  Categories() {
    forms_.fill(LegalForm::unknown);
    for (std::size_t i = 0; i < forms_.size(); ++i) {
      const std::string code = std::to_string(10'000 + i).substr(1);
      if (const auto form = legal_form_by_insee_category(code)) forms_[i] = *form;
    }
  }
  LegalForm operator[](std::uint16_t category) const { return forms_[category]; }

 private:
  std::array<LegalForm, 10'000> forms_;
};

class UnitReading {
 public:
  UnitReading(const Request& request, Report& all, RowReader& rows, const Columns& columns)
      : request_(request),
        all_(all),
        report_(all.unites_legales),
        rows_(rows),
        columns_(columns),
        cells_(rows, report_, all) {}

  void take() {
    const auto siren = parse_siren(rows_.cell(columns_.siren));
    if (!siren) {
      report_.reject(rows_.row(), "no SIREN of nine digits", rows_.cell(columns_.siren));
      return;
    }
    const bool is_new = units.all.insert(*siren);
    const auto category = parse_digits(rows_.cell(columns_.category), 4);
    Unit unit;
    unit.siren = *siren;
    unit.category = static_cast<std::uint16_t>(category.value_or(0));
    unit.form = categories_[unit.category];
    const bool in_rne = columns_.rne >= 0 && heed_rne(unit);
    if (unit.form == LegalForm::unknown) return;
    ++report_.matched;
    unit.active = rows_.cell(columns_.state) == "A";
    if (!is_new) {
      report_.left_out["the SIREN was there before"].note(rows_.row(), rows_.cell(columns_.siren));
    } else if (!unit.active && !request_.closed) {
      report_.left_out["closed"].note(rows_.row(), rows_.cell(columns_.siren));
    } else {
      all_.rne_units += in_rne ? 1 : 0;
      keep(unit);
    }
  }

  Units units;

 private:
  bool heed_rne(Unit& unit) {
    std::string_view code = rows_.cell(columns_.rne);
    if (code.size() == 5 && code.back() == 'u') code.remove_suffix(1);  // a single associate
    const auto form = rne_form(code);
    if (form && form->form != LegalForm::unknown) unit.form = form->form;
    if (form && unit.form == LegalForm::unknown) unit.form = LegalForm::autre_coop;
    unit.cae = form && form->cae;
    return !code.empty();
  }

  void keep(Unit& unit) {
    cells_.start_row();
    unit.year = static_cast<std::uint16_t>(parse_year(cells_(columns_.created)));
    unit.sector = units.sectors.number_of(cells_(columns_.sector));
    const std::string_view ess = cells_(columns_.ess);
    unit.ess = ess == "O" || ess == "N" ? ess[0] : ' ';
    const std::string_view day = cells_(columns_.processed).substr(0, 10);
    if (day > all_.edition) all_.edition = day;
    const auto siren_of = [&](std::uint32_t row) { return units.rows[row].siren; };
    units.by_siren.insert(unit.siren, static_cast<std::uint32_t>(units.rows.size()), siren_of);
    units.names.push_back(name());
    units.rows.push_back(unit);
    ++report_.kept;
  }

  std::string name() {
    for (const int column : {columns_.name, columns_.usual_name, columns_.acronym}) {
      const std::string_view text = cells_(column);
      if (!text.empty()) return one_line(text, 300);
    }
    return "SIREN " + std::string(rows_.cell(columns_.siren));
  }

  const Request& request_;
  Report& all_;
  FileReport& report_;
  RowReader& rows_;
  const Columns columns_;
  Cells cells_;
  const Categories categories_;
};

}  // namespace

Result<Units> read_units(const Request& request, Report& report) {
  auto rows = open_rows(request.unites_legales, request.stop);
  if (!rows) return rows.error();
  Binding binding((*rows)->columns());
  const Columns columns = bind(binding);
  if (auto error = binding.missing(request.unites_legales, "StockUniteLegale")) return *error;
  (*rows)->want(binding.bound());
  if (columns.rne >= 0) {
    report.rne_column = (*rows)->columns()[static_cast<std::size_t>(columns.rne)];
  }
  UnitReading reading(request, report, **rows, columns);
  auto error = read_rows(**rows, request, report.unites_legales, [&] {
    reading.take();
    return reading.units.rows.size() < kMostKept;
  });
  if (error) return *error;
  if (reading.units.rows.size() >= kMostKept) {
    return Error{request.unites_legales,
                 "more than 2 million cooperatives: this is no stock of SIRENE"};
  }
  if (reading.units.rows.empty()) return Error{request.unites_legales, "it holds no cooperative"};
  return std::move(reading.units);
}

}  // namespace terreau::sirene
