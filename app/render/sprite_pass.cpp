#include "app/render/sprite_pass.h"

#include <array>
#include <cstddef>
#include <span>

namespace terreau::render {

SpritePass::SpritePass()
    : program_(load_program("sprite", "sprite")),
      mesh_(std::array{gl::Attribute{0, 2, gl::Component::f32, offsetof(Vertex, px)},
                       gl::Attribute{1, 2, gl::Component::f32, offsetof(Vertex, texel)}},
            sizeof(Vertex)) {}

void SpritePass::add(glm::vec2 px, glm::vec2 texel, glm::ivec2 size) {
  for (const glm::ivec2 c : {glm::ivec2(0, 0), {1, 0}, {0, 1}, {0, 1}, {1, 0}, {1, 1}}) {
    const glm::vec2 offset(c * size);
    vertices_.push_back({px + offset, texel + offset});
  }
}

void SpritePass::upload() {
  if (!vertices_.empty()) mesh_.stream_vertices(std::span<const Vertex>(vertices_));
}

void SpritePass::draw(gl::Range vertices, glm::vec2 framebuffer_size) const {
  program_.use();
  program_.set("u_size", framebuffer_size);
  program_.set("u_sprites", 0);
  gl::set_constant(2, glm::vec4(1));
  mesh_.draw(gl::Primitive::triangles, vertices);
}

}  // namespace terreau::render
