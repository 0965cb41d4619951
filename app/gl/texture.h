#pragma once

#include <cstdint>
#include <span>

#include "app/gl/handle.h"

namespace terreau::gl {

// Two or four bytes a texel, read by texelFetch: never filtered, never repeated.
class Texture {
 public:
  explicit Texture(int channels) : channels_(channels) {}
  void resize(int width, int height);
  // Rows [first_row, first_row + rows) of a picture of the texture's own width.
  void write_rows(int first_row, int rows, std::span<const std::uint8_t> texels);
  void bind(int unit) const;
  unsigned name() const { return texture_.name(); }

 private:
  Handle<Kind::texture> texture_;
  int channels_, width_ = 0;
};

}  // namespace terreau::gl
