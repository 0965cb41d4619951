#pragma once

#include <optional>

#include <glm/vec4.hpp>

#include "app/gl/handle.h"
#include "app/gl/image.h"

namespace terreau::gl {

struct PixelRect {  // from the top left corner, y downwards
  int x = 0, y = 0, width = 0, height = 0;
  friend bool operator==(const PixelRect&, const PixelRect&) = default;
};

// A picture to draw into that is not on screen.
class Target {
 public:
  Target(int width, int height) { resize(width, height); }
  void resize(int width, int height);
  int width() const { return width_; }
  int height() const { return height_; }
  unsigned framebuffer() const { return framebuffer_.name(); }
  void bind_texture(int unit) const;
  // Becomes what is in a rectangle of the bound framebuffer, whose height is given.
  void take(const PixelRect& rect, int framebuffer_height);

 private:
  Handle<Kind::framebuffer> framebuffer_;
  Handle<Kind::texture> colour_;
  int width_ = 0, height_ = 0;
};

unsigned bound_framebuffer();
void bind_framebuffer(unsigned framebuffer);
Image read_framebuffer(unsigned framebuffer, int width, int height);

inline bool is_window(unsigned framebuffer) { return framebuffer == 0; }
struct Corner {  // of a rectangle of a framebuffer: its first column and its lowest row
  unsigned framebuffer = 0;
  int left = 0, low = 0;
};
// Copies a rectangle, between a window and a picture turned over: a window's first row is the
// highest in memory, so that software drivers copy rows as they are.
void copy_part(const Corner& from, const Corner& to, int width, int height);

// Pixels around the framebuffer that belong to the viewport, so that what reaches out of the
// picture is cut while it is rasterised. One vertex outside of the viewport makes Mesa's software
// drivers take a slower way with all that a call draws: maps have lines and dots across every edge.
inline constexpr int kGuardPx = 1024;
int largest_side();  // of a framebuffer, with its guard

// The state that all passes count on; another user of the context may have changed any of it.
void begin_frame(int width, int height);
// Nothing is drawn outside; none: the whole framebuffer. `height` is the framebuffer's.
void clip(std::optional<PixelRect> rect, int height);
void clear(glm::vec4 colour);
// Off: colours replace what is there, for what is opaque; a software rasteriser then reads nothing.
void blend(bool on);

}  // namespace terreau::gl
