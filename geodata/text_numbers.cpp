#include "geodata/text_numbers.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace terreau {
namespace {

std::uint32_t hash_of(std::string_view text) {
  return static_cast<std::uint32_t>(XXH3_64bits(text.data(), text.size()));
}

}  // namespace

std::uint32_t TextNumbers::number_of(std::string_view text) {
  if (2 * size() >= slots_.size()) make_look_up(slots_.empty() ? 64 : 2 * slots_.size());
  const std::uint32_t hash = hash_of(text);
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t at = hash & mask;; at = (at + 1) & mask) {
    Slot& slot = slots_[at];
    if (slot.after == 0) {
      texts_.push_back(text);
      slot = {hash, static_cast<std::uint32_t>(size())};
      return slot.after - 1;
    }
    if (slot.hash == hash && texts_[slot.after - 1] == text) return slot.after - 1;
  }
}

void TextNumbers::make_look_up(std::size_t slots) {
  while (slots <= 2 * size()) slots *= 2;
  slots_.assign(slots, {});
  for (std::uint32_t n = 0; n < size(); ++n) {
    const std::uint32_t hash = hash_of(texts_[n]);
    std::size_t at = hash & (slots - 1);
    while (slots_[at].after != 0) at = (at + 1) & (slots - 1);
    slots_[at] = {hash, n + 1};
  }
}

void TextNumbers::forget_look_up() { slots_ = {}; }

}  // namespace terreau
