#pragma once

#include <optional>
#include <string_view>

#include "geodata/types.h"

namespace terreau {

// A position as people write it, the whole text: "48.85, 2.35", "48,85 2,35", "2.35 E 48.85 N",
// "48°51'24\" N 2°21' E" (O is west in French), or metres of Lambert-93, "652000 6862000". Without
// letters the latitude comes first, unless only the other order lies in France.
std::optional<LonLat> parse_position(std::string_view text);

}  // namespace terreau
