#pragma once

#include <string>
#include <string_view>

#include "app/model/map_state.h"

namespace terreau {

// What is wrong with a condition, in the language of the window, as far as OGR's words tell.
// `message` is the Error of Expression::compile().
std::string expression_trouble(Language language, std::string_view message);

}  // namespace terreau
