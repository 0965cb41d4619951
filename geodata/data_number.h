#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <type_traits>

#include "geodata/atlas.h"

namespace terreau {

// FNV-1a, 64 bits: the same on every machine; no protection against a forger.
struct ContentHash {
  std::uint64_t number = 0xCBF29CE484222325U;

  void add(std::string_view bytes) {
    for (const char c : bytes) {
      number = (number ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
    }
  }
  template <class T>
  requires std::is_trivially_copyable_v<T>
  void add_value(const T& value) {
    std::array<char, sizeof(T)> bytes{};
    std::memcpy(bytes.data(), &value, sizeof(T));
    add({bytes.data(), bytes.size()});
  }
};

// Notes the numbers of large sources that have none, which data_number() counts in.
void number_contents(Atlas& atlas);

// Of everything that is loaded. The same data has the same number on every machine.
std::uint64_t data_number(const Atlas& atlas);

}  // namespace terreau
