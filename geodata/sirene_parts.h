#pragma once

#include <cstdint>
#include <deque>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "geodata/row_reader.h"
#include "geodata/sirene.h"
#include "geodata/sirene_index.h"
#include "geodata/table.h"
#include "geodata/text_column.h"
#include "geodata/text_numbers.h"

// What the files named sirene*.cpp share.
namespace terreau::sirene {

// A stock holds a few 100,000 cooperatives with their établissements. Who keeps more has other
// data, and would fill the memory.
inline constexpr std::size_t kMostKept = 2'000'000;

// Columns are bound by name, whatever their case and order: INSEE adds some with each edition.
class Binding {
 public:
  explicit Binding(const std::vector<std::string>& columns);
  int needed(std::string_view name);
  int optional(std::initializer_list<std::string_view> names);  // the first that is there
  const std::vector<int>& bound() const { return bound_; }
  // An Error that names what is missing.
  std::optional<Error> missing(const std::string& path, std::string_view what) const;

 private:
  int find(std::string_view name);
  std::vector<std::string> squeezed_;
  std::vector<int> bound_;
  std::string missing_;
};

// The cells of rows that are kept: without blanks around, "[ND]" (not to be diffused) as empty,
// text that is no UTF-8 read as CP1252.
class Cells {
 public:
  Cells(RowReader& rows, FileReport& report, Report& all)
      : rows_(rows), report_(report), all_(all) {}
  void start_row() { hidden_in_row_ = false; }
  std::string_view operator()(int column);  // until the next row, or the next that is repaired

 private:
  RowReader& rows_;
  FileReport& report_;
  Report& all_;
  std::string repaired_;
  bool hidden_in_row_ = false;
};

// Reads a file to its end: `take` is called for each row that is not broken, and says whether to go
// on. An Error where the file could not be read, or nothing in it could be used.
template <class Take>
std::optional<Error> read_rows(RowReader& rows, const Request& request, FileReport& report,
                               Take take) {
  constexpr std::int64_t kRowsPerWord = 1 << 16;
  while (rows.next()) {
    ++report.rows;
    if (report.rows % kRowsPerWord == 0) {
      request.progress({report.path, rows.done(), report.rows});
      if (request.stop.stop_requested()) break;
    }
    if (!rows.trouble().empty()) {
      report.reject(rows.row(), rows.trouble(), rows.text());
    } else if (!take()) {
      break;
    }
  }
  if (request.stop.stop_requested()) return Error{"", "interrupted"};
  if (!rows.failure().empty()) return Error{report.path, std::string(rows.failure())};
  if (report.rows == 0) return Error{report.path, "it holds no rows"};
  if (report.broken == report.rows) {
    const Issue& first = report.issues.front();
    return Error{report.path, "no row can be used; the first: " + first.reason};
  }
  request.progress({report.path, 1, report.rows});
  return std::nullopt;
}

// What a code of the national register of enterprises says beyond INSEE's (sirene_rne.cpp).
struct RneForm {
  LegalForm form = LegalForm::unknown;  // unknown: INSEE's own stands
  bool cae = false;
};
std::optional<RneForm> rne_form(std::string_view code);

struct Unit {
  std::uint32_t siren = 0;
  std::uint32_t sector = 0;  // of Units::sectors
  std::uint16_t category = 0, year = 0;
  LegalForm form = LegalForm::unknown;
  bool cae = false, active = true, head_office_seen = false;
  char ess = ' ';  // 'O', 'N', ' '
};

// The cooperatives among the unités légales.
struct Units {
  std::deque<Unit> rows;  // grows without a copy
  TextColumn names;
  TextNumbers sectors;
  NumberIndex by_siren;
  SirenSet all;  // cooperatives or not

  std::optional<std::uint32_t> find(std::uint32_t siren) const {
    return by_siren.find(siren, [&](std::uint32_t row) { return rows[row].siren; });
  }
};
Result<Units> read_units(const Request& request, Report& report);

struct Establishment {
  std::uint32_t unit = 0, nic = 0;
  std::uint32_t whereabouts = 0, sector = 0;  // numbers of texts
  double x = 0, y = 0;
  std::uint16_t epsg = 0;  // of x and y; 0: none, 4326: longitude and latitude
  std::uint16_t year = 0;
  Precision precision = Precision::none;
  DepartmentId department;
  bool head_office = false, active = true;
};

struct Whereabouts {
  std::string_view commune_code, commune, postal_code;
};

struct Establishments {
  static constexpr std::uint16_t kDegrees = 4326;
  std::deque<Establishment> rows;
  TextColumn signs, addresses;
  TextNumbers whereabouts, sectors;
  NumberIndex by_siret;

  Whereabouts where(const Establishment& place) const;
};
std::uint64_t siret_of(const Units& units, const Establishment& place);
Result<Establishments> read_establishments(const Request& request, Units& units, Report& report);

// The positions of the geolocated file.
std::optional<Error> read_points(const Request& request, const Units& units, Establishments& places,
                                 Report& report);
// All positions become longitudes and latitudes; what cannot, or lies in another territory than its
// commune, loses its position. Then the precision is told.
void settle_points(Establishments& places, Report& report);

// What these files cannot tell, as a sentence: INSEE's nomenclature has no code for it, so that it
// never is a number, not even 0.
std::string not_determinable(const Report& report, bool french);

// Keeps references to all of them.
Table table_of(const Units& units, const Establishments& places, const Report& report, bool french);

}  // namespace terreau::sirene
