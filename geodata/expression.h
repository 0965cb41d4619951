#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "geodata/places.h"
#include "geodata/result.h"

namespace terreau {

// A condition in OGR's SQL dialect over the columns of Places: "year >= 2010 AND sector LIKE
// '%textile%'". The columns are those of an exported file: id, name, legal_form, functions, tags,
// commune, code_insee, departement, region, lon, lat, precision, year, sector, website, status,
// source_url, source_date. A number that is not known is NULL; a text that is not known is ''.
//
// One thread uses one Expression at a time; a thread compiles its own.
class Expression {
 public:
  // An Error says what is wrong with the text, in OGR's words.
  static Result<Expression> compile(const std::string& text);
  bool holds(const Places& places, PlaceId place);

 private:
  struct Compiled;
  explicit Expression(std::shared_ptr<Compiled> compiled) : compiled_(std::move(compiled)) {}
  std::shared_ptr<Compiled> compiled_;
};

// Those columns, in the order of an exported file.
std::vector<std::string_view> expression_columns();

}  // namespace terreau
