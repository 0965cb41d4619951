#include "app/cli/json.h"

#include <cmath>
#include <cstdio>

#include <nlohmann/json.hpp>

#include "geodata/filter_words.h"

namespace terreau::cli {

using nlohmann::ordered_json;

void print_json(const ordered_json& j) {
  std::puts(j.dump(1, ' ', false, ordered_json::error_handler_t::replace).c_str());
}

ordered_json number(double value) {
  return std::isfinite(value) ? ordered_json(value) : ordered_json(nullptr);
}

ordered_json filter_json(const Filter& filter) {
  const FilterWords words = words_of(filter);
  ordered_json j = ordered_json::object();
  const auto add = [&](const char* key, const auto& value) {
    if (!value.empty()) j[key] = value;
  };
  add("families", words.families);
  add("forms", words.forms);
  add("functions", words.functions);
  add("departments", words.departments);
  add("regions", words.regions);
  add("years", words.years);
  add("precisions", words.precisions);
  add("sources", words.sources);
  add("text", words.text);
  add("where", words.expression);
  return j;
}

ordered_json place_json(const Atlas& atlas, PlaceId p) {
  const Places& places = *atlas.places;
  ordered_json functions = ordered_json::array();
  for (int f = 0; f < kFunctionCount; ++f) {
    const Kind kind = kind_of(static_cast<Function>(f));
    if (places.kinds(p).has(kind)) functions.push_back(info(kind).code);
  }
  const DepartmentId d = places.department(p);
  return {{"id", places.id(p)},
          {"name", places.name(p)},
          {"legal_form", info(places.form(p)).code},
          {"functions", functions},
          {"commune", places.commune(p)},
          {"departement", d.valid() ? std::string(department(d).code) : ""},
          {"lon", number(places.position(p).lon_deg)},
          {"lat", number(places.position(p).lat_deg)},
          {"precision", code(places.precision(p))},
          {"source", places.source_url(p).empty() ? atlas.sources[places.source(p)].source
                                                  : std::string(places.source_url(p))}};
}

ordered_json department_json(DepartmentId id) {
  return {{"code", department(id).code}, {"name", department(id).name}};
}

}  // namespace terreau::cli
