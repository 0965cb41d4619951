// terreau_floor [FILE]: what no opening of FILE by this program can be far below. The same
// libraries are loaded (here by the executable itself, which costs a few milliseconds more), an
// OpenGL context has drawn one rectangle into a picture of 1600 x 1000, and the same reader has
// read FILE on another thread, of which only as much is kept as drawing, counting and picking need:
// of each place its number, its position and its class. Prints milliseconds since the process began
// and the most memory it held, in MiB, with a second picture, the map without what moves above it,
// and with the shaders of a map and its panels, each of which has drawn a little: a software driver
// keeps the code that it has made of them, and of the compiler what that took.

#include <algorithm>
#include <future>
#include <iostream>
#include <vector>

#include <imgui.h>

#include "app/gl/frame.h"
#include "app/gl/target.h"
#include "app/gui.h"
#include "app/headless.h"
#include "app/render/card_pass.h"
#include "app/render/renderer.h"
#include "app/stopwatch.h"
#include "geodata/reader.h"
#include "tests/support/world.h"

namespace terreau {
namespace {

class KeepsLittle final : public LayerTaker {
 public:
  BatchPlan plan(const Layer& /*first*/, std::int64_t /*told_rows*/) override { return {true, {}}; }
  void take_batch(Layer batch) override { keep(batch.points.size()); }
  void forget_batches() override { kept_.clear(); }
  void take_layer(Layer layer) override { keep(layer.points.size()); }

 private:
  static constexpr std::size_t kPlaceBytes = 4 + 8 + 2;  // as MarkerPyramid's leaves
  void keep(std::size_t places) { kept_.emplace_back(places * kPlaceBytes); }
  std::vector<std::vector<std::byte>> kept_;
};

// When the file was read to its end.
Result<double> read_all(const std::string& file, KeepsLittle& taker) {
  const auto problems = read_layers(file, {}, taker);
  if (!problems) return problems.error();
  return since_process_start_ms();
}

// When it was drawn.
Result<double> draw_rectangle() {
  static const auto surface = Headless::open(1600, 1000);
  if (!surface) return surface.error();
  gl::begin_frame(1600, 1000);
  gl::clear({0.8F, 0.9F, 0.9F, 1});
  render::CardPass card;
  card.draw({100, 100, 400, 300}, {{1, 1, 1, 1}, {0, 0, 0, 1}, 10, 1}, {1600, 1000});
  gl::finish();
  const double drawn_ms = since_process_start_ms();
  static gl::Target second(1600, 1000);
  second.take({0, 0, 1600, 1000}, 1000);
  gl::finish();
  return drawn_ms;
}

// Three square departments and places beside each other; the panel is one line of text.
void use_shaders() {
  constexpr int kPlaces = 3000;  // enough to be dots
  const World world = test::world_of(test::scattered(kPlaces, 1));
  MapState state;
  state.width_pt = 1600;
  state.height_pt = 1000;
  Renderer renderer;
  for (const bool clusters : {true, false}) {
    state.clusters = clusters;
    renderer.draw(state, world, build_scene(state, world), 1600, 1000);
  }
  Gui gui({});
  gui.use_style(Theme::light, 1);
  gui.begin(1600, 1000, 1, 0);
  ImGui::GetForegroundDrawList()->AddText({100, 100}, 0xFF000000, "Terreau");
  gui.end();
  gui.draw();
  gl::finish();
}

}  // namespace
}  // namespace terreau

int main(int argc, char** argv) {
  using namespace terreau;
  KeepsLittle kept;
  std::future<Result<double>> reading;
  if (argc > 1) {
    reading = std::async(std::launch::async, [&] { return read_all(std::string(argv[1]), kept); });
  }
  const auto drawn_ms = draw_rectangle();
  const auto read_ms = argc > 1 ? reading.get() : drawn_ms;
  for (const auto* ms : {&drawn_ms, &read_ms}) {
    if (*ms) continue;
    std::cerr << ms->error().text() << "\n";
    return 1;
  }
  use_shaders();
  std::cout << "{\"first_frame_ms\": " << *drawn_ms
            << ", \"opened_ms\": " << std::max(*drawn_ms, *read_ms)
            << ", \"peak_rss_mib\": " << peak_rss_mib() << "}\n";
}
