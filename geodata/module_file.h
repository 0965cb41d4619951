#pragma once

#include <string>

#include "geodata/result.h"

namespace terreau {

// A part of the program in a file of its own, loaded until the program ends: "terreau_formats.so",
// which stands beside the program where it was built and below the libraries where it is installed.
// The address of the C function `entry` in it. An Error where there is no such file, or why it
// cannot be loaded.
Result<void*> load_module(const std::string& file, const char* entry);

}  // namespace terreau
