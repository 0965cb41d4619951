#pragma once

#include <optional>
#include <span>
#include <vector>

#include "app/render/dot_pass.h"
#include "app/render/mark_sprites.h"
#include "app/render/sprite_pass.h"

namespace terreau::render {

// Markers and clusters, in the order of the scene: copies of their sprites, all in one buffer. Dots
// lie below them.
class MarkPass {
 public:
  MarkPass();

  // Makes the sprites and places of a whole scene; `frames` are the scene's. Before anything else
  // of the frame: it draws elsewhere and leaves the viewport changed. Where thousands of marks are
  // in view, single ones all but hidden below another are left out, and none has a shadow. Frames
  // that are copied have none.
  void prepare(const Scene& scene, std::span<const PixelFrame> frames, const MapState& state,
               Lettering& lettering);

  // Below: everything but the selected one, which then stands alone above what is drawn between.
  enum class Part { below, selected };
  void draw(std::size_t frame, Part part, glm::vec2 framebuffer_size);

 private:
  struct Ranges {  // of vertices of copies_; of dots_
    gl::Range below, selected;
    gl::Range dots;
    DotPass::Style dot;
  };
  bool place(const Scene& scene, std::span<const PixelFrame> frames, const MapState& state,
             Lettering& lettering);
  bool place_frame(std::span<const SceneMark> marks, const PixelFrame& frame, const Scene& scene,
                   const MapState& state, Lettering& lettering);
  void add_dot(const SceneMark& mark, glm::dvec2 px, const MapState& state);

  MarkSprites sprites_;
  std::optional<DotPass> dots_;  // made with the first dot
  SpritePass copies_;
  std::vector<Ranges> ranges_;  // by frame
};

}  // namespace terreau::render
