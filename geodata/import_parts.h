#pragma once

#include <array>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "geodata/french_crs.h"
#include "geodata/import.h"
#include "geodata/parse.h"

// What the files named import*.cpp share.
namespace terreau::import {

// "codeinsee" for "CODE_INSEE": folded, without spaces.
std::string squeezed(std::string_view column_name);

inline std::string_view cell(const Layer& layer, int column, std::size_t row) {
  return column < 0 ? std::string_view() : layer.columns[static_cast<std::size_t>(column)][row];
}

// What it says: without blanks around it, and nothing for the words that say so.
inline std::string_view stated_cell(const Layer& layer, int column, std::size_t row) {
  return column < 0 ? std::string_view() : stated(cell(layer, column, row));
}

// Gives roles that no column name told to columns whose texts tell them.
void recognise_contents(const Layer& layer, ColumnRoles& roles);

// "48.85, 2.35": latitude and longitude; NaN where the text is no such pair.
LonLat parse_pair(std::string_view text);

// What a text says about who somebody is: codes, labels ("SCIC SA", "Société coopérative d'intérêt
// collectif"), INSEE categories. What it does not know is left to `unknown`.
struct Kinds {
  LegalForm form = LegalForm::unknown;
  std::vector<Function> functions;
  std::string unknown;
};
void read_kinds(std::string_view text, Kinds& kinds);

// Points that a batch's geometry or columns give, and per row why there is none where one was
// tried. `points` has an entry per row.
struct Coordinates {
  struct Failure {
    std::size_t row;  // of the batch
    std::string reason, value;
  };
  std::vector<LonLat> points;
  std::vector<Failure> failures;     // in order of their row
  std::vector<std::size_t> swapped;  // rows that were put right
};

// Reads them batch by batch and knows at the end what is to be told of all.
class CoordinateReader {
 public:
  explicit CoordinateReader(const ColumnRoles& roles) : roles_(roles) {}
  Coordinates read(const Layer& batch);
  std::vector<std::string> notices() const;
  std::string crs() const;  // of the columns, "" where none was read

 private:
  class ColumnPairs;
  void repair_swapped(Coordinates& out);

  const ColumnRoles& roles_;
  std::set<std::string> systems_;  // beside degrees
  bool any_degrees_ = false;
  std::array<std::int64_t, kFrenchCrs.size()> guessed_{};  // rows that were taken for that system
  std::int64_t swapped_ = 0;
};

// Where somebody says to be, in words.
struct PlaceWords {
  std::string_view commune, commune_code, postal_code, department, region, address;
};
struct Whereabouts {
  const Commune* commune = nullptr;  // only where it is certain
  DepartmentId department;
  std::string region;
  std::string_view doubt;  // what could not be told, for a notice; "" nothing
  std::string_view help;   // what told the commune, where it was not its name or code; "" they did
};
Whereabouts locate(const PlaceWords& words, const Gazetteer* gazetteer);

}  // namespace terreau::import
