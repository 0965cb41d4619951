#include <cstdio>

#include "app/cli/options.h"
#include "app/headless.h"
#include "app/model/action.h"
#include "app/model/i18n.h"
#include "app/render/renderer.h"

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

// What the data's licences ask for, and how much is shown.
std::string credits(const MapState& state, const World& world) {
  std::string borders = "Natural Earth";
  for (const BoundaryReport& r : world.atlas.boundary_reports) {
    if (!r.source.starts_with("france/")) borders = r.source.substr(r.source.rfind('/') + 1);
  }
  std::string text(tr(state.language, "Borders: {}"));
  text.replace(text.find("{}"), 2, borders);
  return text + " · " + tr_n(state.language, "{} place", "{} places", world.markers->total.total);
}

}  // namespace

int run_render(const Options& o) {
  const auto request = request_of(o);
  auto state = state_of(o);
  if (!state) return fail(state.error().text(), kUsage);
  if (!o.output.ends_with(".png")) return fail("render writes FILE.png, not " + o.output, kUsage);
  auto atlas = load_atlas(*request);
  if (!atlas) return fail(atlas.error().text());
  World world;
  world.atlas = *std::move(atlas);
  world.markers = std::make_shared<Markers>(build_markers(*world.atlas.places, state->filter));
  state->panels = false;
  const std::string wrong = set_view(*state, world, o);
  if (!wrong.empty()) return fail(wrong);
  const int width = static_cast<int>(std::lround(state->width_pt * state->pixel_scale));
  const int height = static_cast<int>(std::lround(state->height_pt * state->pixel_scale));
  auto surface = Headless::open(width, height);
  if (!surface) return fail(surface.error().text());
  Renderer renderer;
  renderer.draw(*state, world, build_scene(*state, world), width, height);
  renderer.caption(o.title, credits(*state, world), *state, width, height);
  const std::string trouble = write_png(o.output, (*surface)->read_pixels());
  if (!trouble.empty()) return fail(trouble);
  std::printf("%s: %d x %d pixels\n", o.output.c_str(), width, height);
  return kDone;
}

}  // namespace terreau::cli
