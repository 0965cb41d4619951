#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_map>

#include "geodata/import_parts.h"

// Rows that are an organisation which was met before, in the file or in what was loaded before it.
namespace terreau::import {

class Duplicates {
 public:
  struct Met {
    PlaceId place;
    std::int64_t row = 0;  // of the layer, 1-based; 0: loaded before
    bool has_siret = false;
  };

  explicit Duplicates(const Places& before);
  // Who has the same SIRET, or, where one of the two has none, the same name in the same commune.
  std::optional<Met> find(const PlaceRow& row, std::string_view siret) const;
  void note(const PlaceRow& row, std::string_view siret, PlaceId place, std::int64_t layer_row);

 private:
  // By the hash of what identifies them, which 64 bits tell apart.
  std::unordered_map<std::uint64_t, Met> by_siret_, by_name_;
};

}  // namespace terreau::import
