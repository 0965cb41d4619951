// One frame of the map, without panels, 1600 x 1000 pixels: what Renderer::draw costs until every
// pixel is there. On a machine without a graphics processor: LIBGL_ALWAYS_SOFTWARE=1.

#include <algorithm>
#include <cmath>

#include <benchmark/benchmark.h>

#include "app/gl/frame.h"
#include "app/headless.h"
#include "app/render/renderer.h"

namespace terreau {
namespace {

constexpr int kWidth = 1600, kHeight = 1000;

const World& atlas_world() {
  static const World world = [] {
    World made;
    auto atlas = load_atlas({});
    if (atlas.ok()) made.atlas = *std::move(atlas);
    made.markers = std::make_shared<Markers>(build_markers(*made.atlas.places, {}));
    return made;
  }();
  return world;
}

MapState state_at(double zoom) {
  MapState state;
  state.width_pt = kWidth;
  state.height_pt = kHeight;
  state.panels = false;
  state.at_home = zoom == 0;
  state.camera = {Projection(Territory::metropole).project({2.35, 48.86}), zoom};
  return state;
}

void draw_frames(benchmark::State& bench, MapState state, bool panning) {
  auto surface = Headless::open(kWidth, kHeight);
  if (!surface) {
    bench.SkipWithError(surface.error().text().c_str());
    return;
  }
  const World& world = atlas_world();
  Renderer renderer;
  const Scene first = build_scene(state, world);
  state.camera = first.frames[0].camera;
  state.at_home = false;
  for (auto _ : bench) {
    if (panning) state.camera.center.x_m += metres_per_point(state.camera.zoom);
    renderer.draw(state, world, panning ? build_scene(state, world) : first, kWidth, kHeight);
    gl::finish();
  }
  bench.counters["marks"] = static_cast<double>(first.marks.size());
}

void BM_Pan(benchmark::State& bench) {
  draw_frames(bench, state_at(static_cast<double>(bench.range(0))), true);
}
void BM_Still(benchmark::State& bench) {
  draw_frames(bench, state_at(static_cast<double>(bench.range(0))), false);
}
// Clusters off: as many single markers as the argument says, all over France.
void BM_EveryPlaceItsOwnMark(benchmark::State& bench) {
  auto surface = Headless::open(kWidth, kHeight);
  if (!surface) {
    bench.SkipWithError(surface.error().text().c_str());
    return;
  }
  const World& world = atlas_world();
  MapState state = state_at(0);
  state.visible = KindSet();
  Scene scene = build_scene(state, world);
  std::uint32_t random = 1;
  const auto next = [&](double range) {
    random = random * 1664525 + 1013904223;
    return range * (random >> 8) / (1 << 24);
  };
  for (std::int64_t i = 0; i < bench.range(0); ++i) {
    SceneMark m;
    m.at = m.anchor = {400 + next(800), 100 + next(800)};
    m.family = static_cast<Family>(i % kFamilyCount);
    scene.marks.push_back(m);
  }
  std::ranges::stable_sort(scene.marks, {}, &SceneMark::frame);
  Renderer renderer;
  for (auto _ : bench) {
    renderer.draw(state, world, scene, kWidth, kHeight);
    gl::finish();
  }
}

void BM_FirstFrame(benchmark::State& bench) {
  auto surface = Headless::open(kWidth, kHeight);
  if (!surface) {
    bench.SkipWithError(surface.error().text().c_str());
    return;
  }
  const MapState state = state_at(0);
  const Scene scene = build_scene(state, atlas_world());
  for (auto _ : bench) {
    Renderer renderer;
    renderer.draw(state, atlas_world(), scene, kWidth, kHeight);
    gl::finish();
  }
}
void BM_HeadlessContext(benchmark::State& bench) {
  for (auto _ : bench) {
    auto surface = Headless::open(kWidth, kHeight);
    gl::finish();
  }
}

// What is left when parts are taken away tells what they cost.
void BM_PartsLeft(benchmark::State& bench) {
  const auto parts = bench.range(0);
  MapState state = state_at(0);
  if (parts < 4) state.visible = KindSet();
  state.labels = parts >= 3;
  state.insets = parts >= 2;
  if (parts < 1) {
    state.at_home = false;
    state.camera = {{-3e6, 6.5e6}, 6};
  }
  draw_frames(bench, state, false);
}

// "Time" is the clock's, "CPU" that of all threads together: on a busy machine only that is steady.
void settings(benchmark::internal::Benchmark* b) {
  b->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime();
}

// Zoom levels; 0: all of France in the window.
BENCHMARK(BM_Pan)->Apply(settings)->Arg(0)->Arg(7)->Arg(9)->Arg(12);
BENCHMARK(BM_Still)->Apply(settings)->Arg(0)->Arg(9);
// 0: sea alone, 1: and departments, 2: and insets, 3: and names, 4: and marks.
BENCHMARK(BM_PartsLeft)->Apply(settings)->DenseRange(0, 4);
BENCHMARK(BM_EveryPlaceItsOwnMark)->Apply(settings)->Arg(1'000)->Arg(13'439)->Arg(100'000);
BENCHMARK(BM_FirstFrame)->Apply(settings)->Iterations(5);
BENCHMARK(BM_HeadlessContext)->Apply(settings)->Iterations(5);

}  // namespace
}  // namespace terreau
