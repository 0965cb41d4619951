#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "geodata/cache_columns.h"
#include "geodata/places.h"

namespace terreau::cache {

// What the columns of some rows of Places do not tell.
struct PlacesPart {
  std::uint64_t rows = 0, located = 0;
  std::vector<std::uint32_t> classes;  // their sets of kinds, in the order in which they were met
  struct Run {
    std::uint32_t first;  // of the part
    std::uint32_t source;
  };
  std::vector<Run> runs;
};

class PlacesColumns {
 public:
  // Rows [first, end), none of which came from a cache, of the sources from `first_source` on.
  static PlacesPart write(const Places& places, std::uint32_t first, std::uint32_t end,
                          std::uint16_t first_source, ColumnWriter& out);
  // Appends them; throws Broken, and has changed nothing, where a file is not what was written.
  static void append(const PlacesPart& part, std::uint16_t first_source, ColumnReader& in,
                     Places& places);

 private:
  struct Mapped;
  static void append_checked(const PlacesPart& part, std::uint16_t first_source, Mapped& mapped,
                             Places& places);
  static void append_classes(const PlacesPart& part,
                             const MappedValues<Places::ClassIndex>& classes, Places& places);
};

}  // namespace terreau::cache
