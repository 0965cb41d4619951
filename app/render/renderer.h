#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "app/model/choropleth.h"
#include "app/model/map_state.h"
#include "app/model/scene.h"
#include "app/model/world.h"

namespace terreau {

// Draws the map (not the panels) of a state into the bound framebuffer. Needs a current OpenGL 3.3
// context from construction to destruction, on one thread. Draws the same pixels for the same
// arguments.
class Renderer {
 public:
  Renderer();
  ~Renderer();
  Renderer(const Renderer&) = delete;
  Renderer& operator=(const Renderer&) = delete;

  // `framebuffer_*_px` is state.width_pt * state.pixel_scale, rounded. Meshes and glyphs are
  // uploaded when first needed. Marks are drawn as `moved` has them, a scene of the same frames.
  void draw(const MapState& state, const World& world, const Scene& scene, const Scene& moved,
            int framebuffer_width_px, int framebuffer_height_px);
  void draw(const MapState& state, const World& world, const Scene& scene, int framebuffer_width_px,
            int framebuffer_height_px) {
    draw(state, world, scene, scene, framebuffer_width_px, framebuffer_height_px);
  }
  // Has the driver compile what marks are drawn with, if there were none yet; and, at most, what
  // fills faster than the first frame did. Shows nothing. After the first draw(), into the same
  // framebuffer, while nothing else is to be done.
  enum class Warm : std::uint8_t { no, marks, all };
  void warm_up(Warm most, const MapState& state, const Scene& scene, int framebuffer_width_px,
               int framebuffer_height_px);

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace terreau
