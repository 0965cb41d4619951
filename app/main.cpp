#include <cstdio>

#include "geodata/module_file.h"

// The program itself is a module (terreau_program.so, its entry in app/program.cpp). The dynamic
// linker looks every name up in what the executable is linked to before it looks elsewhere: with a
// hundred libraries there, loading OpenGL's driver and GDAL takes twice as long.
int main(int argc, char** argv) {
  const auto entry = terreau::load_module(terreau::kProgramModule, "terreau_program");
  if (!entry) {
    std::fprintf(stderr, "terreau: %s\n", entry.error().text().c_str());
    return 1;
  }
  return reinterpret_cast<int (*)(int, char**)>(*entry)(argc, argv);
}
