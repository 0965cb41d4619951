#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <iterator>
#include <vector>

namespace terreau {

// Some of the rows [0, rows): a bit for each, or none where it is all of them.
class RowSet {
 public:
  // Its rows, ascending.
  class Iterator {
   public:
    using value_type = std::uint32_t;
    using difference_type = std::ptrdiff_t;
    using iterator_category = std::input_iterator_tag;
    using pointer = const std::uint32_t*;
    using reference = std::uint32_t;
    Iterator() = default;
    Iterator(const RowSet& set, std::uint32_t row) : set_(&set), row_(row) {}
    std::uint32_t operator*() const { return row_; }
    Iterator& operator++() {
      row_ = set_->next(row_ + 1);
      return *this;
    }
    Iterator operator++(int) {
      Iterator before = *this;
      ++*this;
      return before;
    }
    friend bool operator==(const Iterator& a, const Iterator& b) { return a.row_ == b.row_; }

   private:
    const RowSet* set_ = nullptr;
    std::uint32_t row_ = 0;
  };
  struct Part {
    Iterator first, last;
    Iterator begin() const { return first; }
    Iterator end() const { return last; }
  };

  RowSet() = default;
  // None of them yet.
  explicit RowSet(std::uint32_t rows) : rows_(rows), words_((std::size_t{rows} + 63) / 64) {}
  static RowSet all(std::uint32_t rows) {
    RowSet set;
    set.rows_ = set.count_ = rows;
    return set;
  }

  // Of a set that is not all.
  void insert(std::uint32_t row) { words_[row / 64] |= std::uint64_t{1} << row % 64; }
  // Those of another set of as many rows, neither of which is all.
  void insert(const RowSet& other) {
    std::ranges::transform(words_, other.words_, words_.begin(), std::bit_or());
  }
  // Call it once all are inserted: size() counts no others.
  void finish() {
    if (words_.empty()) return;
    count_ = 0;
    for (const std::uint64_t w : words_) count_ += static_cast<std::uint32_t>(std::popcount(w));
    if (count_ == rows_) words_ = {};
  }

  std::uint32_t size() const { return count_; }
  std::uint32_t rows() const { return rows_; }
  bool is_all() const { return count_ == rows_; }
  bool contains(std::uint32_t row) const {
    return row < rows_ && (words_.empty() || (words_[row / 64] >> row % 64 & 1U) != 0);
  }
  // The first of them from `row` on; rows(): there is none.
  std::uint32_t next(std::uint32_t row) const {
    if (words_.empty() || row >= rows_) return row;
    std::size_t word = row / 64;
    std::uint64_t bits = words_[word] >> row % 64 << row % 64;
    while (bits == 0 && ++word < words_.size()) bits = words_[word];
    return std::min(
        static_cast<std::uint32_t>(64 * word) + static_cast<std::uint32_t>(std::countr_zero(bits)),
        rows_);
  }
  // Those from `first` on, and before `end`.
  Part between(std::uint32_t first, std::uint32_t end) const {
    return {{*this, next(first)}, {*this, next(end)}};
  }
  friend bool operator==(const RowSet&, const RowSet&) = default;

 private:
  std::uint32_t rows_ = 0, count_ = 0;
  std::vector<std::uint64_t> words_;
};

}  // namespace terreau
