#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "geodata/text_column.h"
#include "geodata/types.h"

namespace terreau {

// What a fact is about; `other` is a column of the user's that has no meaning for the map.
enum class FactField : std::uint8_t {
  name,
  form,       // code
  functions,  // codes, separated by ';'
  sector,
  commune,
  department,  // code
  year,
  status,
  website,
  tags,
  other,
};

// Who says so. `source` is a row of Atlas::sources.
struct Witness {
  std::string url, date;
  std::uint16_t source = 0;
  friend bool operator==(const Witness&, const Witness&) = default;
};

struct FurtherFact {
  FactField field = FactField::other;
  std::string_view column;  // of `other`: its name in the file
  std::string_view value;
  const Witness* witness = nullptr;  // null: the place's own row
};

// What is said of places beside their own row's columns: by rows that were merged into them, and in
// columns that only a card shows. Sparse: a place without any costs nothing.
class FurtherFacts {
 public:
  void add(PlaceId place, FactField field, std::string_view value, const Witness& witness);
  void add_column(PlaceId place, std::string_view column, std::string_view value);
  // Forgets what was added later. Before finish().
  void keep_first(std::size_t count);
  // Once, after the last add.
  void finish();

  // In the order in which they were added.
  std::vector<FurtherFact> of(PlaceId place) const;
  std::size_t size() const { return facts_.size(); }

 private:
  static constexpr std::uint32_t kOwnRow = 0xFFFFFFFF;
  struct Fact {
    std::uint32_t place, value, witness;
    std::uint16_t column;
    FactField field;
  };
  std::vector<Fact> facts_;  // by place
  TextColumn values_;
  std::vector<Witness> witnesses_;
  std::vector<std::string> columns_;
};

}  // namespace terreau
