#pragma once

#include <string>

#include "app/model/map_state.h"

namespace terreau {

// The longest length of 1, 2 or 5 times a power of ten that fits into `longest_pt`.
double scale_length_m(double metres_a_point, double longest_pt);
// "200 km", with a no-break space.
std::string length_text(Language language, double metres);

}  // namespace terreau
