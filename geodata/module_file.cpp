#include "geodata/module_file.h"

#include <filesystem>
#include <thread>

#include <dlfcn.h>

#include "geodata/parse.h"

namespace terreau {

namespace {

namespace fs = std::filesystem;

// Where a module may stand, the likelier place first; nothing where the program cannot tell.
std::vector<fs::path> folders() {
  std::error_code error;
  const fs::path own = fs::read_symlink("/proc/self/exe", error).parent_path();
  if (error) return {};
  return {own, (own / TERREAU_MODULES).lexically_normal()};
}

}  // namespace

std::optional<std::string> module_path(std::string_view file) {
  for (const fs::path& folder : folders()) {
    std::error_code error;
    if (fs::exists(folder / file, error)) return (folder / file).string();
  }
  return std::nullopt;
}

Result<void*> load_module(std::string_view file, const char* entry) {
  const auto path = module_path(file);
  if (!path) {
    std::string where;
    for (const fs::path& folder : folders()) {
      where += (where.empty() ? "neither in " : " nor in ") + folder.string();
    }
    return Error{std::string(file), where.empty() ? "this system does not tell where the program is"
                                                  : "this part of the program is " + where};
  }
  void* const module = dlopen(path->c_str(), RTLD_LAZY | RTLD_LOCAL);
  void* const address = module == nullptr ? nullptr : dlsym(module, entry);
  if (address != nullptr) return address;
  const char* why = dlerror();
  return Error{*path, why == nullptr ? "cannot be loaded" : why};
}

void load_libraries(std::string_view names, std::chrono::microseconds turn) {
  for (const std::string_view name : words_of(names)) {
    dlopen(std::string(name).c_str(), RTLD_LAZY | RTLD_LOCAL);
    if (turn.count() > 0) std::this_thread::sleep_for(turn);
  }
}

}  // namespace terreau
