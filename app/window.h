#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include <SDL.h>

#include "geodata/result.h"

namespace terreau {

struct WindowOptions {
  double width_pt = 1280, height_pt = 800;
  double scale = 0;  // points to window units; 0: as the desktop says
};

// An SDL window with a current OpenGL 3.3 core context. One at a time, on the main thread.
class Window {
 public:
  static Result<std::unique_ptr<Window>> open(const WindowOptions& options);
  ~Window();
  Window(const Window&) = delete;
  Window& operator=(const Window&) = delete;

  double width_pt() const;
  double height_pt() const;
  double pixel_scale() const;                     // framebuffer pixels a point
  double window_scale() const { return scale_; }  // SDL window units a point
  // The window keeps its size; points become larger or smaller.
  void set_scale(double scale) { scale_ = scale; }

  // Waits until there is an event or `timeout_ms` has passed (-1: for ever).
  std::optional<SDL_Event> wait(int timeout_ms);
  std::optional<SDL_Event> poll();
  // Makes wait() return; from any thread.
  static void wake();

  SDL_Window* sdl() { return window_.get(); }
  SDL_GLContext context() { return context_; }
  void swap() { SDL_GL_SwapWindow(window_.get()); }
  void toggle_fullscreen();

 private:
  struct DestroyWindow {
    void operator()(SDL_Window* w) const { SDL_DestroyWindow(w); }
  };
  Window() = default;
  std::unique_ptr<SDL_Window, DestroyWindow> window_;
  SDL_GLContext context_ = nullptr;
  double scale_ = 1;
};

// The next one in a row of sizes from 100 to 300 %, or the last; `step` is 1 or -1.
double next_scale(double scale, int step);

// The scale that the desktop asks for (TERREAU_SCALE, GDK_SCALE, QT_SCALE_FACTOR), else 1.
double desktop_scale();

}  // namespace terreau
