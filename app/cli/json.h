#pragma once

#include <nlohmann/json_fwd.hpp>

#include "app/model/map_state.h"
#include "app/model/world.h"

namespace terreau::cli {

// One object on stdout; bytes that are no UTF-8 are replaced.
void print_json(const nlohmann::ordered_json& j);

// A number for JSON, null where there is none (NaN).
nlohmann::ordered_json number(double value);
// A filter in words: only the parts that narrow, as a journal writes them.
nlohmann::ordered_json filter_json(const Filter& filter);
nlohmann::ordered_json place_json(const Atlas& atlas, PlaceId place);
nlohmann::ordered_json department_json(DepartmentId id);

}  // namespace terreau::cli
