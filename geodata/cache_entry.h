#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "geodata/cache_manifest.h"
#include "geodata/cache_options.h"
#include "geodata/mapped_file.h"

// What all entries of the cache have in common: a folder with a manifest.
namespace terreau::cache {

// The program. What is embedded, how files are understood and how clusters are laid out changes
// with its file.
const std::string& made_by();
std::string words_of(const FileStamp& stamp);

// The folder of an entry, whether it is there or not.
std::string entry_of(const CacheOptions& options, const std::string& key);
// `write` fills a folder, which becomes the entry. False where that could not be, which is no
// error; nothing is left behind then.
bool make_entry(const CacheOptions& options, const std::string& key, std::uint64_t places,
                const std::function<bool(const std::string& folder)>& write);

// Nothing where there is none, or it is damaged.
std::optional<Manifest> read_manifest(const std::string& folder);
bool write_manifest(const std::string& folder, const Manifest& manifest);
// What was not used for longest is removed first.
void used_now(const std::string& folder);

}  // namespace terreau::cache
