#pragma once

#include <cstdint>
#include <span>
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
  // Many at once: text i is characters[offsets[i], offsets[i + 1]).
  void append(const char* characters, std::span<const std::int32_t> offsets) {
    if (offsets.size() < 2) return;
    const auto before = characters_.size();
    const auto first = static_cast<std::size_t>(offsets.front());
    characters_.append(characters + first, static_cast<std::size_t>(offsets.back()) - first);
    TERREAU_CHECK(characters_.size() <= 0xFFFFFFFFU);
    const auto shift = static_cast<std::uint32_t>(before - first);  // may wrap around, and back
    for (const std::int32_t end : offsets.subspan(1)) {
      ends_.push_back(static_cast<std::uint32_t>(end) + shift);
    }
  }
  // Empty texts.
  void append_empty(std::size_t count) {
    ends_.resize(ends_.size() + count, static_cast<std::uint32_t>(characters_.size()));
  }
  void keep_first(std::size_t rows) {
    if (rows >= ends_.size()) return;
    ends_.resize(rows);
    characters_.resize(rows == 0 ? 0 : ends_.back());
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
