#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "geodata/french_crs.h"
#include "geodata/types.h"

namespace terreau::reader {

// Which reference system coordinates are in, told by where most of them are; kept up batch by
// batch.
class CrsGuess {
 public:
  struct Answer {
    std::string crs;  // "": nothing is stated and nothing could be guessed
    std::string notice;
    friend bool operator==(const Answer&, const Answer&) = default;
  };
  void note(const std::vector<MapPos>& coordinates);
  Answer answer(const std::string& stated) const;

 private:
  // Coordinates beyond each side of a box.
  struct Beyond {
    std::int64_t west = 0, south = 0, east = 0, north = 0;
    void note(const MapBox& box, MapPos p);
    bool few_of(std::int64_t count) const;
  };
  Beyond degrees_;
  std::array<std::int64_t, kFrenchCrs.size()> french_{};  // coordinates that look like each
  std::int64_t count_ = 0;
};

}  // namespace terreau::reader
