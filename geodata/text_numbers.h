#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "geodata/text_column.h"

namespace terreau {

// Different texts, numbered in the order in which they came. Looking one up is a probe or two into
// flat arrays: it is done several times for each row of large files.
class TextNumbers {
 public:
  std::uint32_t number_of(std::string_view text);  // a new one's is size() before
  std::string_view operator[](std::size_t number) const { return texts_[number]; }
  std::size_t size() const { return texts_.size(); }
  // Frees what only looking up needs; it is made again when it is.
  void forget_look_up();

 private:
  void make_look_up(std::size_t slots);

  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t after = 0;  // the number + 1; 0: free
  };
  TextColumn texts_;
  std::vector<Slot> slots_;  // a power of two, at most half of them taken
};

}  // namespace terreau
