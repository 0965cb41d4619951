#include <cstdio>

#include "app/cli/options.h"
#include "app/cli/progress.h"
#include "app/print/sheet.h"
#include "geodata/file_output.h"

// terreau render: one map to a file, the same picture as the window's map.
namespace terreau::cli {
namespace {

constexpr double kPaddingPt = 24;

void show_box(MapState& state, Territory territory, const MapBox& box) {
  state.territory = territory;
  state.camera = fit(box, state.width_pt - 2 * kPaddingPt, state.height_pt - 2 * kPaddingPt);
  state.at_home = false;
}

// The located places that pass, in the territory that holds most of them.
bool fit_places(MapState& state, const World& world) {
  const Places& places = *world.atlas.places;
  std::array<MapBox, kTerritoryCount> boxes;
  std::array<int, kTerritoryCount> counts{};
  for (const PlaceId p : world.markers->passing) {
    if (!places.located(p)) continue;
    const Territory t = territory_of(places.position(p));
    boxes[static_cast<std::size_t>(t)].extend(Projection(t).project(places.position(p)));
    ++counts[static_cast<std::size_t>(t)];
  }
  const auto most = std::max_element(counts.begin(), counts.end()) - counts.begin();
  const MapBox box = boxes[static_cast<std::size_t>(most)];
  if (box.empty()) return false;
  show_box(state, static_cast<Territory>(most), box);
  state.camera.zoom = std::min(state.camera.zoom, 14.0);  // a single place still shows where it is
  return true;
}

std::string set_view(MapState& state, const World& world, const Options& o) {
  if (!o.department.empty()) {
    const auto id = match_department(o.department);
    if (!id) return "no department is called \"" + o.department + "\"";
    const DepartmentShape& shape = world.atlas.boundaries->shapes[id->value];
    if (!shape.present) return "the boundaries do not hold department " + o.department;
    show_box(state, department(*id).territory, shape.map_box);
    state.insets = false;  // they would stand on the department
    state.selected = *id;
  }
  if (o.fit && !fit_places(state, world)) return "no place that passes the filters has a position";
  return "";
}

}  // namespace

int run_render(const Options& o) {
  const auto request = request_of(o);
  auto state = state_of(o);
  if (!state) return fail(state.error().text(), kUsage);
  const auto format = print::format_of(o.output);
  if (!format) {
    return fail("render writes " + std::string(print::kExtensions) + ", not " + o.output, kUsage);
  }
  auto atlas = load_atlas(*request);
  if (!atlas) return fail(atlas.error().text());
  World world;
  world.atlas = *std::move(atlas);
  world.markers = std::make_shared<Markers>(build_markers(*world.atlas.places, state->filter));
  std::string wrong;
  const auto view = [&](MapState& s) { wrong = set_view(s, world, o); };
  const print::Sheet sheet =
      print::lay_out({state->width_pt, state->height_pt, 1, false, o.title}, *state, world, view);
  if (!wrong.empty()) return fail(wrong);
  print::MapDrawing map;
  const auto bytes = print::render(*format, state->pixel_scale, sheet, world, map);
  if (!bytes) return fail(o.output + ": " + bytes.error().text());
  const auto written = write_file(o.output, *bytes);
  if (!written) return fail(written.error().text());
  std::printf("%s: %s\n", written->path.c_str(), size_text(written->bytes).c_str());
  return kDone;
}

}  // namespace terreau::cli
