#include <algorithm>
#include <array>

#include "geodata/projection.h"
#include "geodata/sirene_parts.h"

// The établissements of the cooperatives.
namespace terreau::sirene {
namespace {

struct Columns {
  int siren, siret, head_office, state, commune_code;
  int commune, postal_code, sector, created, processed, sign, usual_name, x, y;
  std::array<int, 4> address;
};

Columns bind(Binding& binding) {
  return {binding.optional({"siren"}),
          binding.needed("siret"),
          binding.needed("etablissementSiege"),
          binding.needed("etatAdministratifEtablissement"),
          binding.needed("codeCommuneEtablissement"),
          binding.optional({"libelleCommuneEtablissement"}),
          binding.optional({"codePostalEtablissement"}),
          binding.optional({"activitePrincipaleEtablissement"}),
          binding.optional({"dateCreationEtablissement"}),
          binding.optional({"dateDernierTraitementEtablissement"}),
          binding.optional({"enseigne1Etablissement"}),
          binding.optional({"denominationUsuelleEtablissement"}),
          binding.optional({"coordonneeLambertAbscisseEtablissement"}),
          binding.optional({"coordonneeLambertOrdonneeEtablissement"}),
          {binding.optional({"numeroVoieEtablissement"}),
           binding.optional({"indiceRepetitionEtablissement"}),
           binding.optional({"typeVoieEtablissement"}),
           binding.optional({"libelleVoieEtablissement"})}};
}

// INSEE's "coordonneeLambert" are in the legal CRS of where the commune is.
std::uint16_t crs_of(DepartmentId id, std::string_view commune_code) {
  if (id.valid()) {
    const std::string_view crs = Projection(department(id).territory).crs();  // "EPSG:2154"
    return static_cast<std::uint16_t>(*parse_digits(crs.substr(5), 4));
  }
  if (commune_code.starts_with("975")) return 4467;  // Saint-Pierre-et-Miquelon
  if (commune_code.starts_with("977") || commune_code.starts_with("978")) return 5490;
  return 0;
}

bool is_true(std::string_view text) { return text == "true" || text == "1" || text == "O"; }

class EstablishmentReading {
 public:
  EstablishmentReading(const Request& request, Units& units, Report& all, RowReader& rows,
                       const Columns& columns)
      : request_(request),
        units_(units),
        all_(all),
        report_(all.etablissements),
        rows_(rows),
        columns_(columns),
        cells_(rows, report_, all) {}

  void take() {
    const std::string_view own_siren = rows_.cell(columns_.siren);
    const std::string_view siret = rows_.cell(columns_.siret);
    const auto number = parse_digits(siret, 14);
    if (!number) {
      report_.reject(rows_.row(), "no SIRET of fourteen digits", siret);
      return;
    }
    if (columns_.siren >= 0 && own_siren != siret.substr(0, 9)) {
      report_.reject(rows_.row(), "SIREN and SIRET do not agree", rows_.text());
      return;
    }
    const auto siren = static_cast<std::uint32_t>(*number / kNics);
    const auto unit = units_.find(siren);
    if (!unit) {
      if (!units_.all.has(siren)) {
        report_.left_out["the unité légale is not in its file"].note(rows_.row(), siret);
      }
      return;
    }
    ++report_.matched;
    Establishment place;
    place.unit = *unit;
    place.nic = static_cast<std::uint32_t>(*number % kNics);
    place.head_office = is_true(rows_.cell(columns_.head_office));
    place.active = rows_.cell(columns_.state) == "A";
    if (place.head_office) units_.rows[*unit].head_office_seen = true;
    const std::string_view why_not = reason_to_leave_out(place);
    if (!why_not.empty()) {
      report_.left_out[why_not].note(rows_.row(), siret);
    } else if (!is_new(*number)) {
      report_.left_out["the SIRET was there before"].note(rows_.row(), siret);
    } else {
      keep(place);
    }
  }

  Establishments places;

 private:
  bool is_new(std::uint64_t siret) {
    return places.by_siret.insert(
        siret, static_cast<std::uint32_t>(places.rows.size()),
        [&](std::uint32_t row) { return siret_of(units_, places.rows[row]); });
  }

