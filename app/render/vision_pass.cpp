#include "app/render/vision_pass.h"

#include <array>

namespace terreau::render {
namespace {

using Rows = std::array<glm::vec4, 3>;

// Machado, Oliveira, Fernandes: A Physiologically-based Model for Simulation of Color Vision
// Deficiency (IEEE TVCG 15, 2009), severity 1, for linear light; grey: luminance by Rec. 709.
Rows rows_of(Vision vision) {
  switch (vision) {
    case Vision::protan:
      return {{{0.152286F, 1.052583F, -0.204868F, 0},
               {0.114503F, 0.786281F, 0.099216F, 0},
               {-0.003882F, -0.048116F, 1.051998F, 0}}};
    case Vision::deutan:
      return {{{0.367322F, 0.860646F, -0.227968F, 0},
               {0.280085F, 0.672501F, 0.047413F, 0},
               {-0.011820F, 0.042940F, 0.968881F, 0}}};
    case Vision::tritan:
      return {{{1.255528F, -0.076749F, -0.178779F, 0},
               {-0.078411F, 0.930809F, 0.147602F, 0},
               {0.004733F, 0.691367F, 0.303900F, 0}}};
    case Vision::grey: {
      constexpr glm::vec4 kLuminance{0.2126F, 0.7152F, 0.0722F, 0};
      return {kLuminance, kLuminance, kLuminance};
    }
    case Vision::normal: break;
  }
  return {{{1, 0, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 0}}};
}

}  // namespace

VisionPass::VisionPass() : program_(load_program("vision", "vision")), quad_({}, 0) {}

void VisionPass::draw(Vision vision, int width_px, int height_px) {
  if (vision == Vision::normal) return;
  picture_.take({0, 0, width_px, height_px}, height_px);
  gl::begin_frame(width_px, height_px);
  gl::blend(false);
  picture_.bind_texture(0);
  program_.use();
  program_.set("u_picture", 0);
  const Rows rows = rows_of(vision);
  program_.set("u_rows", std::span<const glm::vec4>(rows));
  quad_.draw_quads(1);
}

}  // namespace terreau::render
