#include "app/motion.h"

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <fstream>
#include <string>

namespace terreau {
namespace {

std::string config_folder() {
  if (const char* xdg = std::getenv("XDG_CONFIG_HOME"); xdg != nullptr && *xdg != 0) return xdg;
  const char* home = std::getenv("HOME");
  return std::string(home != nullptr ? home : "") + "/.config";
}

// The value of `key` in an INI file, without spaces; "" where it has none.
std::string value_of(const std::string& file, const std::string& key) {
  std::ifstream lines(file);
  for (std::string line; std::getline(lines, line);) {
    std::erase_if(line, [](unsigned char c) { return std::isspace(c) != 0; });
    if (line.starts_with(key + "=")) return line.substr(key.size() + 1);
  }
  return "";
}

}  // namespace

bool desktop_reduces_motion() {
  const std::string folder = config_folder();
  for (const char* gtk : {"/gtk-4.0/settings.ini", "/gtk-3.0/settings.ini"}) {
    const std::string value = value_of(folder + gtk, "gtk-enable-animations");
    if (!value.empty()) return value == "0" || value == "false";
  }
  return value_of(folder + "/kdeglobals", "AnimationDurationFactor") == "0";
}

}  // namespace terreau
