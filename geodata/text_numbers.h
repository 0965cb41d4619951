#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace terreau {

// Different texts, numbered in the order in which they came. Looking one up is done several times
// for each row of large files, and waits for memory above all: so it reads a slot, and what stands
// in one place beside it: number, length and characters.
class TextNumbers {
 public:
  std::uint32_t number_of(std::string_view text) { return number_of(text, hash_of(text)); }
  // A new one's is size() before.
  std::uint32_t number_of(std::string_view text, std::uint32_t hash);
  // Who knows some rows beforehand what will be looked up lets the memory be fetched meanwhile: the
  // slot first, and when that has come what stands beside it. GCC drops calls of functions that do
  // no more than fetch; inlined ones stay.
  static std::uint32_t hash_of(std::string_view text);
  [[gnu::always_inline]] void fetch_slot(std::uint32_t hash) const {
    if (!slots_.empty()) __builtin_prefetch(&slots_[hash & (slots_.size() - 1)]);
  }
  [[gnu::always_inline]] void fetch_record(std::uint32_t hash) const {
    const std::uint32_t after = slots_.empty() ? 0 : slots_[hash & (slots_.size() - 1)].after;
    if (after == 0) return;
    const char* const record = &records_[(after - 1) * kUnit];
    __builtin_prefetch(record);
    __builtin_prefetch(record + kMostBytes);
  }
  std::string_view operator[](std::size_t number) const { return at(units_[number]).text; }
  std::size_t size() const { return units_.size(); }
  // Frees what only looking up needs; it is made again when it is.
  void forget_look_up();

 private:
  static constexpr std::size_t kUnit = 8;        // bytes; records begin with one
  static constexpr std::size_t kMostBytes = 48;  // of nearly all records
  struct Record {
    std::uint32_t number;
    std::string_view text;
  };
  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t after = 0;  // the unit of its record + 1; 0: free
  };
  Record at(std::size_t unit) const;
  std::uint32_t append(std::string_view text);  // returns its unit
  void make_look_up(std::size_t slots);

  std::vector<char> records_;
  std::vector<std::uint32_t> units_;  // of each number
  std::vector<Slot> slots_;           // a power of two, at most half of them taken
};

}  // namespace terreau
