#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "geodata/departments.h"
#include "geodata/taxonomy.h"
#include "geodata/types.h"

namespace terreau {

// How well a place is known, best first.
enum class Precision : std::uint8_t { address, commune, departement, region, none };
inline constexpr int kPrecisionCount = 5;
std::string_view code(Precision p);  // "address", "commune", …
std::optional<Precision> precision_by_code(std::string_view code);
Text2 label(Precision p);  // "à l'adresse", "à la commune", …

// One organisation before it is stored.
template <class Text, class Functions>
struct BasicPlaceRow {
  Text id, name, commune, commune_code, region, sector, website, status, tags;
  Text source_url, source_date;
  LegalForm form = LegalForm::unknown;
  Functions functions;
  LonLat position;  // NaN: no point
  Precision precision = Precision::none;
  DepartmentId department;
  int year = 0;  // 0: not known

  // The same in other memory.
  template <class Row>
  Row as() const {
    const auto text = [](const Text& t) { return decltype(Row::id)(t); };
    return {text(id),
            text(name),
            text(commune),
            text(commune_code),
            text(region),
            text(sector),
            text(website),
            text(status),
            text(tags),
            text(source_url),
            text(source_date),
            form,
            {functions.begin(), functions.end()},
            position,
            precision,
            department,
            year};
  }
};
using PlaceRow = BasicPlaceRow<std::string, std::vector<Function>>;
// What an importer fills in: texts that somebody keeps until the row is added.
using PlaceRowView = BasicPlaceRow<std::string_view, std::span<const Function>>;

}  // namespace terreau
