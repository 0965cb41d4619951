#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/model/action.h"
#include "geodata/result.h"

// Actions as lines of JSON ({"do":"pan","dx":-3,"dy":0}), the same for --record and replay.
namespace terreau {

std::string to_json_line(const Action& action);  // without the line break
Result<Action> action_from_json(std::string_view line);
// Every line of a journal; an empty line or one that starts with '#' is skipped. The first wrong
// line is the error, with its number.
Result<std::vector<Action>> read_journal(const std::string& path);

}  // namespace terreau
