#pragma once

#include <vector>

#include "app/gl/texture.h"
#include "app/render/mark_look.h"

namespace terreau::render {

// The colours of rings, each a row of texels from the top clockwise: cheaper to look up than to
// tell for each pixel in which of eleven slices it is.
class RingStrips {
 public:
  struct Strip {
    float row = 0, steps = 0;  // texels around the circle; one more repeats the first
  };
  // One for as many steps as the mark is pixels around, smooth between slices.
  Strip add(const MarkLook& look, Theme theme);
  void upload();
  void clear() { texels_.clear(); }
  void bind(int unit) const { texture_.bind(unit); }

 private:
  gl::Texture texture_{4};
  unsigned height_ = 0;  // of texture_
  std::vector<std::uint8_t> texels_;
};

}  // namespace terreau::render
