#pragma once

#include <vector>

#include "app/gl/mesh.h"
#include "app/render/pixels.h"

namespace terreau::render {

// The marks that are no more than a dot (MarkForm::dot): by the thousand, so each is one small
// point and not two triangles of a sprite.
class DotPass {
 public:
  DotPass();

  void clear() { vertices_.clear(); }
  // At a dot_centre() of the width it is drawn with.
  void add(glm::vec2 centre_px, Colour colour) { vertices_.push_back({centre_px, rgba(colour)}); }
  int count() const { return static_cast<int>(vertices_.size()); }
  void upload();

  struct Style {
    float radius_px = 0, rim_px = 0;  // the rim is part of the radius
    glm::vec4 paper{};                // of the rim
  };
  void draw(gl::Range dots, const Style& style, glm::vec2 framebuffer_size);

 private:
  struct Vertex {
    glm::vec2 px;
    Rgba colour;
  };
  gl::Program program_;
  gl::Mesh mesh_;
  std::vector<Vertex> vertices_;
};

}  // namespace terreau::render
