#include <cmath>
#include <random>

#include <benchmark/benchmark.h>

#include "geodata/marker_pyramid.h"

namespace terreau {
namespace {

struct Input {
  std::vector<PlaceId> places;
  std::vector<MapPos> positions;
  std::vector<Places::ClassIndex> classes;
  MarkerPyramid pyramid() const { return {places, PackedPositions(positions), classes}; }
};

// 36,000 communes whose sizes follow a power law, places around their centre, a tenth at the
// centre.
const Input& country(std::size_t count) {
  static Input input;
  if (input.places.size() == count) return input;
  input = {};
  std::mt19937 random(1);
  std::uniform_real_distribution<double> share(0, 1);
  std::normal_distribution<double> spread;
  std::vector<MapPos> communes;
  for (int i = 0; i < 36'000; ++i) {
    communes.push_back({1e6 * share(random), 6e6 + 1e6 * share(random)});
  }
  for (std::uint32_t i = 0; i < count; ++i) {
    const auto commune = static_cast<std::size_t>(36'000 * std::pow(share(random), 3));
    const MapPos c = communes[commune];
    const double size_m = 800 + 4'000 * std::pow(1 + static_cast<double>(commune), -0.3);
    const bool centre = random() % 10 == 0;
    input.places.push_back({i});
    input.positions.push_back(
        centre ? c : MapPos{c.x_m + size_m * spread(random), c.y_m + size_m * spread(random)});
    input.classes.push_back(static_cast<Places::ClassIndex>(60 * std::pow(share(random), 4)));
  }
  return input;
}

void BM_PyramidBuild(benchmark::State& state) {
  const Input& input = country(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(input.pyramid().size());
}
BENCHMARK(BM_PyramidBuild)
    ->Arg(13'439)
    ->Arg(100'000)
    ->Arg(1'000'000)
    ->Arg(5'000'000)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

// A window of 1600 × 1000 points over a large town; range(1): zoom.
void BM_PyramidVisible(benchmark::State& state) {
  const Input& input = country(static_cast<std::size_t>(state.range(0)));
  static MarkerPyramid pyramid;
  if (pyramid.size() != input.places.size()) pyramid = input.pyramid();
  const auto zoom = static_cast<double>(state.range(1));
  const double m = metres_per_point(zoom);
  const MapPos c = state.range(1) < 7 ? MapPos{500'000, 6'500'000} : input.positions.front();
  const MapBox view{c.x_m - 800 * m, c.y_m - 500 * m, c.x_m + 800 * m, c.y_m + 500 * m};
  const std::vector<std::uint8_t> all(64, 1);
  std::vector<Mark> marks;
  for (auto _ : state) {
    marks.clear();
    pyramid.visible(view, zoom, all, true, marks);
    benchmark::DoNotOptimize(marks.data());
  }
  state.counters["marks"] = static_cast<double>(marks.size());
}
BENCHMARK(BM_PyramidVisible)
    ->ArgsProduct({{13'439, 1'000'000}, {5, 6, 8, 10, 12, 14}})
    ->Unit(benchmark::kMicrosecond);

void BM_PyramidCount(benchmark::State& state) {
  const Input& input = country(1'000'000);
  static const MarkerPyramid pyramid = input.pyramid();
  const MapBox view{300'000, 6'200'000, 700'000, 6'600'000};
  std::vector<std::uint32_t> counts(64);
  for (auto _ : state) {
    pyramid.count_in(view, counts);
    benchmark::DoNotOptimize(counts.data());
  }
}
BENCHMARK(BM_PyramidCount)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace terreau
