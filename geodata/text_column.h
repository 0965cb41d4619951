#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "geodata/mapped_parts.h"
#include "geodata/result.h"

namespace terreau {

// A column of UTF-8 strings: 4 bytes a row beside the characters. It grows by blocks of rows, so
// that nothing large is ever copied; a block holds at most 4 GiB of text. Many rows may lie in a
// file that is mapped instead.
class TextColumn {
 public:
  void push_back(std::string_view text) {
    Block& block = block_with_room();
    block.characters.append(text);
    block.ends.push_back(end_of(block));
    ++size_;
  }
  // Many at once: text i is characters[offsets[i], offsets[i + 1]).
  void append(const char* characters, std::span<const std::int32_t> offsets) {
    while (offsets.size() > 1) {
      Block& block = block_with_room();
      const std::size_t count = std::min(offsets.size() - 1, room());
      const auto shift = end_of(block) - static_cast<std::uint32_t>(offsets[0]);  // may wrap
      block.characters.append(characters + offsets[0],
                              static_cast<std::size_t>(offsets[count] - offsets[0]));
      end_of(block);
      for (const std::int32_t end : offsets.subspan(1, count)) {
        block.ends.push_back(static_cast<std::uint32_t>(end) + shift);
      }
      size_ += count;
      offsets = offsets.subspan(count);
    }
  }
  void append_empty(std::size_t count) {
    while (count > 0) {
      Block& block = block_with_room();
      const std::size_t here = std::min(count, room());
      block.ends.resize(block.ends.size() + here, end_of(block));
      size_ += here;
      count -= here;
    }
  }
  void append_mapped(MappedTexts texts) {
    const std::size_t count = texts.size();
    if (count > 0) mapped_.add(size(), count, std::move(texts));
  }
  void keep_first(std::size_t rows) {
    if (rows >= size()) return;
    mapped_.keep_first(rows);
    keep_first_own(rows - mapped_.rows());
  }
  std::size_t size() const { return size_ + mapped_.rows(); }
  std::string_view operator[](std::size_t row) const {
    if (!mapped_.empty()) {
      if (const MappedTexts* texts = mapped_.find(row)) return (*texts)[row];
    }
    const Block& block = blocks_[row / kBlockRows];
    const std::size_t i = row % kBlockRows;
    const std::uint32_t begin = i == 0 ? 0 : block.ends[i - 1];
    return std::string_view(block.characters).substr(begin, block.ends[i] - begin);
  }

 private:
  static constexpr std::size_t kBlockRows = 16'384;
  struct Block {
    std::string characters;
    std::vector<std::uint32_t> ends;
  };

  static std::uint32_t end_of(const Block& block) {
    TERREAU_CHECK(block.characters.size() <= 0xFFFFFFFFU);
    return static_cast<std::uint32_t>(block.characters.size());
  }
  void keep_first_own(std::size_t rows) {
    if (rows >= size_) return;
    size_ = rows;
    blocks_.resize((rows + kBlockRows - 1) / kBlockRows);
    if (rows % kBlockRows == 0) return;
    Block& last = blocks_.back();
    last.ends.resize(rows % kBlockRows);
    last.characters.resize(last.ends.back());
  }
  std::size_t room() const { return kBlockRows - size_ % kBlockRows; }
  Block& block_with_room() {
    if (size_ < blocks_.size() * kBlockRows) return blocks_.back();
    const std::size_t before = blocks_.empty() ? 0 : blocks_.back().characters.size();
    if (before > 0) blocks_.back().characters.shrink_to_fit();
    Block& block = blocks_.emplace_back();
    block.characters.reserve(before + before / 16);
    if (size_ > 0) block.ends.reserve(kBlockRows);
    return block;
  }

  std::vector<Block> blocks_;
  std::size_t size_ = 0;  // rows of the blocks
  MappedParts<MappedTexts> mapped_;
};

}  // namespace terreau
