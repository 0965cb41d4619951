#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "geodata/result.h"

namespace terreau {

// A column of UTF-8 strings in one buffer: 4 bytes a row beside the characters. The column holds at
// most 4 GiB of text.
class TextColumn {
 public:
  void push_back(std::string_view text) {
    characters_.append(text);
    TERREAU_CHECK(characters_.size() <= 0xFFFFFFFFU);
    ends_.push_back(static_cast<std::uint32_t>(characters_.size()));
  }
  std::size_t size() const { return ends_.size(); }
  std::string_view operator[](std::size_t row) const {
    const std::uint32_t begin = row == 0 ? 0 : ends_[row - 1];
    return std::string_view(characters_).substr(begin, ends_[row] - begin);
  }

 private:
  std::string characters_;
  std::vector<std::uint32_t> ends_;
};

}  // namespace terreau
