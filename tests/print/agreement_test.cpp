#include <gmock/gmock.h>

#include "tests/print/tools.h"
#include "tests/render/canvas.h"
#include "tests/render/golden.h"

// The same view in the window and on paper, as pixels and as lines. Shadows, hinting and the edges
// of shapes differ a little between rasterisers; a marker that is missing, elsewhere or of another
// shape or colour would be more than that.
namespace terreau::test {
namespace {

constexpr int kStep = 64;        // of 255, in the channel that differs most
constexpr double kPart = 0.012;  // of the pixels may differ by more than a step

std::vector<MapState> views() {
  MapState france;
  france.width_pt = 900;
  france.height_pt = 760;
  france.panels = false;
  MapState dark = france;
  dark.theme = Theme::dark;
  dark.choropleth = Choropleth::count;
  MapState near = france;
  near.insets = false;
  near.at_home = false;
  near.camera = {Projection(Territory::metropole).project({2.6, 48.62}), 11.3};
  near.selected = *department_by_code("77");
  MapState island = france;
  island.territory = Territory::reunion;
  MapState fine = france;
  fine.pixel_scale = 2;
  MapState around = france;
  around.at_home = false;
  around.camera = {Projection(Territory::metropole).project({0.2, 48}), 7.6};
  around.graticule = true;
  around.nearby = Nearby{{0.2, 48}, 50, ""};
  return {france, dark, near, island, fine, around};
}

// Also with a polygon layer above the departments.
World with_overlay() {
  World world = france();
  world.atlas.overlays = std::make_shared<std::vector<Overlay>>(
      std::vector<Overlay>{hexagons("epci", {-1, 46}, 0.4, 6, 5)});
  return world;
}

class Agreement : public DrawingTest {};

TEST_F(Agreement, WindowAndPaper) {
  const World world = with_overlay();
  for (const MapState& state : views()) {
    const gl::Image window = draw(state, world, build_scene(state, world));
    const auto paper = gl::decode_png(map_bytes(print::Format::png, state, world));
    ASSERT_TRUE(paper);
    EXPECT_LT(differing_part(window, *paper, kStep), kPart);
  }
}

class Vectors : public PrintTest {};

TEST_F(Vectors, PixelsAndLines) {
  for (const MapState& state : views()) {
    if (state.pixel_scale != 1) continue;
    const gl::Image pixels = picture_of(map_bytes(print::Format::png, state, whole()));
    const std::string svg = write("a.svg", map_bytes(print::Format::svg, state, whole()));
    const std::string pdf = write("a.pdf", map_bytes(print::Format::pdf, state, whole()));
    output_of("rsvg-convert " + svg + " -o " + path("svg.png"));
    output_of("pdftoppm -r 72 -singlefile -png " + pdf + " " + path("pdf"));
    EXPECT_LT(differing_part(pixels, picture_at(path("svg.png")), kStep), kPart);
    EXPECT_LT(differing_part(pixels, picture_at(path("pdf.png")), kStep), kPart);
  }
}

}  // namespace
}  // namespace terreau::test
