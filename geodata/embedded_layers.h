#pragma once

#include <optional>
#include <string_view>

#include "geodata/reader.h"

namespace terreau {

// "france/departements.shp" and every embedded .csv, as GDAL reads the same file (a test compares
// them); nothing for any other name. They are read without it because it takes longer to load than
// they take to be on the screen.
std::optional<Layer> embedded_layer(std::string_view name);

}  // namespace terreau
