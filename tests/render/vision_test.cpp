#include "app/render/vision_pass.h"
#include "tests/render/canvas.h"

namespace terreau::test {
namespace {

class VisionTest : public DrawingTest {
 protected:
  // One colour all over, as those eyes see it.
  static std::array<int, 3> seen(Vision vision, glm::vec4 colour) {
    headless().resize(8, 6);
    gl::begin_frame(8, 6);
    gl::clear(colour);
    render::VisionPass pass;
    pass.draw(vision, 8, 6);
    const gl::Image image = headless().read_pixels();
    for (std::size_t i = 3; i < image.rgb.size(); ++i) EXPECT_EQ(image.rgb[i], image.rgb[i - 3]);
    return {image.rgb[0], image.rgb[1], image.rgb[2]};
  }
};

TEST_F(VisionTest, GreysStayWhatTheyAre) {
  for (const Vision vision :
       {Vision::normal, Vision::protan, Vision::deutan, Vision::tritan, Vision::grey}) {
    for (const float level : {0.0F, 0.2F, 0.5F, 1.0F}) {
      const auto c = seen(vision, {level, level, level, 1});
      for (const int channel : c) EXPECT_NEAR(channel, level * 255, 1.5);
    }
  }
}

TEST_F(VisionTest, RedAndGreenComeCloseWithoutEitherCone) {
  const auto distance = [](Vision vision) {
    const auto red = seen(vision, {0.84F, 0.37F, 0, 1}), green = seen(vision, {0, 0.62F, 0.45F, 1});
    return std::hypot(red[0] - green[0], red[1] - green[1]);
  };
  EXPECT_LT(distance(Vision::protan), distance(Vision::normal) / 2);
  EXPECT_LT(distance(Vision::deutan), distance(Vision::normal) / 2);
  EXPECT_EQ(distance(Vision::grey) > 0, true);
}

TEST_F(VisionTest, GreyHasTheLuminanceOfTheColour) {
  const auto c = seen(Vision::grey, {1, 0, 0, 1});
  EXPECT_EQ(c[0], c[1]);
  EXPECT_EQ(c[1], c[2]);
  EXPECT_NEAR(c[0], 127, 1);  // 0.2126 of the light is 0.498 of the code
}

}  // namespace
}  // namespace terreau::test
