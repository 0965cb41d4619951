#include "geodata/proj.h"

#include "geodata/module_file.h"
#include "geodata/projection.h"

namespace terreau {
namespace proj {
namespace {

Result<const Module*> load_or_tell() {
  auto loaded = load_functions<Module>(kProjModule, "terreau_proj", TERREAU_VERSION);
  if (!loaded) std::fprintf(stderr, "terreau: %s\n", loaded.error().text().c_str());
  return loaded;
}

}  // namespace

const Result<const Module*>& module() {
  static const Result<const Module*> loaded = load_or_tell();
  return loaded;
}

}  // namespace proj

bool is_wgs84(std::string_view crs) {  // for these no database need be opened
  for (const std::string_view same : {"EPSG:4326", "OGC:CRS84", "EPSG:4171", "EPSG:4979"}) {
    if (crs == same) return true;
  }
  return false;
}

Result<std::vector<LonLat>> to_lonlat(const std::string& crs, std::span<const MapPos> coordinates) {
  std::vector<LonLat> out;
  if (is_wgs84(crs)) {
    out.reserve(coordinates.size());
    for (const MapPos c : coordinates) out.push_back({c.x_m, c.y_m});
  } else {
    if (!proj::module()) return proj::module().error();
    auto transformed = (*proj::module())->to_lonlat(crs, coordinates);
    if (!transformed) return transformed;
    out = *std::move(transformed);
  }
  for (LonLat& p : out) {
    if (!is_valid(p)) p = LonLat{};
  }
  return out;
}

}  // namespace terreau
