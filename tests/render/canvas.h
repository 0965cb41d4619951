#pragma once

#include <memory>

#include <gtest/gtest.h>

#include "app/headless.h"
#include "app/render/renderer.h"
#include "tests/support/world.h"

namespace terreau::test {

// A test with a picture to draw into and a renderer, both shared by the whole program as in the
// application. Skipped, with the reason, where no OpenGL can be had; in CI that is a failure.
class DrawingTest : public testing::Test {
 protected:
  void SetUp() override;
  gl::Image draw(const MapState& state, const World& world, const Scene& scene);
  gl::Image draw(const MapState& state, const World& world) {
    return draw(state, world, build_scene(state, world));
  }
  static Headless& headless();
  static const World& whole();  // france(), made once
};

// A bare map of that size, without insets and labels: what a sheet of marks is drawn on.
MapState bare(double width_pt, double height_pt);
// A scene with the state's main frame alone and nothing on it.
Scene empty_scene(const MapState& state, const World& world);

}  // namespace terreau::test
