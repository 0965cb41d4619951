#include "app/render/still_map.h"

#include "tests/render/canvas.h"

namespace terreau::test {
namespace {

class StillMapTest : public DrawingTest {
 protected:
  // What is seen of a map that is drawn in that level of grey, and whether it was drawn.
  std::pair<int, bool> show(std::uint64_t number, float level, int width_px = 8) {
    headless().resize(width_px, 6);
    gl::begin_frame(width_px, 6);
    gl::clear({1, 0, 0, 1});  // what a panel has left there
    bool drawn = false;
    map_.show(number, width_px, 6, [&] {
      gl::clear({level, level, level, 1});
      drawn = true;
    });
    const gl::Image image = headless().read_pixels();
    for (std::size_t i = 1; i < image.rgb.size(); ++i) EXPECT_EQ(image.rgb[i], image.rgb[0]);
    return {image.rgb[0], drawn};
  }

 private:
  render::StillMap map_;
};

using Seen = std::pair<int, bool>;

TEST_F(StillMapTest, IsDrawnUntilItIsKnownToStandStillAndCopiedFromThenOn) {
  EXPECT_EQ(show(1, 0.2F), Seen(51, true));
  EXPECT_EQ(show(1, 0.2F), Seen(51, true));  // the picture that is copied from now on
  for (int i = 0; i < 3; ++i) EXPECT_EQ(show(1, 0.4F), Seen(51, false));
  EXPECT_EQ(show(2, 0.4F), Seen(102, true));
  EXPECT_EQ(show(3, 0.6F), Seen(153, true));
  EXPECT_EQ(show(3, 0.6F), Seen(153, true));
  EXPECT_EQ(show(3, 0.8F), Seen(153, false));
}

TEST_F(StillMapTest, OfAnotherSizeOrOfNothingThatIsKnownIsDrawn) {
  for (int i = 0; i < 3; ++i) show(1, 0.2F);
  EXPECT_EQ(show(1, 0.4F, 16), Seen(102, true));
  EXPECT_EQ(show(1, 0.4F, 16), Seen(102, true));
  EXPECT_EQ(show(1, 0.6F, 16), Seen(102, false));
  for (int i = 0; i < 3; ++i) EXPECT_EQ(show(0, 0.8F, 16), Seen(204, true));
}

}  // namespace
}  // namespace terreau::test
