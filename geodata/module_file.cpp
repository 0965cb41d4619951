#include "geodata/module_file.h"

#include <chrono>
#include <filesystem>
#include <thread>

#include <dlfcn.h>

#include "geodata/parse.h"

namespace terreau {

Result<void*> load_module(const std::string& file, const char* entry) {
  namespace fs = std::filesystem;
  std::error_code error;
  const fs::path folder = fs::read_symlink("/proc/self/exe", error).parent_path();
  if (error) return Error{"/proc/self/exe", error.message()};
  for (const fs::path& path : {folder / file, folder / TERREAU_MODULES / file}) {
    if (!fs::exists(path, error)) continue;
    void* const module = dlopen(path.c_str(), RTLD_LAZY | RTLD_LOCAL);
    void* const address = module == nullptr ? nullptr : dlsym(module, entry);
    if (address != nullptr) return address;
    const char* why = dlerror();
    return Error{path.string(), why == nullptr ? "cannot be loaded" : why};
  }
  return Error{file, "this part of the program is neither in " + folder.string() + " nor in " +
                         (folder / TERREAU_MODULES).lexically_normal().string()};
}

void load_libraries(std::string_view names) {
  constexpr std::chrono::microseconds kTurn(100);  // of whoever waits
  for (const std::string_view name : words_of(names)) {
    dlopen(std::string(name).c_str(), RTLD_LAZY | RTLD_LOCAL);
    std::this_thread::sleep_for(kTurn);
  }
}

}  // namespace terreau
