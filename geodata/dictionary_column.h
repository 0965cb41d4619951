#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "geodata/text_column.h"
#include "geodata/text_numbers.h"

namespace terreau {

// A column of texts of which few are different: 2 bytes a row, none while all are empty. Where more
// are different than two bytes can tell, it becomes a TextColumn.
class DictionaryColumn {
 public:
  void push_back(std::string_view text);
  void keep_first(std::size_t rows);
  // Frees what only push_back() needs.
  void finish();
  std::size_t size() const { return size_; }
  std::string_view operator[](std::size_t row) const {
    if (plain_) return texts_[row];
    const std::uint16_t number = row < numbers_.size() ? numbers_[row] : kEmpty;
    return number == kEmpty ? std::string_view() : different_[number];
  }

 private:
  static constexpr std::uint16_t kEmpty = 0xFFFF;
  void become_plain();

  std::size_t size_ = 0;
  TextNumbers different_;
  std::vector<std::uint16_t> numbers_;  // rows of different_; empty texts at its end are left out
  bool plain_ = false;
  TextColumn texts_;  // instead of these two
};

}  // namespace terreau
