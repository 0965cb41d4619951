#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "geodata/mapped_file.h"
#include "geodata/mapped_parts.h"

namespace terreau {

// A column of values of one size, in blocks of rows, so that nothing large is ever copied. Blocks
// may lie in a scratch file, or in a file that is mapped; those in which a value is changed come
// back to memory.
template <class T>
class ValueColumn {
 public:
  static constexpr std::size_t kBlockRows = 131'072;

  ValueColumn() = default;
  ValueColumn(const std::vector<T>& values) { append(values); }  // NOLINT: they are one
  void push_back(T value) {
    if (last_.size() == kBlockRows) end_block();
    last_.push_back(value);
  }
  // What does not fill a block is copied.
  void append_mapped(const MappedValues<T>& all) {
    std::span<const T> rest = all.values;
    if (!last_.empty()) {
      const std::size_t room = std::min(kBlockRows - last_.size(), rest.size());
      append(rest.first(room));
      rest = rest.subspan(room);
      if (last_.size() == kBlockRows) end_block();
    }
    for (; rest.size() >= kBlockRows; rest = rest.subspan(kBlockRows)) {
      blocks_.push_back({{}, {all.file, rest.first(kBlockRows)}});
    }
    append(rest);
  }
  void set(std::size_t row, T value) {
    const std::size_t block = row / kBlockRows;
    if (block < blocks_.size()) blocks_[block].bring_back();
    (block < blocks_.size() ? blocks_[block].own : last_)[row % kBlockRows] = value;
  }
  void keep_first(std::size_t rows) {
    if (rows >= size()) return;
    if (const std::size_t block = rows / kBlockRows; block < blocks_.size()) {
      blocks_[block].bring_back();
      last_ = std::move(blocks_[block].own);
      blocks_.resize(block);
    }
    last_.resize(rows % kBlockRows);
  }
  // From now on, blocks that are full go there, but for the first few.
  void spill_to(std::shared_ptr<Scratch> scratch) { scratch_ = std::move(scratch); }
  // Frees what only push_back() needs.
  void finish() { last_.shrink_to_fit(); }

  std::size_t size() const { return blocks_.size() * kBlockRows + last_.size(); }
  T operator[](std::size_t row) const {
    const std::size_t block = row / kBlockRows;
    return (block < blocks_.size() ? blocks_[block].values() : last_)[row % kBlockRows];
  }
  // Rows [first, end), or as many of them as lie together from the first on.
  std::span<const T> together(std::size_t first, std::size_t end) const {
    const std::size_t block = first / kBlockRows, row = first % kBlockRows;
    const std::span<const T> values = block < blocks_.size() ? blocks_[block].values() : last_;
    return values.subspan(row, std::min(end - first, kBlockRows - row));
  }
  // Calls visit(values) for rows [first, end), as many together as lie so, and holds no more memory
  // afterwards than before.
  template <class Visit>
  void each(std::size_t first, std::size_t end, const Visit& visit) const {
    while (first < end) {
      const std::span<const T> values = together(first, end);
      visit(values);
      let_go(first, first + values.size());
      first += values.size();
    }
  }
  // Memory that only reading these rows has taken.
  void let_go(std::size_t first, std::size_t end) const {
    while (first < end) {
      const std::span<const T> values = together(first, end);
      const std::size_t block = first / kBlockRows;
      if (block < blocks_.size() && blocks_[block].in_file()) {
        terreau::let_go(std::as_bytes(values));
      }
      first += values.size();
    }
  }

 private:
  static constexpr std::size_t kKeptBlocks = 1;
  struct Block {  // that is full
    std::vector<T> own;
    MappedValues<T> mapped;  // instead, if there are any
    bool in_file() const { return mapped.file.first != nullptr; }
    std::span<const T> values() const { return in_file() ? mapped.values : own; }
    void bring_back() {
      if (!in_file()) return;
      own.assign(mapped.values.begin(), mapped.values.end());
      mapped = {};
    }
  };

  void append(std::span<const T> values) {
    for (const T& value : values) push_back(value);
  }
  void end_block() {
    if (!spill_last()) blocks_.push_back({std::exchange(last_, {}), {}});
    last_.clear();
    last_.reserve(kBlockRows);
  }
  bool spill_last() {
    if (!scratch_ || blocks_.size() < kKeptBlocks) return false;
    const auto file = scratch_->put(std::as_bytes(std::span(last_)), {});
    if (!file) return false;
    blocks_.push_back({{}, {*file, mapped_values<T>(*file, 0)}});
    return true;
  }

  std::vector<Block> blocks_;
  std::vector<T> last_;  // not more than a block
  std::shared_ptr<Scratch> scratch_;
};

}  // namespace terreau
