#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "geodata/departments.h"
#include "geodata/geodesic.h"
#include "geodata/result.h"
#include "geodata/types.h"

// PROJ is a module (geodata/proj), loaded when it is first needed: with it come thirty libraries,
// and loading them takes a tenth of the time to the first picture of the map, which does without
// (projection_patches.h).
namespace terreau::proj {

struct Module {
  std::string_view version;  // of the program that it belongs to
  // LonLat <-> MapPos of one territory, over arrays of one length; NaN where that cannot be.
  void (*project)(Territory territory, std::span<const LonLat> in, std::span<MapPos> out);
  LonLat (*unproject)(Territory territory, MapPos p);
  // As the functions of the same name in namespace terreau say.
  Result<std::vector<LonLat>> (*to_lonlat)(const std::string& crs,
                                           std::span<const MapPos> coordinates);
  GroundWay (*ground_way)(LonLat from, LonLat to);
  LonLat (*ground_end)(LonLat from, GroundWay way);
};

// An Error where the module's file is missing or belongs to another program, which is told once on
// standard error too: who projects a point has only NaN to answer with.
const Result<const Module*>& module();

}  // namespace terreau::proj
