#include <cstdlib>
#include <fstream>
#include <string>

#include <benchmark/benchmark.h>

#include "app/model/world.h"
#include "geodata/atlas.h"

// From large files to what the map needs, stage by stage, each with the peak of the memory until
// then. The files are named by TERREAU_BENCH_PLACES, separated by ';' (make_places.py makes them);
// without it the embedded atlas is loaded. Peaks are only true of the first file of a process.
namespace terreau {
namespace {

double mebibytes(const std::string& what) {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with(what)) return std::strtod(line.c_str() + what.size(), nullptr) / 1024;
  }
  return 0;
}

enum Stage { kPlaces, kMarkers, kSearch };

Atlas load(const std::string& uri) {
  AtlasRequest request;
  request.only = !uri.empty();
  request.search = false;
  if (!uri.empty()) request.sources = {uri};
  auto atlas = load_atlas(request);
  TERREAU_CHECK(atlas.ok());
  return *std::move(atlas);
}

void stage(benchmark::State& state, const std::string& uri, Stage stage) {
  Atlas atlas;
  if (stage != kPlaces) atlas = load(uri);
  for (auto _ : state) {
    if (stage == kPlaces) atlas = load(uri);
    if (stage == kMarkers) benchmark::DoNotOptimize(build_markers(*atlas.places, {}));
    if (stage == kSearch) benchmark::DoNotOptimize(build_search(atlas));
  }
  state.counters["places"] = static_cast<double>(atlas.places->size());
  state.counters["peak_MiB"] = mebibytes("VmHWM:");
  state.counters["now_MiB"] = mebibytes("VmRSS:");
}

void add(const std::string& uri) {
  const std::string name = uri.substr(uri.rfind('/') + 1);
  const auto add_stage = [&](const char* what, Stage of) {
    benchmark::RegisterBenchmark(("load/" + name + "/" + what).c_str(),
                                 [=](benchmark::State& state) { stage(state, uri, of); })
        ->Iterations(1)
        ->Unit(benchmark::kMillisecond)
        ->MeasureProcessCPUTime()
        ->UseRealTime();
  };
  add_stage("places", kPlaces);
  add_stage("markers", kMarkers);
  add_stage("search", kSearch);
}

const bool kAdded = [] {
  const char* named = std::getenv("TERREAU_BENCH_PLACES");
  std::string all = named == nullptr ? "" : named;
  for (std::size_t end = 0; end != std::string::npos; all.erase(0, end + 1)) {
    end = all.find(';');
    add(all.substr(0, end));
    if (end == std::string::npos) break;
  }
  return true;
}();

}  // namespace
}  // namespace terreau
