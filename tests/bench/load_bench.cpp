#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include <benchmark/benchmark.h>
#include <malloc.h>

#include "app/model/world.h"
#include "geodata/atlas.h"

// From large files to what the map needs, stage by stage, each with the peak of the memory until
// then; and opened again from a cache of its own, with what the keeping costs. The files are named
// by TERREAU_BENCH_PLACES, separated by ';' (make_places.py makes them); without it the embedded
// atlas is loaded. Peaks are only true of the first file of a process.
namespace terreau {
namespace {

double mebibytes(const std::string& what) {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with(what)) return std::strtod(line.c_str() + what.size(), nullptr) / 1024;
  }
  return 0;
}

enum Stage { kPlaces, kMarkers, kSearch, kKeep, kAgain };

// The peak of what comes now.
void forget_peak() {
  malloc_trim(0);
  std::ofstream("/proc/self/clear_refs") << "5";
}

std::string cache_folder() {
  return (std::filesystem::temp_directory_path() / "terreau_load_bench").string();
}

Atlas load(const std::string& uri, bool cached = false) {
  AtlasRequest request;
  request.keep = false;
  request.cache = CacheOptions();
  if (cached) request.cache->folder = cache_folder();
  request.only = !uri.empty();
  request.search = false;
  if (!uri.empty()) request.sources = {uri};
  auto atlas = load_atlas(request);
  TERREAU_CHECK(atlas.ok());
  return *std::move(atlas);
}

void stage(benchmark::State& state, const std::string& uri, Stage stage) {
  Atlas atlas;
  if (stage == kKeep) std::filesystem::remove_all(cache_folder());
  if (stage != kPlaces && stage != kAgain) atlas = load(uri, stage == kKeep);
  forget_peak();
  for (auto _ : state) {
    if (stage == kPlaces) atlas = load(uri);
    if (stage == kKeep) keep_sources(atlas, {});
    if (stage == kAgain) atlas = load(uri, true);
    if (stage == kMarkers) benchmark::DoNotOptimize(build_markers(*atlas.places, {}));
    if (stage == kSearch) benchmark::DoNotOptimize(build_search(atlas));
  }
  if (stage == kAgain) std::filesystem::remove_all(cache_folder());
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
  if (uri.empty()) return;
  add_stage("keep", kKeep);
  add_stage("places_again", kAgain);
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
