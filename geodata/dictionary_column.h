#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "geodata/mapped_parts.h"
#include "geodata/text_column.h"
#include "geodata/text_numbers.h"
#include "geodata/value_column.h"

namespace terreau {

// A column of texts of which few are different: 2 bytes a row, none while all are empty. Where more
// are different than two bytes can tell, it becomes a TextColumn. Many rows may lie in a file that
// is mapped instead, with a dictionary of their own: no number is ever changed.
class DictionaryColumn {
 public:
  static constexpr std::uint16_t kEmpty = 0xFFFF;
  // The rows of a mapped part: texts, or their numbers among them; those left out are empty.
  struct Mapped {
    MappedBytes number_bytes;
    std::span<const std::uint16_t> numbers;
    MappedTexts texts;
    bool plain = false;
    std::string_view operator[](std::size_t row) const {
      if (plain) return texts[row];
      const std::uint16_t number = row < numbers.size() ? numbers[row] : kEmpty;
      return number == kEmpty ? std::string_view() : texts[number];
    }
    void let_go(std::size_t row, std::size_t count) const {
      if (plain) return texts.let_go(row, count);
      const auto rest = numbers.subspan(std::min(row, numbers.size()));
      terreau::let_go(std::as_bytes(rest.first(std::min(count, rest.size()))));
    }
  };

  // What one column knows of a text: who adds the same one again need not let it be looked up.
  struct Known {
    static constexpr std::uint32_t kNothing = 0xFFFFFFFF;
    std::uint32_t number = kNothing;
  };
  void push_back(std::string_view text, Known* known = nullptr) {
    if (!text.empty()) number(text, known);
    if (plain_) texts_.push_back(text);
    ++size_;
  }
  void push_back(std::string_view text, std::uint32_t hash) {
    if (!text.empty() && !plain_) add_number(different_.number_of(text, hash));
    if (plain_) texts_.push_back(text);
    ++size_;
  }
  // By their hashes, of texts that will be added soon, the one after the other
  // (TextNumbers::fetch_slot).
  [[gnu::always_inline]] void fetch_ahead(std::uint32_t later, std::uint32_t sooner) const {
    if (plain_) return;
    different_.fetch_slot(later);
    different_.fetch_record(sooner);
  }
  // From now on, what is full goes there.
  void spill_to(const std::shared_ptr<Scratch>& scratch) {
    numbers_.spill_to(scratch);
    texts_.spill_to(scratch);
  }
  void append_mapped(std::size_t count, Mapped part) {
    if (count > 0) mapped_.add(size(), count, std::move(part));
  }
  void keep_first(std::size_t rows);
  // Frees what only push_back() needs.
  void finish();
  std::size_t size() const { return size_ + mapped_.rows(); }
  std::string_view operator[](std::size_t row) const {
    if (!mapped_.empty()) {
      if (const Mapped* part = mapped_.find(row)) return (*part)[row];
    }
    return own_text(row);
  }
  // Rows that lie together, from the first of them on.
  class Together {
   public:
    std::size_t size() const { return size_; }
    std::string_view operator[](std::size_t i) const {
      if (plain_) return (*column_)[first_ + i];
      const std::uint16_t number = i < numbers_.size() ? numbers_[i] : kEmpty;
      if (number == kEmpty) return {};
      return mapped_ != nullptr ? mapped_->texts[number] : column_->different_[number];
    }

   private:
    friend class DictionaryColumn;
    const DictionaryColumn* column_ = nullptr;
    const Mapped* mapped_ = nullptr;
    std::size_t first_ = 0, size_ = 0;
    bool plain_ = false;
    std::span<const std::uint16_t> numbers_;  // those left out are empty
  };
  // Rows [first, end), or as many of them as lie so.
  Together together(std::size_t first, std::size_t end) const;
  // Whether its own rows are texts without numbers.
  bool plain() const { return plain_; }
  // Calls visit(numbers) for rows [first, end), none of which is mapped, as many together as lie
  // so. Rows that are empty to the end may be left out.
  template <class Visit>
  void each_number(std::size_t first, std::size_t end, const Visit& visit) const {
    mapped_.each(first, end, [&](const Mapped* mapped, std::size_t row, std::size_t count) {
      TERREAU_CHECK(mapped == nullptr);
      numbers_.each(std::min(row, numbers_.size()), std::min(row + count, numbers_.size()), visit);
    });
  }
  // Likewise visit(text), where they are plain.
  template <class Visit>
  void each_text(std::size_t first, std::size_t end, const Visit& visit) const {
    mapped_.each(first, end, [&](const Mapped* mapped, std::size_t row, std::size_t count) {
      TERREAU_CHECK(mapped == nullptr && plain_);
      texts_.each(row, row + count, visit);
    });
  }
  // Memory that only reading these rows has taken.
  void let_go(std::size_t first, std::size_t end) const {
    mapped_.each(first, end, [&](const Mapped* mapped, std::size_t row, std::size_t count) {
      if (mapped != nullptr) return mapped->let_go(row, count);
      if (plain_) return texts_.let_go(row, row + count);
      numbers_.let_go(std::min(row, numbers_.size()), std::min(row + count, numbers_.size()));
    });
  }
  std::string_view different(std::uint16_t number) const { return different_[number]; }

 private:
  std::string_view own_text(std::size_t row) const {
    if (plain_) return texts_[row];
    const std::uint16_t number = row < numbers_.size() ? numbers_[row] : kEmpty;
    return number == kEmpty ? std::string_view() : different_[number];
  }
  void number(std::string_view text, Known* known);
  void add_number(std::uint32_t number);
  void become_plain();

  std::size_t size_ = 0;  // own rows, of which all but the last member tell
  TextNumbers different_;
  ValueColumn<std::uint16_t> numbers_;  // rows of different_; empty texts at its end are left out
  bool plain_ = false;
  TextColumn texts_;  // instead of these two
  MappedParts<Mapped> mapped_;
};

}  // namespace terreau
