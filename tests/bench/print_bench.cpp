#include <benchmark/benchmark.h>

#include "app/print/furniture.h"
#include "app/print/paper.h"
#include "app/print/sheet.h"
#include "app/print/views.h"

// Maps of the departments on paper, one core: layout, drawing and encoding, without the disk.
namespace terreau {
namespace {

const World& embedded() {
  static const World world = [] {
    World made;
    auto atlas = load_atlas({});
    TERREAU_CHECK(atlas.ok());
    made.atlas = *std::move(atlas);
    made.markers = std::make_shared<Markers>(build_markers(*made.atlas.places, {}));
    return made;
  }();
  return world;
}

void each_department(benchmark::State& bench, print::Format format, print::SheetOptions options) {
  const World& world = embedded();
  print::MapDrawing map;
  std::uint8_t next = 0;
  for (auto _ : bench) {
    const DepartmentId id{next};
    next = static_cast<std::uint8_t>((next + 1) % kDepartmentCount);
    const auto view = [&](MapState& s) { print::show_department(s, world, id); };
    const print::Sheet sheet = print::lay_out(options, MapState(), world, view);
    auto bytes = print::render(format, 1, sheet, world, map);
    TERREAU_CHECK(bytes.ok());
    benchmark::DoNotOptimize(bytes);
  }
  bench.counters["maps/s"] =
      benchmark::Counter(static_cast<double>(bench.iterations()), benchmark::Counter::kIsRate);
}

print::SheetOptions plain() {
  print::SheetOptions options;
  options.width_pt = 1000;
  options.height_pt = 700;
  options.furniture = options.on_paper = false;
  return options;
}

print::SheetOptions page() {
  const auto a4 = print::paper("a4", false);
  print::SheetOptions options;
  options.width_pt = a4->width_pt;
  options.height_pt = a4->height_pt;
  options.title = "Title";
  return options;
}

void print_png(benchmark::State& b) { each_department(b, print::Format::png, plain()); }
void print_svg(benchmark::State& b) { each_department(b, print::Format::svg, plain()); }
void print_pdf_page(benchmark::State& b) { each_department(b, print::Format::pdf, page()); }
void print_tif(benchmark::State& b) { each_department(b, print::Format::tif, plain()); }

BENCHMARK(print_png)->Unit(benchmark::kMillisecond);
BENCHMARK(print_svg)->Unit(benchmark::kMillisecond);
BENCHMARK(print_pdf_page)->Unit(benchmark::kMillisecond);
BENCHMARK(print_tif)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace terreau
