#pragma once

#include <array>
#include <charconv>
#include <cstdint>
#include <string_view>

namespace terreau::reader {

// Numbers as OGR writes those of a feature.
using NumberRoom = std::array<char, 40>;

inline std::string_view number_text(std::int64_t value, NumberRoom& room) {
  const auto written = std::to_chars(room.data(), room.data() + room.size(), value);
  return {room.data(), static_cast<std::size_t>(written.ptr - room.data())};
}

inline std::string_view number_text(double value, NumberRoom& room) {
  const auto written =
      std::to_chars(room.data(), room.data() + room.size(), value, std::chars_format::general, 15);
  return {room.data(), static_cast<std::size_t>(written.ptr - room.data())};
}

}  // namespace terreau::reader
