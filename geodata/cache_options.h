#pragma once

#include <cstdint>
#include <string>

namespace terreau {

// Where the prepared form of large sources is kept, so that they open faster the next time.
struct CacheOptions {
  std::string folder;                                    // "": nowhere
  std::int64_t least_places = 5'000;                     // fewer are read as fast
  std::uintmax_t most_bytes = std::uintmax_t{4} << 30U;  // of all; the least recently used go first
};
// $XDG_CACHE_HOME/terreau/places; nowhere where TERREAU_CACHE=0 or the user has no folder.
CacheOptions users_cache();

}  // namespace terreau
