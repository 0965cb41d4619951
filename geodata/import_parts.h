#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "geodata/import.h"

// What the files named import*.cpp share.
namespace terreau::import {

// "codeinsee" for "CODE_INSEE": folded, without spaces.
std::string squeezed(std::string_view column_name);

inline std::string_view cell(const Layer& layer, int column, std::size_t row) {
  return column < 0 ? std::string_view() : layer.columns[static_cast<std::size_t>(column)][row];
}

// What a text says about who somebody is: codes, labels ("SCIC SA", "Société coopérative d'intérêt
// collectif"), INSEE categories. What it does not know is left to `unknown`.
struct Kinds {
  LegalForm form = LegalForm::unknown;
  std::vector<Function> functions;
  std::string unknown;
};
void read_kinds(std::string_view text, Kinds& kinds);

// Points that the layer's geometry or columns give, and per row why there is none where one was
// tried. `points` has an entry per row.
struct Coordinates {
  struct Failure {
    std::size_t row;
    std::string reason, value;
  };
  std::vector<LonLat> points;
  std::vector<Failure> failures;  // in order of their row
  std::vector<std::string> notices;
  std::string crs;  // of the columns, "" where the geometry or nothing was read
};
Coordinates read_coordinates(const Layer& layer, const ColumnRoles& roles);

// Where somebody says to be, in words.
struct PlaceWords {
  std::string_view commune, commune_code, postal_code, department, region;
};
struct Whereabouts {
  const Commune* commune = nullptr;  // only where it is certain
  DepartmentId department;
  std::string region;
  std::string_view doubt;  // what could not be told, for a notice
};
Whereabouts locate(const PlaceWords& words, const Gazetteer* gazetteer);

}  // namespace terreau::import
