#pragma once

#include <string>
#include <string_view>

#include "geodata/result.h"

namespace terreau {

// A part of the program in a file of its own, loaded until the program ends: "terreau_formats.so",
// which stands beside the program where it was built and below the libraries where it is installed.
// The address of the C function `entry` in it. An Error where there is no such file, or why it
// cannot be loaded.
Result<void*> load_module(const std::string& file, const char* entry);

// Libraries that a module is going to want, by their names, with blanks between. The dynamic linker
// does one thing at a time: loaded one after the other, no other thread waits for all of them. What
// is not there is no loss; the module tells what it misses.
void load_libraries(std::string_view names);

}  // namespace terreau
