#pragma once

#include <cstdint>
#include <optional>

#include "app/gl/target.h"

namespace terreau::render {

// Draws the map where it has changed, and otherwise copies the picture of it: in a frame in which
// only panels change, and in those that let them settle, the map costs no more than a copy.
class StillMap {
 public:
  // Into the bound framebuffer. `draw` draws the map. What has the number of the call before is
  // known to look the same; 0: nothing is known.
  template <class Draw>
  void show(std::uint64_t number, int width_px, int height_px, const Draw& draw) {
    const Shown now{number, width_px, height_px};
    const bool same = number != 0 && now == shown_;
    shown_ = now;
    const unsigned framebuffer = gl::bound_framebuffer();
    if (same && pictured_) return copy(picture_->framebuffer(), framebuffer);
    draw();
    pictured_ = same;
    if (!same) return;  // a map that moves is not copied each time
    if (!picture_) picture_.emplace(width_px, height_px);
    picture_->resize(width_px, height_px);
    copy(framebuffer, picture_->framebuffer());
  }

 private:
  struct Shown {
    std::uint64_t number = 0;
    int width_px = 0, height_px = 0;
    friend bool operator==(const Shown&, const Shown&) = default;
  };
  void copy(unsigned from, unsigned to) const {
    gl::copy_part({from}, {to}, shown_.width_px, shown_.height_px);
  }

  Shown shown_;
  std::optional<gl::Target> picture_;
  bool pictured_ = false;  // the picture is of what is shown
};

}  // namespace terreau::render
