#include "geodata/formats/module.h"

// The only name that the module shows.
extern "C" __attribute__((visibility("default"))) const terreau::formats::Module*
terreau_formats() {
  using namespace terreau::formats;
  static constexpr Module kModule{TERREAU_VERSION, set_config,  read_layers,   open_rows,
                                  compile,         write_table, encode_geotiff};
  return &kModule;
}
