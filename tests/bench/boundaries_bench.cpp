#include <random>

#include <benchmark/benchmark.h>

#include "geodata/boundaries.h"
#include "geodata/import.h"
#include "geodata/reader.h"
#include "tests/geodata/made_up_country.h"

namespace terreau {
namespace {

std::vector<DepartmentGeometry> embedded() {
  const Result<std::vector<Layer>> layers = read_source("france/departements.shp");
  std::vector<Issue> issues;
  return layers ? match_departments(layers->front(), issues) : std::vector<DepartmentGeometry>{};
}

// 90 departments with 2^range(0) points on each border; 0: the embedded map.
std::vector<DepartmentGeometry> country(std::int64_t exponent) {
  return exponent == 0 ? embedded() : MadeUpCountry(10, 9, 1 << exponent, 0.04).geometries();
}

void BM_BoundariesBuild(benchmark::State& state) {
  const auto geometries = country(state.range(0));
  std::int64_t vertices = 0;
  for (auto _ : state) {
    std::vector<Issue> issues;
    vertices = build_boundaries(geometries, issues).vertex_count;
  }
  state.counters["vertices"] = static_cast<double>(vertices);
}
BENCHMARK(BM_BoundariesBuild)
    ->Arg(0)
    ->Arg(9)
    ->Arg(12)
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime();

void BM_DepartmentAt(benchmark::State& state) {
  std::vector<Issue> issues;
  const Boundaries b = build_boundaries(country(state.range(0)), issues);
  std::mt19937 random(1);
  std::uniform_real_distribution<double> lon(-4.5, 7.5), lat(42.5, 51);
  for (auto _ : state) benchmark::DoNotOptimize(department_at(b, {lon(random), lat(random)}));
}
BENCHMARK(BM_DepartmentAt)->Arg(0)->Arg(9)->Arg(12);

}  // namespace
}  // namespace terreau
