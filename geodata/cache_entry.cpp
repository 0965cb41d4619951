#include "geodata/cache_entry.h"

#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <span>
#include <system_error>

#include "geodata/cache_folder.h"
#include "geodata/content_digest.h"
#include "geodata/file_output.h"
#include "geodata/module_file.h"

namespace terreau::cache {
namespace {

namespace fs = std::filesystem;

// To be raised with each change of what an entry holds or of what an import makes of a file. It is
// only the second line: a program that was built anew is another one (made_by()).
constexpr int kFormat = 2;

std::string manifest_in(const std::string& folder) { return folder + "/manifest.json"; }

}  // namespace

std::string words_of(const FileStamp& s) {
  return std::to_string(s.size) + " " + std::to_string(s.modified_ns) + " " +
         std::to_string(s.inode);
}

const std::string& made_by() {
  static const std::string made = [] {
    std::string by = "terreau " TERREAU_VERSION ", format " + std::to_string(kFormat);
    for (const std::string& file :
         {std::string("/proc/self/exe"), module_path(kProgramModule).value_or(""),
          module_path(kFormatsModule).value_or(""), module_path(kGeopackageModule).value_or("")}) {
      const auto stamp = stamp_of(file);
      by += ", program " + (stamp ? words_of(*stamp) : std::string("not known"));
    }
    return by;
  }();
  return made;
}

std::string entry_of(const CacheOptions& options, const std::string& key) {
  return options.folder + "/" + digest_of(key);
}

bool make_entry(const CacheOptions& options, const std::string& key, std::uint64_t places,
                const std::function<bool(const std::string& folder)>& write) {
  try {
    const auto part = part_folder(options.folder, places);
    if (!part || !write(*part) || !move_in(*part, entry_of(options, key))) return false;
    bound(options);
    return true;
  } catch (const Broken&) {
    return false;
  } catch (const std::exception&) {  // memory, threads
    return false;
  }
}

std::optional<Manifest> read_manifest(const std::string& folder) {
  std::ifstream file(manifest_in(folder), std::ios::binary);
  return manifest_of(std::string(std::istreambuf_iterator<char>(file), {}));
}

bool write_manifest(const std::string& folder, const Manifest& manifest) {
  const auto text = text_of(manifest);
  return text && write_file(manifest_in(folder), std::as_bytes(std::span(*text))).ok();
}

void used_now(const std::string& folder) {
  std::error_code ignored;
  fs::last_write_time(manifest_in(folder), fs::file_time_type::clock::now(), ignored);
}

}  // namespace terreau::cache
