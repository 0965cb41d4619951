#include "geodata/proj/module.h"

// The only name that the module shows.
extern "C" __attribute__((visibility("default"))) const terreau::proj::Module* terreau_proj() {
  using namespace terreau::proj;
  static constexpr Module kModule{TERREAU_VERSION, project,    unproject,
                                  to_lonlat,       ground_way, ground_end};
  return &kModule;
}
