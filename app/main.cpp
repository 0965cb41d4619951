#include <cstdio>

#include "geodata/module_file.h"

// The program itself is a module (terreau_program.so, its entry in app/program.cpp). The dynamic
// linker looks every name up in what the executable is linked to before it looks elsewhere: with a
// hundred libraries there, loading OpenGL's driver and GDAL takes twice as long. In a module, too,
// a name is looked up in all that is loaded with it: a third less of that where what it is going to
// want is there already.
int main(int argc, char** argv) {
  terreau::load_libraries(TERREAU_PROGRAM_LIBRARIES);
  const auto entry = terreau::load_module(terreau::kProgramModule, "terreau_program");
  if (!entry) {
    std::fprintf(stderr, "terreau: %s\n", entry.error().text().c_str());
    return 1;
  }
  return reinterpret_cast<int (*)(int, char**)>(*entry)(argc, argv);
}
