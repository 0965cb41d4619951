#pragma once

#include <cstdint>
#include <memory_resource>
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

  // What identifies an organisation, as hashes, which 64 bits tell apart; 0: nothing does.
  struct Keys {
    std::uint64_t siret = 0, name = 0;
  };
  static std::uint64_t siret_key(std::string_view siret);
  static std::uint64_t name_key(std::string_view name, std::string_view commune_code);

  Duplicates(const Places& before, std::size_t rows_to_come);
  // Who has the same SIRET, or, where one of the two has none, the same name in the same commune.
  // Where nobody has, `now` is noted.
  std::optional<Met> find_or_note(const Keys& keys, const Met& now);
  // Of keys that were noted before, those stay.
  void note(const Keys& keys, const Met& now);

 private:
  std::pmr::monotonic_buffer_resource memory_;  // of the tables: it only grows
  std::pmr::unordered_map<std::uint64_t, Met> by_siret_{&memory_}, by_name_{&memory_};
};

}  // namespace terreau::import
