#pragma once

#include "app/gl/mesh.h"
#include "app/gl/target.h"
#include "app/model/map_state.h"
#include "app/render/pixels.h"

namespace terreau::render {

// What is in the bound framebuffer, as eyes without a kind of cones see it.
class VisionPass {
 public:
  VisionPass();
  void draw(Vision vision, int framebuffer_width_px, int framebuffer_height_px);

 private:
  gl::Program program_;
  gl::Mesh quad_;  // its corners are made in the shader
  gl::Target picture_{1, 1};
};

}  // namespace terreau::render
