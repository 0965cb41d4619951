#include <array>
#include <cmath>
#include <memory>

#include <cpl_conv.h>
#include <ogr_srs_api.h>

#include "geodata/formats/reader_parts.h"

// The reference system that a layer states.
namespace terreau::reader {
namespace {

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

}  // namespace terreau::reader
