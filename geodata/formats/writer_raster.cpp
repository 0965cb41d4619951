#include <atomic>
#include <cstring>
#include <memory>

#include <cpl_error.h>
#include <cpl_string.h>
#include <cpl_vsi.h>
#include <gdal.h>
#include <gdal_frmts.h>
#include <ogr_srs_api.h>

#include "geodata/formats/module.h"

namespace terreau::formats {
namespace {

struct CloseDataset {
  void operator()(void* dataset) const { GDALClose(dataset); }
};
using Dataset = std::unique_ptr<void, CloseDataset>;

struct DropReference {
  void operator()(void* reference) const { OSRDestroySpatialReference(reference); }
};

// What GDAL says, instead of on stderr.
struct Quiet {
  Quiet() {
    CPLErrorReset();
    CPLPushErrorHandler(CPLQuietErrorHandler);
  }
  ~Quiet() { CPLPopErrorHandler(); }
  Quiet(const Quiet&) = delete;
  Quiet& operator=(const Quiet&) = delete;
};

Error failure() {
  const std::string why = CPLGetLastErrorMsg();
  return Error{"", "the GeoTIFF cannot be made: " + (why.empty() ? "no reason is known" : why)};
}

std::string memory_path() {
  static std::atomic<int> count{0};
  return "/vsimem/terreau_picture_" + std::to_string(++count) + ".tif";
}

void set_tags(GDALDatasetH dataset, const GeoPicture& p) {
  const auto set = [&](const char* name, const std::string& value) {
    if (!value.empty()) GDALSetMetadataItem(dataset, name, value.c_str(), nullptr);
  };
  set("TIFFTAG_SOFTWARE", p.software);
  set("TIFFTAG_IMAGEDESCRIPTION", p.title);
  set("TIFFTAG_DATETIME", p.date);
  if (p.dots_per_inch <= 0) return;
  set("TIFFTAG_XRESOLUTION", std::to_string(p.dots_per_inch));
  set("TIFFTAG_YRESOLUTION", std::to_string(p.dots_per_inch));
  set("TIFFTAG_RESOLUTIONUNIT", "2");
}

bool fill(GDALDatasetH dataset, const GeoPicture& p) {
  const std::unique_ptr<void, DropReference> reference(OSRNewSpatialReference(nullptr));
  OSRSetAxisMappingStrategy(reference.get(), OAMS_TRADITIONAL_GIS_ORDER);
  if (OSRSetFromUserInput(reference.get(), p.crs.c_str()) != OGRERR_NONE) return false;
  std::array<double, 6> to_map = p.to_map;
  if (GDALSetSpatialRef(dataset, reference.get()) != CE_None) return false;
  if (GDALSetGeoTransform(dataset, to_map.data()) != CE_None) return false;
  set_tags(dataset, p);
  std::array<int, 3> bands{1, 2, 3};
  // GDAL reads the pixels only, but its signature serves both ways.
  auto* pixels = const_cast<std::uint8_t*>(p.rgb.data());
  return GDALDatasetRasterIO(dataset, GF_Write, 0, 0, p.width, p.height, pixels, p.width, p.height,
                             GDT_Byte, 3, bands.data(), 3, 3 * p.width, 1) == CE_None;
}

}  // namespace

Result<std::vector<std::byte>> encode_geotiff(const GeoPicture& p) {
  const Quiet quiet;
  static const bool registered = (GDALRegister_GTiff(), true);  // once, whatever the thread
  static_cast<void>(registered);
  GDALDriverH driver = GDALGetDriverByName("GTiff");
  if (driver == nullptr) return failure();
  std::array<const char*, 7> options{
      "COMPRESS=DEFLATE", "PREDICTOR=2",      "ZLEVEL=6", "TILED=YES",
      "PHOTOMETRIC=RGB",  "INTERLEAVE=PIXEL", nullptr};
  const std::string path = memory_path();
  Dataset dataset(GDALCreate(driver, path.c_str(), p.width, p.height, 3, GDT_Byte,
                             const_cast<char**>(options.data())));
  const bool filled = dataset && fill(dataset.get(), p);
  dataset.reset();  // writes what is left
  vsi_l_offset size = 0;
  const std::unique_ptr<GByte, decltype(&VSIFree)> bytes(
      VSIGetMemFileBuffer(path.c_str(), &size, TRUE), VSIFree);
  if (!filled || !bytes || CPLGetLastErrorType() >= CE_Failure) return failure();
  std::vector<std::byte> out(size);
  std::memcpy(out.data(), bytes.get(), size);
  return out;
}

}  // namespace terreau::formats
