#pragma once

#include <cmath>
#include <span>

#include <glm/vec2.hpp>
#include <glm/vec4.hpp>

#include "app/gl/program.h"
#include "app/gl/target.h"
#include "app/model/camera.h"
#include "geodata/taxonomy.h"

// From points, metres and colours to what shaders take: framebuffer pixels, top left origin.
namespace terreau::render {

// A frame of the map as pixels of the framebuffer.
struct PixelFrame {
  Territory territory = Territory::metropole;
  MapPos centre;
  glm::dvec2 focus_px{};  // where the centre is shown
  double px_per_m = 1;
  double zoom = 0;
  double scale = 1;  // pixels a point
  gl::PixelRect rect;
  MapBox view;
  bool copied = false;  // a picture of it is shown: nothing of it is drawn

  glm::dvec2 to_px(MapPos p) const {
    return {focus_px.x + (p.x_m - centre.x_m) * px_per_m,
            focus_px.y - (p.y_m - centre.y_m) * px_per_m};
  }
  glm::dvec2 to_px(ScreenPos p) const { return glm::dvec2(p.x_pt, p.y_pt) * scale; }
};

inline gl::PixelRect pixel_rect(const ScreenRect& r, double scale) {
  const auto px = [scale](double pt) { return static_cast<int>(std::lround(pt * scale)); };
  return {px(r.x_pt), px(r.y_pt), px(r.x_pt + r.width_pt) - px(r.x_pt),
          px(r.y_pt + r.height_pt) - px(r.y_pt)};
}

// The focus lands on a whole pixel, so that a map at rest looks the same wherever it was dragged.
inline PixelFrame pixel_frame(const MapFrame& f, double scale) {
  return {f.territory,
          f.camera.center,
          {std::round(f.focus.x_pt * scale), std::round(f.focus.y_pt * scale)},
          scale / metres_per_point(f.camera.zoom),
          f.camera.zoom,
          scale,
          pixel_rect(f.viewport, scale),
          f.view()};
}

inline glm::vec4 opaque(Colour c) {
  constexpr float kFull = 255;
  return {static_cast<float>(c.r) / kFull, static_cast<float>(c.g) / kFull,
          static_cast<float>(c.b) / kFull, 1};
}

// Four bytes for a vertex.
struct Rgba {
  std::uint8_t r = 0, g = 0, b = 0, a = 0;
  friend bool operator==(const Rgba&, const Rgba&) = default;
};
inline Rgba rgba(glm::vec4 c) {
  const auto byte = [](float part) { return static_cast<std::uint8_t>(std::lround(part * 255)); };
  return {byte(c.r), byte(c.g), byte(c.b), byte(c.a)};
}
inline Rgba rgba(Colour c) { return {c.r, c.g, c.b, 255}; }

// shaders/<vertex>.vert and shaders/<fragment>.frag
gl::Program load_program(const char* vertex, const char* fragment);

}  // namespace terreau::render
