#include "tests/render/canvas.h"

#include <cmath>
#include <cstdlib>

namespace terreau::test {
namespace {

struct Shared {
  Result<std::unique_ptr<Headless>> headless = Headless::open(64, 64);
  std::unique_ptr<Renderer> renderer;  // ends before the context does
};

Shared& shared() {
  static Shared all;
  return all;
}

}  // namespace

void DrawingTest::SetUp() {
  Shared& all = shared();
  if (all.headless.ok()) {
    if (!all.renderer) all.renderer = std::make_unique<Renderer>();
    return;
  }
  const std::string why = all.headless.error().text();
  if (std::getenv("CI") != nullptr) FAIL() << why;
  GTEST_SKIP() << why;
}

Headless& DrawingTest::headless() { return **shared().headless; }

const World& DrawingTest::whole() {
  static const World world = france();
  return world;
}

gl::Image DrawingTest::draw(const MapState& state, const World& world, const Scene& scene) {
  const int width = static_cast<int>(std::lround(state.width_pt * state.pixel_scale));
  const int height = static_cast<int>(std::lround(state.height_pt * state.pixel_scale));
  headless().resize(width, height);
  shared().renderer->draw(state, world, scene, width, height);
  return headless().read_pixels();
}

MapState bare(double width_pt, double height_pt) {
  MapState state;
  state.width_pt = width_pt;
  state.height_pt = height_pt;
  state.panels = state.insets = state.labels = false;
  return state;
}

Scene empty_scene(const MapState& state, const World& world) {
  Scene scene;
  scene.frames = {main_frame(state, world.atlas.boundaries->extents)};
  return scene;
}

}  // namespace terreau::test
