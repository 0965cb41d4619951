#include <algorithm>
#include <chrono>
#include <cmath>
#include <random>

#include <benchmark/benchmark.h>

#include "app/model/scene.h"

// What is under the cursor, anywhere in the window, whole France on the screen.
namespace terreau {
namespace {

// Around 36,000 centres whose sizes follow a power law, within the metropole.
const World& country(std::size_t count) {
  static World world;
  if (world.atlas.places && world.atlas.places->size() == count) return world;
  world = {};
  auto atlas = load_atlas({});
  if (atlas.ok()) world.atlas.boundaries = atlas->boundaries;
  auto places = std::make_shared<Places>();
  std::mt19937 random(2);
  std::uniform_real_distribution<double> share(0, 1);
  std::normal_distribution<double> spread(0, 0.03);
  std::vector<LonLat> communes;
  for (int i = 0; i < 36'000; ++i) {
    communes.push_back({-1 + 7 * share(random), 43.5 + 6 * share(random)});
  }
  PlaceRow row;
  for (std::size_t i = 0; i < count; ++i) {
    const LonLat c = communes[static_cast<std::size_t>(36'000 * std::pow(share(random), 3))];
    row.position = {c.lon_deg + spread(random), c.lat_deg + spread(random)};
    row.form = static_cast<LegalForm>(random() % kLegalFormCount);
    places->add(row, 0);
  }
  world.atlas.places = std::move(places);
  world.markers = std::make_shared<Markers>(build_markers(*world.atlas.places, {}));
  return world;
}

void pick_anywhere(benchmark::State& bench, bool clusters) {
  const World& world = country(static_cast<std::size_t>(bench.range(0)));
  MapState state;
  state.width_pt = 1600;
  state.height_pt = 1000;
  state.clusters = clusters;
  const Scene scene = build_scene(state, world);
  std::mt19937 random(3);
  std::uniform_real_distribution<double> x(0, 1600), y(0, 1000);
  std::vector<double> us;
  for (auto _ : bench) {
    const ScreenPos at{x(random), y(random)};
    const auto start = std::chrono::steady_clock::now();
    benchmark::DoNotOptimize(pick(scene, world, at));
    us.push_back(std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - start)
                     .count());
  }
  std::ranges::sort(us);
  bench.counters["median_us"] = us[us.size() / 2];
  bench.counters["p95_us"] = us[us.size() * 95 / 100];
  bench.counters["marks"] = static_cast<double>(scene.marks.size());
}

void sizes(benchmark::internal::Benchmark* bench) {
  bench->Arg(13'439)->Arg(100'000)->Arg(1'000'000)->Arg(5'000'000)->Iterations(20'000);
}
BENCHMARK_CAPTURE(pick_anywhere, clusters, true)->Apply(sizes);
BENCHMARK_CAPTURE(pick_anywhere, every_point, false)->Apply(sizes);

}  // namespace
}  // namespace terreau
