#pragma once

#include <span>
#include <string>
#include <vector>

#include "geodata/proj.h"

// What the module does, each as geodata/proj.h says. It is linked to PROJ alone: the program that
// makes the patches needs it before there is a geodata.
namespace terreau::proj {

void project(Territory territory, std::span<const LonLat> in, std::span<MapPos> out);
LonLat unproject(Territory territory, MapPos p);
Result<std::vector<LonLat>> to_lonlat(const std::string& crs, std::span<const MapPos> coordinates);
GroundWay ground_way(LonLat from, LonLat to);
LonLat ground_end(LonLat from, GroundWay way);

}  // namespace terreau::proj
