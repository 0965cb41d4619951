#pragma once

#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "geodata/places.h"
#include "geodata/result.h"

namespace terreau {

// What OGR made of the text.
class Condition {
 public:
  virtual ~Condition() = default;
  virtual bool holds(const Places& places, PlaceId place) = 0;
};

inline constexpr std::array<std::string_view, 18> kExpressionColumns{
    "id",         "name",        "legal_form", "functions", "tags",       "commune",
    "code_insee", "departement", "region",     "lon",       "lat",        "precision",
    "year",       "sector",      "website",    "status",    "source_url", "source_date"};

// A condition in OGR's SQL dialect over the columns of Places: "year >= 2010 AND sector LIKE
// '%textile%'". The columns are kExpressionColumns, those of an exported file. A number that is not
// known is NULL; a text that is not known is ''.
//
// One thread uses one Expression at a time; a thread compiles its own.
class Expression {
 public:
  // An Error says what is wrong with the text, in OGR's words.
  static Result<Expression> compile(const std::string& text);
  bool holds(const Places& places, PlaceId place) { return condition_->holds(places, place); }

 private:
  explicit Expression(std::shared_ptr<Condition> condition) : condition_(std::move(condition)) {}
  std::shared_ptr<Condition> condition_;
};

}  // namespace terreau
