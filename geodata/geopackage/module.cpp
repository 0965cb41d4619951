#include "geodata/geopackage/plain.h"

// The only name that the module shows.
extern "C" __attribute__((visibility("default"))) const terreau::geopackage::Module*
terreau_geopackage() {
  static constexpr terreau::geopackage::Module kModule{TERREAU_VERSION,
                                                       terreau::geopackage::read_plain_layer};
  return &kModule;
}
