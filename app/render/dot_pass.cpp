#include "app/render/dot_pass.h"

#include <array>
#include <cstddef>

namespace terreau::render {

DotPass::DotPass()
    : program_(load_program("dot", "dot")),
      mesh_(std::array{gl::Attribute{0, 2, gl::Component::f32, offsetof(Vertex, px)},
                       gl::Attribute{1, 4, gl::Component::u8_normalised, offsetof(Vertex, colour)}},
            sizeof(Vertex)) {}

void DotPass::upload() {
  if (!vertices_.empty()) mesh_.stream_vertices(std::span<const Vertex>(vertices_));
}

void DotPass::draw(gl::Range dots, const Style& style, glm::vec2 framebuffer_size) {
  if (dots.count == 0) return;
  program_.use();
  program_.set("u_size", framebuffer_size);
  program_.set("u_radius", style.radius_px);
  program_.set("u_rim", style.rim_px);
  program_.set("u_paper", style.paper);
  mesh_.draw(gl::Primitive::points, dots);
}

}  // namespace terreau::render
