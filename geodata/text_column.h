#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "geodata/mapped_file.h"
#include "geodata/mapped_parts.h"
#include "geodata/result.h"

namespace terreau {

// A column of UTF-8 strings: 4 bytes a row beside the characters. It grows by blocks of rows, so
// that nothing large is ever copied; a block holds at most 4 GiB of text. Many rows may lie in a
// file that is mapped instead, and blocks that are full in a scratch file.
class TextColumn {
 public:
  void push_back(std::string_view text) {
    Block& block = block_with_room();
    block.characters.append(text);
    block.ends.push_back(end_of(block));
    ++size_;
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
  // From now on, blocks that are full go there, but for the first few.
  void spill_to(std::shared_ptr<Scratch> scratch) { scratch_ = std::move(scratch); }
  // Calls visit(text) for rows [first, end), and holds no more memory afterwards than before.
  template <class Visit>
  void each(std::size_t first, std::size_t end, const Visit& visit) const {
    mapped_.each(first, end, [&](const MappedTexts* mapped, std::size_t row, std::size_t count) {
      const std::size_t last = row + count;
      for (std::size_t until = 0; row < last; row = until) {
        until = std::min(last, (row / kBlockRows + 1) * kBlockRows);
        if (mapped != nullptr) {
          for (std::size_t i = row; i < until; ++i) visit((*mapped)[i]);
          mapped->let_go(row, until - row);
        } else {
          for (std::size_t i = row; i < until; ++i) visit(own(i));
          let_go_before(until);
        }
      }
    });
  }
  // Memory that only reading rows [first, end) has taken.
  void let_go(std::size_t first, std::size_t end) const {
    mapped_.each(first, end, [&](const MappedTexts* mapped, std::size_t row, std::size_t count) {
      if (mapped != nullptr) return mapped->let_go(row, count);
      const std::size_t last = (row + count - 1) / kBlockRows;
      for (std::size_t b = row / kBlockRows; b <= last; ++b) terreau::let_go(blocks_[b].spilled);
    });
  }
  std::size_t size() const { return size_ + mapped_.rows(); }
  std::string_view operator[](std::size_t row) const {
    if (!mapped_.empty()) {
      if (const MappedTexts* texts = mapped_.find(row)) return (*texts)[row];
    }
    return own(row);
  }

 private:
  static constexpr std::size_t kBlockRows = 16'384;
  static constexpr std::size_t kKeptBlocks = 8;
  [[gnu::always_inline]] std::string_view own(std::size_t row) const {
    const Block& block = blocks_[row / kBlockRows];
    const std::size_t i = row % kBlockRows;
    const std::uint32_t* const ends = block.all_ends();
    const std::uint32_t begin = i == 0 ? 0 : ends[i - 1];
    return {block.all_characters() + begin, ends[i] - begin};
  }
  // Of the block that ends there, memory that was only taken to read it; and of the one before it,
  // of which the system has brought some pages back, for they lie around.
  void let_go_before(std::size_t end) const {
    const std::size_t block = (end - 1) / kBlockRows;
    for (const std::size_t b : {block, block - std::min<std::size_t>(block, 1)}) {
      terreau::let_go(blocks_[b].spilled);
    }
  }
  struct Block {
    std::string characters;
    std::vector<std::uint32_t> ends;
    MappedBytes spilled;  // instead of these two: the ends of all rows, then the characters
    const std::uint32_t* all_ends() const {
      return spilled.first ? reinterpret_cast<const std::uint32_t*>(spilled.first.get())
                           : ends.data();
    }
    const char* all_characters() const {
      return spilled.first ? reinterpret_cast<const char*>(all_ends() + kBlockRows)
                           : characters.data();
    }
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
    if (last.spilled.first) {
      last.ends.assign(last.all_ends(), last.all_ends() + kBlockRows);
      last.characters.assign(last.all_characters(), last.ends.back());
      last.spilled = {};
    }
    last.ends.resize(rows % kBlockRows);
    last.characters.resize(last.ends.back());
  }
  std::size_t room() const { return kBlockRows - size_ % kBlockRows; }
  Block& block_with_room() {
    if (size_ < blocks_.size() * kBlockRows) return blocks_.back();
    const std::size_t before = blocks_.empty() ? 0 : blocks_.back().characters.size();
    Block next;
    if (!spill_last(next) && before > 0) blocks_.back().characters.shrink_to_fit();
    next.characters.reserve(before + before / 16);
    if (size_ > 0) next.ends.reserve(kBlockRows);
    return blocks_.emplace_back(std::move(next));
  }
  // Its memory goes to the next one.
  bool spill_last(Block& next) {
    if (!scratch_ || blocks_.size() <= kKeptBlocks) return false;
    Block& last = blocks_.back();
    const auto spilled = scratch_->put(std::as_bytes(std::span(last.ends)),
                                       std::as_bytes(std::span(last.characters)));
    if (!spilled) return false;
    std::swap(last, next);
    last.spilled = *spilled;
    next.characters.clear();
    next.ends.clear();
    return true;
  }

  std::vector<Block> blocks_;
  std::size_t size_ = 0;  // rows of the blocks
  std::shared_ptr<Scratch> scratch_;
  MappedParts<MappedTexts> mapped_;
};

}  // namespace terreau
