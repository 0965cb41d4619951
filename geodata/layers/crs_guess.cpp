#include "geodata/layers/crs_guess.h"

#include <algorithm>
#include <cmath>

namespace terreau::reader {
namespace {

constexpr MapBox kDegrees{-180, -90, 180, 90};

}  // namespace

void CrsGuess::Beyond::note(const MapBox& box, MapPos p) {
  west += p.x_m < box.min_x_m ? 1 : 0;
  south += p.y_m < box.min_y_m ? 1 : 0;
  east += p.x_m > box.max_x_m ? 1 : 0;
  north += p.y_m > box.max_y_m ? 1 : 0;
}

// Of a broken file the few absurd values must not decide: a tenth may lie beyond any side.
bool CrsGuess::Beyond::few_of(std::int64_t count) const {
  const std::int64_t few = count / 10;
  return west <= few && south <= few && east <= few && north <= few;
}

void CrsGuess::note(const std::vector<MapPos>& coordinates) {
  // Nearly always all of them are degrees, which count for nothing else.
  bool degrees = true;
  for (const MapPos p : coordinates) degrees &= kDegrees.contains(p);
  if (degrees) {
    count_ += static_cast<std::int64_t>(coordinates.size());
    return;
  }
  for (const MapPos p : coordinates) {
    if (!std::isfinite(p.x_m) || !std::isfinite(p.y_m)) continue;
    ++count_;
    degrees_.note(kDegrees, p);
    if (const std::size_t crs = likely_french_crs(p); crs < kFrenchCrs.size()) ++french_[crs];
  }
}

CrsGuess::Answer CrsGuess::answer(const std::string& stated) const {
  if (count_ == 0) return {stated.empty() ? "EPSG:4326" : stated, ""};
  const bool geographic = degrees_.few_of(count_);
  const bool stated_geographic = stated == "EPSG:4326" || stated == "OGC:CRS84";
  if (!stated.empty() && (!stated_geographic || geographic)) return {stated, ""};
  if (geographic) {
    return {"EPSG:4326", "no coordinate reference system: read as longitude and latitude (WGS 84)"};
  }
  const auto most = std::ranges::max_element(french_);
  if (*most * 10 >= count_ * 7) {  // of a broken file some are anywhere
    const FrenchCrs& crs = kFrenchCrs[static_cast<std::size_t>(most - french_.begin())];
    const std::string looks =
        "look like " + std::string(crs.name) + " and are read as " + std::string(crs.epsg);
    return {std::string(crs.epsg),
            stated.empty() ? "no coordinate reference system: the coordinates " + looks
                           : "the coordinates are no longitudes and latitudes, as the file says: "
                             "they " +
                                 looks};
  }
  return {stated, ""};
}

}  // namespace terreau::reader
