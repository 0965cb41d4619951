#include "geodata/cache_folder.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <string_view>
#include <system_error>
#include <vector>

namespace terreau {
namespace cache {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPart = ".part";

std::string random_suffix() {
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), ".%08x", static_cast<unsigned>(std::random_device()()));
  return text.data();
}

struct Entry {
  fs::path folder;
  fs::file_time_type used;
  std::uintmax_t bytes = 0;
};

// By the manifest, which each use touches.
Entry entry_at(const fs::path& folder) {
  std::error_code error;
  Entry entry{folder, fs::last_write_time(folder / "manifest.json", error)};
  if (error) entry.used = fs::last_write_time(folder, error);
  for (const auto& file : fs::directory_iterator(folder, error)) {
    const std::uintmax_t bytes = file.file_size(error);
    if (!error) entry.bytes += bytes;
  }
  return entry;
}

}  // namespace

void RemoveFolder::operator()(const std::string* folder) const {
  std::error_code ignored;
  fs::remove_all(*folder, ignored);
  delete folder;
}

PartFolder part_folder(const std::string& cache, std::uint64_t places) {
  constexpr std::uintmax_t kLeaveFree = std::uintmax_t{1} << 30U, kBytesAPlace = 150;
  std::error_code error;
  fs::create_directories(cache, error);
  if (error) return nullptr;
  const fs::space_info space = fs::space(cache, error);
  if (error || space.available < kLeaveFree + kBytesAPlace * places) return nullptr;
  const std::string folder = cache + "/entry" + random_suffix() + std::string(kPart);
  if (!fs::create_directory(folder, error)) return nullptr;
  PartFolder part(new std::string(folder));
  fs::permissions(folder, fs::perms::owner_all, error);  // what is in it may be private
  return error ? nullptr : std::move(part);
}

bool move_in(const std::string& part, const std::string& entry) {
  std::error_code error;
  const PartFolder old(new std::string(part + ".old" + std::string(kPart)));
  fs::rename(entry, *old, error);  // there may be none
  fs::rename(part, entry, error);
  return !error;
}

void bound(const CacheOptions& options) {
  std::error_code error;
  std::vector<Entry> entries;
  const auto yesterday = fs::file_time_type::clock::now() - std::chrono::hours(24);
  for (const auto& folder : fs::directory_iterator(options.folder, error)) {
    Entry entry = entry_at(folder.path());
    const bool part = folder.path().filename().string().ends_with(kPart);
    if (part && entry.used > yesterday) continue;  // is being made
    if (part) entry.used = fs::file_time_type::min();
    entries.push_back(std::move(entry));
  }
  std::ranges::sort(entries, {}, &Entry::used);
  std::uintmax_t all = 0;
  for (const Entry& entry : entries) all += entry.bytes;
  for (const Entry& entry : entries) {
    const bool left_behind = entry.used == fs::file_time_type::min();
    if (all <= options.most_bytes && !left_behind) break;
    fs::remove_all(entry.folder, error);
    all -= entry.bytes;
  }
}

}  // namespace cache

CacheOptions users_cache() {
  CacheOptions options;
  const auto variable = [](const char* name) {
    const char* value = std::getenv(name);
    return std::string_view(value == nullptr ? "" : value);
  };
  if (variable("TERREAU_CACHE") == "0") return options;
  if (const auto folder = variable("XDG_CACHE_HOME"); folder.starts_with('/')) {
    options.folder = std::string(folder) + "/terreau/places";
  } else if (const auto home = variable("HOME"); home.starts_with('/')) {
    options.folder = std::string(home) + "/.cache/terreau/places";
  }
  return options;
}

}  // namespace terreau
