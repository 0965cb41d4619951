#include <cmath>
#include <numbers>
#include <random>

#include <benchmark/benchmark.h>

#include "geodata/triangulate.h"

namespace terreau {
namespace {

// A ring whose radius wanders over all scales, as coasts do; it never crosses itself.
std::vector<MapPos> coast(std::size_t count) {
  std::mt19937 random(1);
  std::uniform_real_distribution<double> amount(-1, 1);
  std::vector<double> radius(count, 50'000);
  for (std::size_t step = count; step > 1; step /= 2) {  // noise of every wavelength
    std::vector<double> knots(count / step + 2);
    for (double& k : knots) k = amount(random);
    knots.back() = knots.front();
    const double size =
        30'000 * std::pow(static_cast<double>(step) / static_cast<double>(count), 0.9);
    for (std::size_t i = 0; i < count; ++i) {
      const double t = static_cast<double>(i % step) / static_cast<double>(step);
      radius[i] += size * (knots[i / step] * (1 - t) + knots[i / step + 1] * t);
    }
  }
  std::vector<MapPos> ring;
  for (std::size_t i = 0; i < count; ++i) {
    const double angle = 2 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(count);
    const double r = std::max(radius[i], 1'000.0);
    ring.push_back({700'000 + r * std::cos(angle), 6'600'000 + r * std::sin(angle)});
  }
  return ring;
}

void BM_TriangulateCoast(benchmark::State& state) {
  const std::vector<MapPos> ring = coast(static_cast<std::size_t>(state.range(0)));
  const std::vector<std::uint32_t> ends{static_cast<std::uint32_t>(ring.size())};
  for (auto _ : state) benchmark::DoNotOptimize(triangulate_even_odd(ring, ends).triangles.data());
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(BM_TriangulateCoast)
    ->Arg(250)
    ->Arg(2'000)
    ->Arg(20'000)
    ->Arg(1'000'000)
    ->Unit(benchmark::kMicrosecond);

void BM_TriangulateComb(benchmark::State& state) {
  std::vector<MapPos> ring{{0, 0}};
  for (auto i = state.range(0) / 2; i > 0; --i) {  // every tooth is cut by the sweep line at once
    ring.push_back({1'000, 2.0 * static_cast<double>(i)});
    ring.push_back({1, 2.0 * static_cast<double>(i) - 1});
  }
  const std::vector<std::uint32_t> ends{static_cast<std::uint32_t>(ring.size())};
  for (auto _ : state) benchmark::DoNotOptimize(triangulate_even_odd(ring, ends).triangles.data());
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(BM_TriangulateComb)->Arg(2'000)->Arg(200'000)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace terreau
