#pragma once

#include <memory>
#include <string>

#include "app/gl/image.h"
#include "app/gl/target.h"
#include "geodata/result.h"

namespace terreau {

// An OpenGL 3.3 core context without window, display server or screen, current on the thread that
// opened it, with a picture bound to draw into. One at a time.
class Headless {
 public:
  // The Error says what was tried and why each way failed.
  static Result<std::unique_ptr<Headless>> open(int width_px, int height_px);
  ~Headless();
  Headless(const Headless&) = delete;
  Headless& operator=(const Headless&) = delete;

  // What was drawn before is lost.
  void resize(int width_px, int height_px);
  int width_px() const { return target_->width(); }
  int height_px() const { return target_->height(); }
  gl::Image read_pixels() const;

 private:
  Headless() = default;
  void* display_ = nullptr;  // EGLDisplay and EGLContext, without EGL's header
  void* context_ = nullptr;
  std::unique_ptr<gl::Target> target_;
};

// Writes `path` as a whole or not at all; what went wrong, or "". The same bytes for the same
// image.
std::string write_png(const std::string& path, const gl::Image& image);

}  // namespace terreau
