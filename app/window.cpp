#include "app/window.h"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace terreau {
namespace {

void ask_for_context() {
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_PROFILE_MASK, SDL_GL_CONTEXT_PROFILE_CORE);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_MAJOR_VERSION, 3);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_MINOR_VERSION, 3);
  SDL_GL_SetAttribute(SDL_GL_DOUBLEBUFFER, 1);
  SDL_GL_SetAttribute(SDL_GL_DEPTH_SIZE, 0);  // a map is flat
}

std::string sdl_error(const char* what) { return std::string(what) + ": " + SDL_GetError(); }

// Without a display SDL tries drivers that complain or that nobody can see, unless it is told
// which.
bool has_display() {
  const auto is_set = [](const char* name) {
    const char* value = std::getenv(name);
    return value != nullptr && *value != 0;
  };
  return is_set("DISPLAY") || is_set("WAYLAND_DISPLAY") || is_set("SDL_VIDEODRIVER");
}

}  // namespace

double desktop_scale() {
  for (const char* name : {"TERREAU_SCALE", "GDK_SCALE", "QT_SCALE_FACTOR"}) {
    const char* value = std::getenv(name);
    const double scale = value != nullptr ? std::atof(value) : 0;
    if (scale >= 0.5 && scale <= 4) return scale;
  }
  return 1;
}

double next_scale(double scale, int step) {
  constexpr std::array kScales{1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0};
  constexpr double kSame = 0.01;
  if (step > 0) {
    const auto next = std::ranges::find_if(kScales, [&](double s) { return s > scale + kSame; });
    return next != kScales.end() ? *next : kScales.back();
  }
  double smaller = kScales.front();
  for (const double s : kScales) smaller = s < scale - kSame ? s : smaller;
  return smaller;
}

Result<std::unique_ptr<Window>> Window::open(const WindowOptions& options) {
  SDL_SetHint(SDL_HINT_VIDEO_X11_NET_WM_BYPASS_COMPOSITOR, "0");
  SDL_SetHint(SDL_HINT_MOUSE_FOCUS_CLICKTHROUGH, "1");
  SDL_SetHint(SDL_HINT_APP_NAME, "Terreau");
  if (!has_display()) return Error{"", "no display"};
  if (SDL_Init(SDL_INIT_VIDEO) != 0) return Error{"", sdl_error("no display")};
  ask_for_context();
  std::unique_ptr<Window> w(new Window);
  w->scale_ = options.scale > 0 ? options.scale : desktop_scale();
  const int width = static_cast<int>(options.width_pt * w->scale_);
  const int height = static_cast<int>(options.height_pt * w->scale_);
  w->window_.reset(SDL_CreateWindow(
      "Terreau — la carte des coopérations", SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED, width,
      height, SDL_WINDOW_OPENGL | SDL_WINDOW_RESIZABLE | SDL_WINDOW_ALLOW_HIGHDPI));
  if (!w->window_) return Error{"", sdl_error("no window")};
  w->context_ = SDL_GL_CreateContext(w->window_.get());
  if (w->context_ == nullptr) return Error{"", sdl_error("no OpenGL 3.3")};
  SDL_SetWindowMinimumSize(w->window_.get(), static_cast<int>(640 * w->scale_),
                           static_cast<int>(420 * w->scale_));
  SDL_GL_SetSwapInterval(1);
  SDL_EventState(SDL_DROPFILE, SDL_ENABLE);
  return w;
}

Window::~Window() {
  if (context_ != nullptr) SDL_GL_DeleteContext(context_);
  window_.reset();
  SDL_Quit();
}

double Window::width_pt() const {
  int w = 0, h = 0;
  SDL_GetWindowSize(window_.get(), &w, &h);
  return w / scale_;
}

double Window::height_pt() const {
  int w = 0, h = 0;
  SDL_GetWindowSize(window_.get(), &w, &h);
  return h / scale_;
}

double Window::pixel_scale() const {
  int drawable = 0, window = 0, ignored = 0;
  SDL_GL_GetDrawableSize(window_.get(), &drawable, &ignored);
  SDL_GetWindowSize(window_.get(), &window, &ignored);
  return scale_ * drawable / std::max(window, 1);
}

std::optional<SDL_Event> Window::wait(int timeout_ms) {
  SDL_Event event;
  const int got = timeout_ms < 0 ? SDL_WaitEvent(&event) : SDL_WaitEventTimeout(&event, timeout_ms);
  if (got == 0) return {};
  return event;
}

std::optional<SDL_Event> Window::poll() {
  SDL_Event event;
  if (SDL_PollEvent(&event) == 0) return {};
  return event;
}

void Window::wake() {
  SDL_Event event{};
  event.type = SDL_USEREVENT;
  SDL_PushEvent(&event);
}

void Window::toggle_fullscreen() {
  const bool full = (SDL_GetWindowFlags(window_.get()) & SDL_WINDOW_FULLSCREEN_DESKTOP) != 0;
  SDL_SetWindowFullscreen(window_.get(), full ? 0 : SDL_WINDOW_FULLSCREEN_DESKTOP);
}

}  // namespace terreau
