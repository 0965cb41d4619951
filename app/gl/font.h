#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace terreau::gl {

// Coverage of a piece of text, with and without its halo; two bytes a pixel: the letters, then the
// letters with what is around them. The pen starts at (-left, -top) from the top left corner.
struct TextBitmap {
  int left = 0, top = 0;  // of the corner, from the pen on the baseline; y downwards
  int width = 0, height = 0;
  std::vector<std::uint8_t> texels;
};

// One font at any size. Knows single letters and their advance, no shaping: what French and English
// need. Letters that the font lacks show its own sign for that.
class Font {
 public:
  // `file` must outlive the font. A broken file is our own mistake and stops the program.
  explicit Font(std::span<const std::byte> file);
  ~Font();
  Font(Font&&) noexcept;
  Font& operator=(Font&&) = delete;

  // How far the pen moves, in pixels.
  double width(std::string_view utf8, double size_px) const;
  // The halo reaches `halo_px` beyond the letters.
  TextBitmap draw(std::string_view utf8, double size_px, double halo_px) const;

 private:
  struct Face;
  std::unique_ptr<Face> face_;
};

// Code points of UTF-8 text; a broken byte becomes U+FFFD.
std::vector<char32_t> code_points(std::string_view utf8);
std::string utf8_of(char32_t code_point);

}  // namespace terreau::gl
