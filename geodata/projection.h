#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "geodata/departments.h"
#include "geodata/result.h"
#include "geodata/types.h"

// Values: copies are cheap and may be used on any thread.
namespace terreau {

// Of each territory.
inline constexpr std::array<std::string_view, kTerritoryCount> kCrs{
    "EPSG:2154", "EPSG:5490", "EPSG:5490", "EPSG:2972", "EPSG:2975", "EPSG:4471"};

// LonLat <-> MapPos in the legal CRS of one territory:
// metropole EPSG:2154, Guadeloupe and Martinique EPSG:5490, Guyane EPSG:2972, La Réunion EPSG:2975,
// Mayotte EPSG:4471. Around each territory by polynomials that agree with PROJ to 0.1 mm
// (projection_patches.h), elsewhere by PROJ itself (proj.h); a test compares both with the EPSG
// definitions (agreement better than 1 cm).
class Projection {
 public:
  explicit Projection(Territory territory) : territory_(territory) {}
  Territory territory() const { return territory_; }
  std::string_view crs() const { return kCrs[static_cast<std::size_t>(territory_)]; }

  // NaN where the point cannot be projected.
  MapPos project(LonLat p) const;
  LonLat unproject(MapPos p) const;
  // The same over arrays of one length. What is asked for one point never depends on the others.
  void project(std::span<const LonLat> in, std::span<MapPos> out) const;
  // The same on all processors.
  void project_many(std::span<const LonLat> in, std::span<MapPos> out) const;

 private:
  Territory territory_;
};

// The angle at `p` from true north to the map's north, degrees clockwise: positive east of a map's
// middle.
double convergence_deg(Territory territory, LonLat p);

// The territory whose map shows `p` best: one of the five overseas ones within its surroundings,
// else the metropole.
Territory territory_of(LonLat p);

// CRSs whose coordinates are longitude and latitude of WGS 84, or agree with it to a metre.
bool is_wgs84(std::string_view crs);

// Coordinates of any CRS that PROJ knows ("EPSG:4326", WKT 1 or 2, PROJ string), x before y as GIS
// software writes them, to WGS 84. A coordinate that cannot be transformed comes back as NaN.
Result<std::vector<LonLat>> to_lonlat(const std::string& crs, std::span<const MapPos> coordinates);

}  // namespace terreau
