#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

namespace terreau {

// Which lengths ids have, by their first byte: tells of most texts that they are none of millions
// of ids, without a look at one of them.
class IdShapes {
 public:
  using Bits = std::array<std::uint64_t, 256>;

  IdShapes() = default;
  explicit IdShapes(const Bits& lengths) : lengths_(lengths) {}
  void note(std::string_view id) { lengths_[begin_of(id)] |= length_of(id); }
  bool may_have(std::string_view id) const { return (lengths_[begin_of(id)] & length_of(id)) != 0; }
  const Bits& bits() const { return lengths_; }

 private:
  static std::uint8_t begin_of(std::string_view id) {
    return id.empty() ? std::uint8_t{0} : static_cast<std::uint8_t>(id.front());
  }
  static std::uint64_t length_of(std::string_view id) {
    return std::uint64_t{1} << std::min<std::size_t>(id.size(), 63);
  }

  Bits lengths_{};
};

}  // namespace terreau
