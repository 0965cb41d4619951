#pragma once

#include <vector>

#include "app/gl/mesh.h"
#include "app/render/pixels.h"

namespace terreau::render {

// Copies parts of a picture that was drawn, pixel by pixel, in the order in which they were added.
class SpritePass {
 public:
  SpritePass();

  void clear() { vertices_.clear(); }
  // A part of the picture, `texel` from its upper left corner, to `px` in the framebuffer.
  void add(glm::vec2 px, glm::vec2 texel, glm::ivec2 size);
  int count() const { return static_cast<int>(vertices_.size()); }  // of vertices
  void upload();
  // Vertices of that range, from the picture that is bound to unit 0.
  void draw(gl::Range vertices, glm::vec2 framebuffer_size) const;

 private:
  struct Vertex {
    glm::vec2 px, texel;
  };
  gl::Program program_;
  gl::Mesh mesh_;
  std::vector<Vertex> vertices_;
};

}  // namespace terreau::render
