#include "app/user_folders.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string_view>

namespace terreau {
namespace {

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

// XDG_PICTURES_DIR="$HOME/Images" → /home/…/Images; "" where the line is not of that name.
std::string value_of(std::string_view line, std::string_view name, const std::string& home) {
  if (!line.starts_with(name)) return "";
  const std::size_t open = line.find('"'), close = line.rfind('"');
  if (open == std::string_view::npos || close <= open) return "";
  const std::string_view value = line.substr(open + 1, close - open - 1);
  constexpr std::string_view kHome = "$HOME";
  if (!value.starts_with(kHome)) return std::string(value);
  return home + std::string(value.substr(kHome.size()));
}

void keep_folder(std::string& folder, const std::string& found) {
  std::error_code error;
  if (!found.empty() && std::filesystem::is_directory(found, error)) folder = found;
}

}  // namespace

UserFolders user_folders() {
  const std::string home = variable("HOME");
  UserFolders folders{home, home};
  std::string config = variable("XDG_CONFIG_HOME");
  if (config.empty()) config = home + "/.config";
  std::ifstream file(config + "/user-dirs.dirs");
  for (std::string line; std::getline(file, line);) {
    keep_folder(folders.documents, value_of(line, "XDG_DOCUMENTS_DIR", home));
    keep_folder(folders.pictures, value_of(line, "XDG_PICTURES_DIR", home));
  }
  keep_folder(folders.documents, variable("XDG_DOCUMENTS_DIR"));
  keep_folder(folders.pictures, variable("XDG_PICTURES_DIR"));
  return folders;
}

}  // namespace terreau
