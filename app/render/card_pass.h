#pragma once

#include "app/gl/mesh.h"
#include "app/render/pixels.h"

namespace terreau::render {

// Rounded rectangles with a border: the insets.
class CardPass {
 public:
  CardPass();
  struct Style {
    glm::vec4 fill{}, border{};
    float radius_px = 0, line_px = 0;
  };
  void draw(const gl::PixelRect& rect, const Style& style, glm::vec2 framebuffer_size);

 private:
  gl::Program program_;
  gl::Mesh quad_;  // its corners are made in the shader
};

}  // namespace terreau::render
