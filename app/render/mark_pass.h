#pragma once

#include <optional>
#include <span>
#include <vector>

#include "app/gl/mesh.h"
#include "app/render/dot_pass.h"
#include "app/render/mark_sprites.h"

namespace terreau::render {

// Markers and clusters, in the order of the scene: copies of their sprites, all in one buffer. Dots
// lie below them.
class MarkPass {
 public:
  MarkPass();

  // Makes the sprites and places of a scene, of those of its frames that are `wanted`. Before
  // anything else of the frame: it draws elsewhere and leaves the viewport changed. Where thousands
  // of marks are in view, single ones all but hidden below another are left out, and none has a
  // shadow.
  void prepare(const Scene& scene, std::span<const PixelFrame> frames,
               const std::vector<bool>& wanted, const MapState& state, Lettering& lettering);

  // Below: everything but the selected one, which then stands alone above what is drawn between.
  enum class Part { below, selected };
  void draw(std::size_t frame, Part part, glm::vec2 framebuffer_size);

 private:
  struct Vertex {
    glm::vec2 px, texel;
  };
  struct Ranges {  // of vertices_; of dots_
    gl::Range below, selected;
    gl::Range dots;
    DotPass::Style dot;
  };
  bool place(const Scene& scene, std::span<const PixelFrame> frames,
             const std::vector<bool>& wanted, const MapState& state, Lettering& lettering);
  bool place_frame(std::span<const SceneMark> marks, const PixelFrame& frame, const Scene& scene,
                   const MapState& state, Lettering& lettering);
  void add_dot(const SceneMark& mark, glm::vec2 centre, const Scene& scene, const MapState& state);
  void add_quad(const MarkSprites::Cell& cell, glm::vec2 corner);

  MarkSprites sprites_;
  std::optional<DotPass> dots_;  // made with the first dot
  gl::Program program_;
  gl::Mesh mesh_;
  std::vector<Vertex> vertices_;
  std::vector<Ranges> ranges_;  // by frame
};

}  // namespace terreau::render
