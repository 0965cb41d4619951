#include "geodata/text_numbers.h"

#include <array>
#include <cstring>

#include "geodata/result.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace terreau {
namespace {

using Header = std::array<std::uint32_t, 2>;  // number, bytes of the text that follows

}  // namespace

std::uint32_t TextNumbers::hash_of(std::string_view text) {
  return static_cast<std::uint32_t>(XXH3_64bits(text.data(), text.size()));
}

TextNumbers::Record TextNumbers::at(std::size_t unit) const {
  const char* const begin = records_.data() + unit * kUnit;
  Header header;
  std::memcpy(header.data(), begin, sizeof header);
  return {header[0], {begin + sizeof header, header[1]}};
}

std::uint32_t TextNumbers::append(std::string_view text) {
  const std::size_t unit = records_.size() / kUnit;
  const std::size_t bytes = sizeof(Header) + text.size();
  TERREAU_CHECK(text.size() <= 0xFFFFFFFFU && unit + bytes / kUnit < 0xFFFFFFFFU);
  records_.resize(records_.size() + (bytes + kUnit - 1) / kUnit * kUnit);
  const Header header{static_cast<std::uint32_t>(size()), static_cast<std::uint32_t>(text.size())};
  char* const begin = records_.data() + unit * kUnit;
  std::memcpy(begin, header.data(), sizeof header);
  if (!text.empty()) std::memcpy(begin + sizeof header, text.data(), text.size());
  units_.push_back(static_cast<std::uint32_t>(unit));
  return units_.back();
}

std::uint32_t TextNumbers::number_of(std::string_view text, std::uint32_t hash) {
  if (2 * size() >= slots_.size()) make_look_up(slots_.empty() ? 64 : 2 * slots_.size());
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t i = hash & mask;; i = (i + 1) & mask) {
    Slot& slot = slots_[i];
    if (slot.after == 0) {
      slot = {hash, append(text) + 1};
      return static_cast<std::uint32_t>(size() - 1);
    }
    if (slot.hash != hash) continue;
    const Record record = at(slot.after - 1);
    if (record.text == text) return record.number;
  }
}

void TextNumbers::make_look_up(std::size_t slots) {
  while (slots <= 2 * size()) slots *= 2;
  slots_.assign(slots, {});
  for (const std::uint32_t unit : units_) {
    const std::uint32_t hash = hash_of(at(unit).text);
    std::size_t i = hash & (slots - 1);
    while (slots_[i].after != 0) i = (i + 1) & (slots - 1);
    slots_[i] = {hash, unit + 1};
  }
}

void TextNumbers::forget_look_up() { slots_ = {}; }

}  // namespace terreau
