#include <algorithm>
#include <array>
#include <cmath>
#include <memory>

#include <cpl_conv.h>
#include <ogr_srs_api.h>

#include "geodata/formats/reader_parts.h"
#include "geodata/french_crs.h"

// The reference system of a layer: the one that it states, or the one that its coordinates suggest.
namespace terreau::reader {
namespace {

constexpr MapBox kDegrees{-180, -90, 180, 90};

struct SrsDeleter {
  void operator()(void* s) const { OSRDestroySpatialReference(s); }
};
using OwnedSrs = std::unique_ptr<void, SrsDeleter>;

// WGS 84 and its European equals, which need no transformation at the scale of a map. They are told
// from their definition: looking them up would open PROJ's database before the first frame.
bool agrees_with_wgs84(OGRSpatialReferenceH srs) {
  if (!OSRIsGeographic(srs)) return false;
  const char* name = OSRGetAttrValue(srs, "GEOGCS", 0);
  const std::string_view datum = name == nullptr ? "" : name;
  const bool known = datum.find("WGS") != std::string_view::npos ||
                     datum.find("RGF93") != std::string_view::npos ||
                     datum.find("ETRS89") != std::string_view::npos;
  char* unit = nullptr;
  const double degree = OSRGetAngularUnits(srs, &unit);
  return known && datum.find("72") == std::string_view::npos &&
         std::abs(OSRGetSemiMajor(srs, nullptr) - 6378137.0) < 0.5 &&
         std::abs(degree - 0.0174532925199433) < 1e-12 &&
         std::abs(OSRGetPrimeMeridian(srs, nullptr)) < 1e-12;
}

bool has_latitude_first(OGRSpatialReferenceH srs) {
  int count = 0;
  const int* mapping = OSRGetDataAxisToSRSAxisMapping(srs, &count);
  if (mapping == nullptr || count < 2) return false;
  const OwnedSrs usual(OSRClone(srs));
  OSRSetAxisMappingStrategy(usual.get(), OAMS_TRADITIONAL_GIS_ORDER);
  int usual_count = 0;
  const int* usual_mapping = OSRGetDataAxisToSRSAxisMapping(usual.get(), &usual_count);
  return usual_mapping != nullptr && usual_count >= 2 && mapping[0] != usual_mapping[0];
}

}  // namespace

std::string crs_text(void* ogr_srs, bool& swapped) {
  swapped = false;
  if (ogr_srs == nullptr) return {};
  swapped = has_latitude_first(ogr_srs);
  const char* authority = OSRGetAuthorityName(ogr_srs, nullptr);
  const char* code = OSRGetAuthorityCode(ogr_srs, nullptr);
  if (authority != nullptr && code != nullptr) return std::string(authority) + ":" + code;
  if (agrees_with_wgs84(ogr_srs)) return "EPSG:4326";
  char* wkt = nullptr;
  const std::array<const char*, 2> options{"FORMAT=WKT2_2019", nullptr};
  std::string text;
  if (OSRExportToWktEx(ogr_srs, &wkt, options.data()) == OGRERR_NONE && wkt != nullptr) text = wkt;
  CPLFree(wkt);
  return text;
}

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