  std::string_view reason_to_leave_out(Establishment& place) {
    if (!place.head_office && !request_.all_establishments) return "no head office";
    if (!place.active && !request_.closed) return "closed";
    const auto id = department_of_commune_code(rows_.cell(columns_.commune_code));
    if (id) place.department = *id;
    if (request_.departments.none()) return {};
    return id && request_.departments[id->value] ? "" : "in another department";
  }

  void keep(Establishment& place) {
    cells_.start_row();
    where_ = cells_(columns_.commune_code);
    read_position(place, where_);
    where_ += '\t';
    where_ += cells_(columns_.commune);
    where_ += '\t';
    where_ += cells_(columns_.postal_code);
    place.whereabouts = places.whereabouts.number_of(where_);
    place.sector = places.sectors.number_of(cells_(columns_.sector));
    place.year = static_cast<std::uint16_t>(parse_year(cells_(columns_.created)));
    const std::string_view day = cells_(columns_.processed).substr(0, 10);
    if (day > all_.edition) all_.edition = day;
    places.addresses.push_back(address());
    const std::string_view sign = cells_(columns_.sign);
    places.signs.push_back(one_line(!sign.empty() ? sign : cells_(columns_.usual_name), 300));
    places.rows.push_back(place);
    ++report_.kept;
  }

  void read_position(Establishment& place, std::string_view commune_code) {
    const auto x = parse_number(cells_(columns_.x)), y = parse_number(cells_(columns_.y));
    if (!x || !y || (*x == 0 && *y == 0)) return;
    place.x = *x;
    place.y = *y;
    place.epsg = crs_of(place.department, commune_code);
    place.precision = Precision::address;
  }

  std::string address() {
    std::string text;
    for (const int column : columns_.address) {
      const std::string_view part = cells_(column);
      if (part.empty()) continue;
      if (!text.empty()) text += ' ';
      text += part;
    }
    return one_line(text, 300);
  }

  const Request& request_;
  Units& units_;
  Report& all_;
  FileReport& report_;
  RowReader& rows_;
  const Columns columns_;
  Cells cells_;
  std::string where_;  // keeps its memory
};

void tell_missing_head_offices(const Units& units, Report& report) {
  constexpr std::size_t kMostNamed = 5;
  for (const Unit& unit : units.rows) {
    if (unit.head_office_seen) continue;
    ++report.units_without_head_office;
    if (report.without_head_office.size() < kMostNamed) {
      report.without_head_office.push_back(std::to_string(1'000'000'000 + unit.siren).substr(1));
    }
  }
}

}  // namespace

Whereabouts Establishments::where(const Establishment& place) const {
  const std::string_view all = whereabouts[place.whereabouts];
  const std::size_t code = all.find('\t'), commune = all.find('\t', code + 1);
  return {all.substr(0, code), all.substr(code + 1, commune - code - 1), all.substr(commune + 1)};
}

std::uint64_t siret_of(const Units& units, const Establishment& place) {
  return units.rows[place.unit].siren * kNics + place.nic;
}

Result<Establishments> read_establishments(const Request& request, Units& units, Report& report) {
  auto rows = open_rows(request.etablissements, request.stop);
  if (!rows) return rows.error();
  Binding binding((*rows)->columns());
  const Columns columns = bind(binding);
  if (auto error = binding.missing(request.etablissements, "StockEtablissement")) return *error;
  (*rows)->want(binding.bound());
  EstablishmentReading reading(request, units, report, **rows, columns);
  auto error = read_rows(**rows, request, report.etablissements, [&] {
    reading.take();
    return reading.places.rows.size() < kMostKept;
  });
  if (error) return *error;
  if (reading.places.rows.size() >= kMostKept) {
    return Error{request.etablissements,
                 "more than 2 million établissements of cooperatives: choose some --departments"};
  }
  tell_missing_head_offices(units, report);
  if (reading.places.rows.empty()) {
    return Error{request.etablissements, "it holds no établissement of a cooperative to keep"};
  }
  return std::move(reading.places);
}

}  // namespace terreau::sirene
