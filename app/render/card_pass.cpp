#include "app/render/card_pass.h"

namespace terreau::render {

CardPass::CardPass() : program_(load_program("card", "card")), quad_({}, 0) {}

void CardPass::draw(const gl::PixelRect& rect, const Style& style, glm::vec2 framebuffer_size) {
  program_.use();
  program_.set("u_size", framebuffer_size);
  program_.set("u_rect", glm::vec4(rect.x, rect.y, rect.width, rect.height));
  program_.set("u_radius", style.radius_px);
  program_.set("u_line", style.line_px);
  program_.set("u_border", style.border);
  gl::set_constant(2, style.fill);
  quad_.draw_quads(1);
}

}  // namespace terreau::render
