#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace terreau::gl {

// Opaque sRGB pixels, three bytes each, the top row first.
struct Image {
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> rgb;

  friend bool operator==(const Image&, const Image&) = default;
};

// The same bytes for the same image: no date, no program name.
std::vector<std::byte> encode_png(const Image& image);
// None if it is no PNG; transparency and palettes are resolved.
std::optional<Image> decode_png(std::span<const std::byte> bytes);

}  // namespace terreau::gl
