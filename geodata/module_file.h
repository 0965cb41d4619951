#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "geodata/result.h"

namespace terreau {

// The parts of the program that are files of their own. They stand beside the program where it was
// built and below the libraries where it is installed.
inline constexpr std::string_view kProgramModule = "terreau_program.so";
inline constexpr std::string_view kFormatsModule = "terreau_formats.so";
inline constexpr std::string_view kGeopackageModule = "terreau_geopackage.so";
inline constexpr std::string_view kProjModule = "terreau_proj.so";

std::optional<std::string> module_path(std::string_view file);  // none: it is in neither place

// Loads one until the program ends: the address of the C function `entry` in it. An Error where
// there is no such file, or why it cannot be loaded.
Result<void*> load_module(std::string_view file, const char* entry);

// The Module, a table of functions that C's `entry` answers; an Error also where it belongs to
// another version of the program.
template <class Module>
Result<const Module*> load_functions(std::string_view file, const char* entry,
                                     std::string_view version) {
  const auto address = load_module(file, entry);
  if (!address) return address.error();
  const Module* module = reinterpret_cast<const Module* (*)()>(*address)();
  if (module->version == version) return module;
  return Error{std::string(file), "belongs to another version of the program"};
}

// Libraries that a module is going to want, by their names, with blanks between. What is not there
// is no loss; the module tells what it misses. The dynamic linker does one thing at a time: with a
// `turn` after each library, another thread that waits for it does not wait for all of them.
void load_libraries(std::string_view names, std::chrono::microseconds turn = {});

}  // namespace terreau
