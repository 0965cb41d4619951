#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "geodata/import_parts.h"

// Rows that are the same organisation as another one.
namespace terreau::import {

// Knows which rows of a layer are merged into which place, of this layer or of one read before.
class Sameness {
 public:
  Sameness(const Layer& layer, const ColumnRoles& roles, const Places& before);

  // The id of the place that a row is merged into; empty: the row is a place of its own.
  std::string_view primary_of(std::string_view same_as) const;
  void note_place(std::string_view id, PlaceId place);
  // Keeps what a merged row says until its place is known.
  void merge(std::string_view primary, const PlaceRowView& row, std::uint16_t source);
  void merge(PlaceId primary, const PlaceRowView& row, std::uint16_t source);
  // Once all rows are read.
  void tell(Places& places) const;

 private:
  struct Merged {
    std::string_view primary;
    PlaceId place;  // invalid: not known yet
    PlaceRow row;
    std::uint16_t source;
  };
  std::unordered_map<std::string_view, std::string_view> same_as_;  // id, id: of this layer
  std::unordered_map<std::string, PlaceId> primaries_;              // invalid: not read yet
  std::vector<Merged> merged_;
};

}  // namespace terreau::import
