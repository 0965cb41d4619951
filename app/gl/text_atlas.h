#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "app/gl/font.h"
#include "app/gl/texture.h"

namespace terreau::gl {

struct TextStyle {
  std::uint8_t font = 0;  // index of add_font()
  float size_px = 0;
  float halo_px = 0;
  friend auto operator<=>(const TextStyle&, const TextStyle&) = default;
};

// A whole word, or icon, in the atlas. Drawn pixel by pixel with its corner at
// (pen + left, baseline + top).
struct Sprite {
  std::int16_t x = 0, y = 0, width = 0, height = 0;  // texels
  std::int16_t left = 0, top = 0;
};

// Words as pictures in one texture, each drawn once and kept. Whole words and not letters, because
// a map shows the same few hundred again and again: a word is then a single rectangle whose halo
// never covers a neighbouring letter.
class TextAtlas {
 public:
  TextAtlas();
  std::uint8_t add_font(std::span<const std::byte> file);

  double width_px(std::string_view utf8, const TextStyle& style) const;
  Sprite sprite(std::string_view utf8, const TextStyle& style);

  // Call before the first sprite() of a frame: forgets everything once the texture has grown to its
  // limit, so that sprites stay valid within a frame.
  void begin_frame();
  // Changes whenever sprites that were handed out are no longer valid.
  int generation() const { return generation_; }
  // Uploads what is new, then binds.
  void bind(int unit);

 private:
  Sprite place(const TextBitmap& text);

  std::vector<Font> fonts_;
  std::map<TextStyle, std::map<std::string, Sprite, std::less<>>> sprites_;
  Texture texture_{2};
  std::vector<std::uint8_t> texels_;
  int height_ = 0, texture_height_ = 0;
  int shelf_y_ = 0, shelf_height_ = 0, shelf_x_ = 0;
  int dirty_from_ = 0;
  int generation_ = 0;
};

}  // namespace terreau::gl
