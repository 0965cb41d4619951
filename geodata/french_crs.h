#pragma once

#include <array>
#include <string_view>

#include "geodata/types.h"

namespace terreau {

// A projected system of France and where its coordinates of metropolitan France lie. No two of
// these boxes touch, so that a position that does not say its system may be told by its numbers.
// (IGN: registre des systèmes de coordonnées; the conic conformal zones by decree 2006-272.)
struct FrenchCrs {
  std::string_view epsg, name;
  MapBox box;
};
inline constexpr std::array kFrenchCrs{
    FrenchCrs{"EPSG:2154", "Lambert-93", {0, 6.0e6, 1.3e6, 7.2e6}},
    FrenchCrs{"EPSG:27572", "Lambert II étendu", {0, 1.6e6, 1.3e6, 2.75e6}},
    FrenchCrs{"EPSG:3942", "Lambert CC42", {1.3e6, 1.0e6, 2.4e6, 1.4e6}},
    FrenchCrs{"EPSG:3943", "Lambert CC43", {1.3e6, 2.0e6, 2.4e6, 2.4e6}},
    FrenchCrs{"EPSG:3944", "Lambert CC44", {1.3e6, 3.0e6, 2.4e6, 3.4e6}},
    FrenchCrs{"EPSG:3945", "Lambert CC45", {1.3e6, 4.0e6, 2.4e6, 4.4e6}},
    FrenchCrs{"EPSG:3946", "Lambert CC46", {1.3e6, 5.0e6, 2.4e6, 5.4e6}},
    FrenchCrs{"EPSG:3947", "Lambert CC47", {1.3e6, 6.0e6, 2.4e6, 6.4e6}},
    FrenchCrs{"EPSG:3948", "Lambert CC48", {1.3e6, 7.0e6, 2.4e6, 7.4e6}},
    FrenchCrs{"EPSG:3949", "Lambert CC49", {1.3e6, 8.0e6, 2.4e6, 8.4e6}},
    FrenchCrs{"EPSG:3950", "Lambert CC50", {1.3e6, 9.0e6, 2.4e6, 9.4e6}},
};

// The row of kFrenchCrs whose box the position is in; kFrenchCrs.size() where it is in none.
constexpr std::size_t likely_french_crs(MapPos p) {
  std::size_t i = 0;
  for (; i < kFrenchCrs.size(); ++i) {
    const MapBox& b = kFrenchCrs[i].box;
    if (p.x_m >= b.min_x_m && p.x_m < b.max_x_m && p.y_m >= b.min_y_m && p.y_m <= b.max_y_m) break;
  }
  return i;
}

}  // namespace terreau
