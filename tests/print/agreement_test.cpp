#include <fstream>

#include <gmock/gmock.h>

#include "app/model/marks.h"
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

// Each a few pixels, so edges are much of what is drawn.
TEST_F(Agreement, DotsInTheWindowAndOnPaper) {
  const World world = world_of(scattered(4'000, 21));
  MapState state = views().front();
  state.clusters = false;
  ASSERT_TRUE(std::ranges::all_of(build_scene(state, world).marks, is_dot));
  const gl::Image window = draw(state, world, build_scene(state, world));
  const auto paper = gl::decode_png(map_bytes(print::Format::png, state, world));
  ASSERT_TRUE(paper);
  EXPECT_LT(differing_part(window, *paper, kStep), kPart);
  state.visible = KindSet();
  EXPECT_GT(differing_part(window, draw(state, world, build_scene(state, world)), kStep),
            4 * kPart);
}

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

// Left of `right` and above `bottom`, of what is `left` further right in the other picture.
gl::Image part(const gl::Image& image, int left, int right, int bottom) {
  gl::Image out;
  out.width = right - left;
  out.height = bottom;
  for (int y = 0; y < bottom; ++y) {
    const auto row = image.rgb.begin() + (static_cast<std::ptrdiff_t>(y) * image.width + left) * 3;
    out.rgb.insert(out.rgb.end(), row, row + static_cast<std::ptrdiff_t>(out.width) * 3);
  }
  return out;
}

// What a journal leads to, in the window and from the command line; beside panels and messages.
TEST_F(Vectors, AJournalOnScreenAndOnPaper) {
  std::ofstream(path("walk.jsonl")) << R"({"do":"wait","until":"loaded"}
{"do":"view","lon":0.2,"lat":48.0,"zoom":7.6}
{"do":"near","lon":0.2,"lat":48.0,"radius":50,"name":"Le Mans"}
{"do":"near","on":false}
{"do":"graticule","on":true}
{"do":"filter","functions":["ptce","cae"]}
{"do":"pan","dx":-40,"dy":25}
{"do":"toggle","family":"travail"}
)";
  const std::string journal = path("walk.jsonl") + " --size 1000x700";
  output_of(TERREAU_BINARY " replay " + journal + " --screenshot " + path("window.png"));
  output_of(TERREAU_BINARY " render --journal " + journal + " -o " + path("paper.png"));
  const gl::Image window = picture_at(path("window.png")), paper = picture_at(path("paper.png"));
  const int left = window.width - paper.width;
  ASSERT_GT(left, 100);  // the panel
  const int right = paper.width - 20, bottom = paper.height - 200;
  EXPECT_LT(differing_part(part(window, left + 20, left + right, bottom),
                           part(paper, 20, right, bottom), kStep),
            kPart);
}

}  // namespace
}  // namespace terreau::test
