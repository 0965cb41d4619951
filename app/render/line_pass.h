#pragma once

#include <vector>

#include "app/gl/mesh.h"
#include "app/render/pixels.h"

namespace terreau::render {

// Smooth lines of any width. They become triangle strips on the processor, in each frame: that is
// bounded by what is in view, joins corners without darker spots, and a software rasteriser draws
// one strip many times faster than as many instances as there are segments.
class LinePass {
 public:
  LinePass();

  struct Pen {
    Rgba colour;
    float width_px = 1;
  };
  // Lines wholly outside of `rect` are left out. Points closer than half a pixel become one.
  void begin(const gl::PixelRect& rect);
  void move_to(glm::vec2 px);
  void line_to(glm::vec2 px);
  void end_line(const Pen& pen);  // a line that ends where it began is closed
  // All lines since begin(), in their order, in one call.
  void draw(glm::vec2 framebuffer_size);

 private:
  struct Vertex {
    glm::vec2 px;
    float side, half_width;
    Rgba colour;
  };
  void add_strip(std::size_t first, std::size_t last, bool closed, const Pen& pen);
  void add_joint(glm::vec2 at, glm::vec2 before, glm::vec2 after, const Pen& pen);
  bool outside(glm::vec2 a, glm::vec2 b) const;

  gl::Program program_;
  gl::Mesh mesh_;
  std::vector<Vertex> vertices_;
  std::vector<glm::vec2> points_;  // of the line being drawn
  glm::vec2 low_{}, high_{};
  bool starts_strip_ = false;
};

}  // namespace terreau::render
