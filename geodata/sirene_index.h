#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "geodata/parse.h"

// What looking up tens of millions of numbers takes.
namespace terreau::sirene {

// `digits` decimal digits, nothing else.
inline std::optional<std::uint64_t> parse_digits(std::string_view text, std::size_t digits) {
  if (text.size() != digits) return std::nullopt;
  std::uint64_t value = 0;
  for (const char c : text) {
    if (!is_ascii_digit(c)) return std::nullopt;
    value = value * 10 + static_cast<std::uint64_t>(c - '0');
  }
  return value;
}
inline std::optional<std::uint32_t> parse_siren(std::string_view text) {
  const auto siren = parse_digits(text, 9);
  if (!siren) return std::nullopt;
  return static_cast<std::uint32_t>(*siren);
}
inline constexpr std::uint64_t kNics = 100'000;  // a SIRET is SIREN * kNics + NIC

// Rows of a table by a number that each of them has: a probe or two into one array of 8 bytes a
// slot. The table itself holds the numbers; `number_of(row)` says them.
class NumberIndex {
 public:
  // False where the number is there already; its row stays.
  template <class NumberOf>
  bool insert(std::uint64_t number, std::uint32_t row, NumberOf number_of) {
    if (3 * (size_ + 1) > 2 * slots_.size()) grow();
    Slot& slot = slots_[slot_of(number, number_of)];
    if (slot.row != kFree) return false;
    slot = {mark_of(number), row};
    ++size_;
    return true;
  }
  template <class NumberOf>
  std::optional<std::uint32_t> find(std::uint64_t number, NumberOf number_of) const {
    if (size_ == 0) return std::nullopt;
    const Slot& slot = slots_[slot_of(number, number_of)];
    if (slot.row == kFree) return std::nullopt;
    return slot.row;
  }

 private:
  static constexpr std::uint32_t kFree = 0xFFFFFFFFU;
  struct Slot {
    std::uint32_t mark = 0;  // of its number; also where it wants to be
    std::uint32_t row = kFree;
  };
  static std::uint32_t mark_of(std::uint64_t number) {
    return static_cast<std::uint32_t>((number * 0x9E3779B97F4A7C15U) >> 32);
  }
  // The number's own slot, or the free one where it would go.
  template <class NumberOf>
  std::size_t slot_of(std::uint64_t number, NumberOf number_of) const {
    const std::size_t mask = slots_.size() - 1;
    const std::uint32_t mark = mark_of(number);
    std::size_t i = mark & mask;
    while (slots_[i].row != kFree &&
           (slots_[i].mark != mark || number_of(slots_[i].row) != number)) {
      i = (i + 1) & mask;
    }
    return i;
  }
  void grow() {
    std::vector<Slot> before(slots_.empty() ? 1024 : slots_.size() * 2);
    before.swap(slots_);
    const std::size_t mask = slots_.size() - 1;
    for (const Slot& slot : before) {
      if (slot.row == kFree) continue;
      std::size_t i = slot.mark & mask;
      while (slots_[i].row != kFree) i = (i + 1) & mask;
      slots_[i] = slot;
    }
  }

  std::vector<Slot> slots_;  // a power of two, at most two thirds of them taken
  std::size_t size_ = 0;
};

// Any of the thousand million SIREN, one bit each, in pages that come as they are needed: a whole
// stock takes 125 MB.
class SirenSet {
 public:
  // False where it was there.
  bool insert(std::uint32_t siren) {
    auto& page = pages_[siren / kPageBits];
    if (!page) page = std::make_unique<Page>();
    std::uint64_t& word = (*page)[siren % kPageBits / 64];
    const std::uint64_t bit = std::uint64_t{1} << siren % 64;
    const bool is_new = (word & bit) == 0;
    word |= bit;
    return is_new;
  }
  bool has(std::uint32_t siren) const {
    const auto& page = pages_[siren / kPageBits];
    return page && ((*page)[siren % kPageBits / 64] >> siren % 64 & 1U) != 0;
  }

 private:
  static constexpr std::uint32_t kPageBits = 1 << 18;
  using Page = std::array<std::uint64_t, kPageBits / 64>;
  std::vector<std::unique_ptr<Page>> pages_ =
      std::vector<std::unique_ptr<Page>>(1'000'000'000 / kPageBits + 1);
};

}  // namespace terreau::sirene
