#include "app/desktop_wishes.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <string>
#include <string_view>

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

bool reduces_motion(const std::string& folder) {
  for (const char* gtk : {"/gtk-4.0/settings.ini", "/gtk-3.0/settings.ini"}) {
    const std::string value = value_of(folder + gtk, "gtk-enable-animations");
    if (!value.empty()) return value == "0" || value == "false";
  }
  return value_of(folder + "/kdeglobals", "AnimationDurationFactor") == "0";
}

bool names_dark(std::string text) {
  std::ranges::transform(text, text.begin(), [](unsigned char c) { return std::tolower(c); });
  return text.find("dark") != std::string::npos;
}

// GNOME keeps this in a database of its own.
bool gnome_prefers_dark() {
  const char* desktop = std::getenv("XDG_CURRENT_DESKTOP");
  if (desktop == nullptr || std::string_view(desktop).find("GNOME") == std::string_view::npos) {
    return false;
  }
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> answer(
      popen("gsettings get org.gnome.desktop.interface color-scheme 2>/dev/null", "r"), pclose);
  std::array<char, 64> text{};
  return answer && std::fgets(text.data(), text.size(), answer.get()) != nullptr &&
         names_dark(text.data());
}

bool prefers_dark(const std::string& folder) {
  if (const char* theme = std::getenv("GTK_THEME"); theme != nullptr && *theme != 0) {
    return names_dark(theme);
  }
  for (const char* gtk : {"/gtk-4.0/settings.ini", "/gtk-3.0/settings.ini"}) {
    const std::string value = value_of(folder + gtk, "gtk-application-prefer-dark-theme");
    if (!value.empty()) return value == "1" || value == "true";
    if (names_dark(value_of(folder + gtk, "gtk-theme-name"))) return true;
  }
  return names_dark(value_of(folder + "/kdeglobals", "ColorScheme")) || gnome_prefers_dark();
}

}  // namespace

DesktopWishes desktop_wishes() {
  const std::string folder = config_folder();
  return {reduces_motion(folder), prefers_dark(folder) ? Theme::dark : Theme::light};
}

}  // namespace terreau
