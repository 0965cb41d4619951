#pragma once

#include <cstdint>
#include <future>
#include <memory>

#include "app/gl/texture.h"
#include "app/model/map_state.h"
#include "app/ui/rectangles.h"

struct ImFontAtlas;

namespace terreau {

// Letters are drawn while an OpenGL context is opened: both are needed for the first frame.
using EarlyFonts = std::shared_future<std::shared_ptr<ImFontAtlas>>;
EarlyFonts start_fonts(double pixel_scale);

// Dear ImGui's context and its OpenGL 3 back end as one object. Needs a current OpenGL context for
// its whole life. Knows no window: whoever drives it says how large a frame is.
class Gui {
 public:
  // Without early fonts use_style() draws them; so it does where they are of another scale.
  explicit Gui(const EarlyFonts& fonts);
  ~Gui();
  Gui(const Gui&) = delete;
  Gui& operator=(const Gui&) = delete;

  // Fonts and colours; cheap when nothing has changed.
  void use_style(Theme theme, double pixel_scale);
  // Between begin() and end() panels may be built; draw() paints them into the bound framebuffer.
  void begin(double width_pt, double height_pt, double pixel_scale, double seconds_since_last);
  void end();
  void draw();

  // One white texel, as ImGui names textures.
  void* blank() const { return reinterpret_cast<void*>(std::uintptr_t{blank_.name()}); }

  bool wants_mouse() const;
  bool wants_keyboard() const;

 private:
  std::shared_ptr<ImFontAtlas> fonts_;
  gl::Texture blank_{4};
  ui::Rectangles rectangles_;
  Theme theme_ = Theme::light;
  double pixel_scale_ = 0;  // 0: no style yet
};

}  // namespace terreau
