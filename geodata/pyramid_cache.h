#pragma once

#include <cstdint>
#include <span>
#include <stop_token>

#include "geodata/cache_options.h"
#include "geodata/marker_pyramid.h"

// The pyramids of many places, which take longer to build than the places to bring back. An entry
// of the cache beside those of the sources (places_cache.h), told by the number of all its data.
namespace terreau::cache {

// One for each territory. False, and none has changed, where they are not there.
bool bring_back(const CacheOptions& options, std::uint64_t data, std::span<MarkerPyramid> pyramids,
                const std::stop_token& stop = {});

// Of all places, no filter set. False where they could not be kept, which is no error; nothing is
// left behind then.
bool keep(const CacheOptions& options, std::uint64_t data, std::span<const MarkerPyramid> pyramids,
          const std::stop_token& stop = {});

}  // namespace terreau::cache
