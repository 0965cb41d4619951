#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "app/gl/target.h"
#include "app/model/fills.h"
#include "app/model/scene.h"
#include "app/model/world.h"
#include "app/render/pixels.h"

namespace terreau::render {

// All that the look of the ground (fills and lines) follows from, but for where it is seen from.
struct GroundLook {
  double pixel_scale = 1;
  Theme theme{};
  std::shared_ptr<const Boundaries> boundaries;
  std::shared_ptr<const std::vector<Overlay>> overlays;
  std::vector<std::uint32_t> overlays_shown;
  FillPlan fills;
  bool department_borders = true;
  Target hovered, selected;  // of the ground
  friend bool operator==(const GroundLook&, const GroundLook&) = default;
};
void describe_ground(const MapState& state, const World& world, const Scene& scene,
                     const FillPlan& fills, GroundLook& look);

// While marks, names and panels change above the main map, its ground is copied: where the view
// stands still, from a picture taken of what was drawn, so that both are the same to the last bit;
// where it is dragged on, from one that was drawn with a margin around the view.
class GroundPicture {
 public:
  enum class Way : std::uint8_t {
    draw,       // it has changed
    take,       // it is drawn, and a picture is taken of it
    draw_wide,  // it is drawn into the picture, with its margin, then shown
    show,       // its picture is shown
  };
  // How the ground of that frame is to be shown; `look` gets what it was before.
  Way way_of(const PixelFrame& frame, glm::ivec2 framebuffer_size, GroundLook& look);

  // Of what is in view, from the bound framebuffer.
  void take(const PixelFrame& frame);
  // Binds the picture for drawing: returns the frame to draw and its size, whose height is negative
  // where the picture is turned over. Afterwards the former framebuffer is to be bound again.
  struct Canvas {
    PixelFrame frame;
    glm::vec2 size;
  };
  Canvas begin_wide(const PixelFrame& frame);
  // Onto all of the bound framebuffer.
  void show(const PixelFrame& frame);

 private:
  static std::optional<glm::ivec2> shift_of(const PixelFrame& before, const PixelFrame& now);
  gl::Target& picture();

  int largest_ = gl::largest_side();
  GroundLook look_;
  PixelFrame before_;   // the frame that was shown before
  glm::ivec2 size_{};   // of the framebuffer
  int still_ = 0;       // frames in which nothing has changed
  bool moves_ = false;  // in the frame before
  std::optional<gl::Target> picture_;
  std::optional<PixelFrame> pictured_;  // what the picture shows
  bool wide_ = false;                   // also in its margin
};

}  // namespace terreau::render
