#include "app/render/ground_picture.h"

#include <array>
#include <functional>
#include <optional>

#include <epoxy/egl.h>

#include "tests/render/canvas.h"
#include "tests/render/golden.h"

namespace terreau::test {
namespace {

using render::GroundPicture;
using Way = GroundPicture::Way;

constexpr int kWidth = 900, kHeight = 640;

// A framebuffer that is the system's, as that of a window is: its first row is the highest.
class SystemFramebuffer {
 public:
  SystemFramebuffer() {
    constexpr std::array wanted{EGL_SURFACE_TYPE, EGL_PBUFFER_BIT, EGL_RENDERABLE_TYPE,
                                EGL_OPENGL_BIT, EGL_NONE};
    constexpr std::array size{EGL_WIDTH, kWidth, EGL_HEIGHT, kHeight, EGL_NONE};
    EGLConfig config = nullptr;
    EGLint count = 0;
    eglChooseConfig(display_, wanted.data(), &config, 1, &count);
    if (count > 0) surface_ = eglCreatePbufferSurface(display_, config, size.data());
    if (there()) eglMakeCurrent(display_, surface_, surface_, context_);
    gl::bind_framebuffer(0);
  }
  ~SystemFramebuffer() {
    eglMakeCurrent(display_, EGL_NO_SURFACE, EGL_NO_SURFACE, context_);
    if (there()) eglDestroySurface(display_, surface_);
  }
  SystemFramebuffer(const SystemFramebuffer&) = delete;
  SystemFramebuffer& operator=(const SystemFramebuffer&) = delete;
  bool there() const { return surface_ != EGL_NO_SURFACE; }

 private:
  EGLDisplay display_ = eglGetCurrentDisplay();
  EGLContext context_ = eglGetCurrentContext();
  EGLSurface surface_ = EGL_NO_SURFACE;
};

class GroundPictureTest : public DrawingTest {
 protected:
  static MapState start() {
    MapState state;
    state.width_pt = kWidth;
    state.height_pt = kHeight;
    state.at_home = false;
    state.camera = {Projection(Territory::metropole).project({-0.5, 47.2}), 6.5};
    return state;
  }
  static void drag(MapState& state, double dx_px, double dy_px) {
    const double metres = metres_per_point(state.camera.zoom);
    state.camera.center.x_m -= dx_px * metres;
    state.camera.center.y_m += dy_px * metres;
  }
  static Way way(GroundPicture& picture, const MapState& state, int width_px = kWidth) {
    const Scene scene = build_scene(state, whole());
    render::GroundLook look;
    describe_ground(state, whole(), scene, plain_fill_plan(state, {}), look);
    return picture.way_of(render::pixel_frame(scene.frames[0], 1), {width_px, kHeight}, look);
  }
  // Into the bound framebuffer.
  static gl::Image drawn(Renderer& renderer, const MapState& state) {
    renderer.draw(state, whole(), build_scene(state, whole()), kWidth, kHeight);
    return gl::read_framebuffer(gl::bound_framebuffer(), kWidth, kHeight);
  }
  static gl::Image drawn_anew(const MapState& state) {
    Renderer renderer;
    return drawn(renderer, state);
  }
  static void look_at_what_stands_still();
  static void look_at_what_is_dragged();
};

// To the last bit.
void GroundPictureTest::look_at_what_stands_still() {
  MapState state = start();
  const std::vector<std::function<void()>> changes{
      [] {},
      [&] { state.hovered = PlaceId{0}; },
      [&] { state.visible.set(kind_of(LegalForm::scop), false); },
      [&] { state.clusters = false; },
      [&] { state.hovered = *department_by_code("35"); },
      [&] { state.choropleth = Choropleth::count; },
      [&] { state.theme = Theme::dark; },
      [&] { state.camera.zoom += 0.25; },
      [&] { drag(state, 60, 20); },  // it was once shown where it had stood before
      [&] { drag(state, 30.5, -10.25); },
  };
  Renderer renderer;
  for (std::size_t i = 0; i < changes.size(); ++i) {
    changes[i]();
    const gl::Image expected = drawn_anew(state);
    for (int frame = 0; frame < 5; ++frame) {
      EXPECT_TRUE(drawn(renderer, state).rgb == expected.rgb)
          << "change " << i << ", frame " << frame;
    }
  }
}

// But for edges that a driver's rounding moves across a pixel.
void GroundPictureTest::look_at_what_is_dragged() {
  MapState state = start();
  Renderer renderer;
  for (int frame = 0; frame < 4; ++frame) drawn(renderer, state);
  for (int frame = 0; frame < 12; ++frame) {
    frame < 6 ? drag(state, 31, -17) : drag(state, -7, 23);
    EXPECT_LT(differing_part(drawn(renderer, state), drawn_anew(state), 24), 1e-3) << frame;
  }
  const gl::Image at_rest = drawn(renderer, state);
  EXPECT_TRUE(at_rest.rgb == drawn_anew(state).rgb);
}

TEST_F(GroundPictureTest, IsTakenOfWhatStandsStillAndDrawnWideForWhatIsDragged) {
  GroundPicture picture;
  MapState state = start();
  EXPECT_EQ(way(picture, state), Way::draw);
  EXPECT_EQ(way(picture, state), Way::draw);
  EXPECT_EQ(way(picture, state), Way::take);
  headless().resize(kWidth, kHeight);
  picture.take(render::pixel_frame(build_scene(state, whole()).frames[0], 1));
  state.hovered = PlaceId{0};  // a mark, which is not of the ground
  EXPECT_EQ(way(picture, state), Way::show);
  drag(state, 20, 10);
  EXPECT_EQ(way(picture, state), Way::draw);  // perhaps it moves once
  drag(state, 40, 30);
  EXPECT_EQ(way(picture, state), Way::draw_wide);
  picture.begin_wide(render::pixel_frame(build_scene(state, whole()).frames[0], 1));
  drag(state, -100, 97);
  EXPECT_EQ(way(picture, state), Way::show);
  drag(state, -40, 0);  // beyond the margin
  EXPECT_EQ(way(picture, state), Way::draw_wide);
  drag(state, 20.5, 0);
  EXPECT_EQ(way(picture, state), Way::draw);
  EXPECT_EQ(way(picture, state), Way::draw);  // at rest: not what was drawn wide
  state.hovered = *department_by_code("35");
  EXPECT_EQ(way(picture, state), Way::draw);
}

TEST_F(GroundPictureTest, IsNoneWhereItsMarginWouldBeTooLargeForTheDriver) {
  GroundPicture picture;
  for (int frame = 0; frame < 5; ++frame) {
    EXPECT_EQ(way(picture, start(), gl::largest_side()), Way::draw);
  }
}

TEST_F(GroundPictureTest, WhatStandsStillLooksAsIfDrawnAnew) {
  headless().resize(kWidth, kHeight);
  look_at_what_stands_still();
}

TEST_F(GroundPictureTest, WhatIsDraggedLooksAsIfDrawnAnew) {
  headless().resize(kWidth, kHeight);
  look_at_what_is_dragged();
}

TEST_F(GroundPictureTest, InAWindowTooWhoseRowsAreTurnedOver) {
  headless();
  const SystemFramebuffer window;
  if (!window.there()) GTEST_SKIP() << "EGL makes no framebuffer of its own here";
  look_at_what_stands_still();
  look_at_what_is_dragged();
}

}  // namespace
}  // namespace terreau::test
