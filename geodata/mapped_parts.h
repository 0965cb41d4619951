#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "geodata/mapped_file.h"

namespace terreau {

// Rows of a column that lie elsewhere, in a file that is mapped above all, between rows of the
// column's own.
template <class Part>
class MappedParts {
 public:
  bool empty() const { return held_.empty(); }
  // Rows [first, first + count) of the column, which are its last ones.
  void add(std::size_t first, std::size_t count, Part part) {
    held_.push_back({first, count, rows() + count, std::move(part)});
  }
  std::size_t rows() const { return held_.empty() ? 0 : held_.back().until; }
  // The part with the column's row, which becomes the part's; null: it becomes one of the own rows.
  const Part* find(std::size_t& row) const {
    for (std::size_t i = held_.size(); i-- > 0;) {
      const Held& held = held_[i];
      if (row < held.first) continue;
      const bool inside = row - held.first < held.count;
      row -= inside ? held.first : held.until;
      return inside ? &held.part : nullptr;
    }
    return nullptr;
  }
  // As far as the rows of the column from `first` on lie in one part, or between two; `end` at
  // most.
  std::size_t until(std::size_t first, std::size_t end) const {
    for (const Held& held : held_) {
      for (const std::size_t edge : {held.first, held.first + held.count}) {
        if (edge > first) end = std::min(end, edge);
      }
    }
    return end;
  }
  // Calls visit(part, row, count) for rows [first, end) in their order: so many of a part from a
  // row of it on, or of the own rows where the part is null.
  template <class Visit>
  void each(std::size_t first, std::size_t end, const Visit& visit) const {
    while (first < end) {
      const std::size_t behind = until(first, end);
      std::size_t row = first;
      const Part* const part = find(row);
      visit(part, row, behind - first);
      first = behind;
    }
  }
  // Of the column; the rest is forgotten.
  void keep_first(std::size_t rows) {
    while (!held_.empty() && held_.back().first >= rows) held_.pop_back();
    if (held_.empty()) return;
    Held& last = held_.back();
    if (rows >= last.first + last.count) return;
    const std::size_t count = rows - last.first;
    last.until -= last.count - count;
    last.count = count;
  }

 private:
  struct Held {
    std::size_t first, count;
    std::size_t until;  // rows of this part and those before it
    Part part;
  };
  std::vector<Held> held_;
};

template <class T>
struct MappedValues {
  MappedBytes file;  // what holds them
  std::span<const T> values;
};

// Text i is characters[ends[i], ends[i + 1]).
struct MappedTexts {
  MappedBytes character_bytes, end_bytes;  // what holds them; none: `memory` does
  std::shared_ptr<const void> memory;
  const char* characters = nullptr;
  std::span<const std::uint32_t> ends;
  std::size_t size() const { return ends.empty() ? 0 : ends.size() - 1; }
  std::string_view operator[](std::size_t row) const {
    return {characters + ends[row], ends[row + 1] - ends[row]};
  }
  // Memory that only reading `count` of them from `row` on has taken.
  void let_go(std::size_t row, std::size_t count) const {
    if (!character_bytes.first || !end_bytes.first) return;
    const auto few = ends.subspan(row, count + 1);
    const std::span text(characters + few.front(), characters + few.back());
    terreau::let_go(std::as_bytes(text));
    terreau::let_go(std::as_bytes(few));
  }
};

}  // namespace terreau
