#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "geodata/cache_options.h"

// The folder of the cache and its entries, each a folder too.
namespace terreau::cache {

struct RemoveFolder {
  void operator()(const std::string* folder) const;
};
// An empty folder in which an entry is made, removed with this handle; null where none can be made,
// or the disk has little room for so many places.
using PartFolder = std::unique_ptr<const std::string, RemoveFolder>;
PartFolder part_folder(const std::string& cache, std::uint64_t places);

// What was made becomes the entry, in the place of the one that was there. False where another
// program was faster.
bool move_in(const std::string& part, const std::string& entry);

// Removes what was not used for longest, until the rest is small enough.
void bound(const CacheOptions& options);

}  // namespace terreau::cache
