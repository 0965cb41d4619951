#include "app/print/views.h"

#include <algorithm>

#include "app/model/i18n.h"
#include "geodata/projection.h"

namespace terreau::print {
namespace {

constexpr double kPadding = 24;
constexpr double kNearest = 14;  // zoom; a single place still shows where it is

void show_box(MapState& state, Territory territory, const MapBox& box) {
  state.territory = territory;
  state.camera = fit(box, state.width_pt - 2 * kPadding, state.height_pt - 2 * kPadding);
  state.at_home = false;
}

}  // namespace

bool show_department(MapState& state, const World& world, DepartmentId id) {
  const DepartmentShape& shape = world.atlas.boundaries->shapes[id.value];
  if (!shape.present) return false;
  show_box(state, department(id).territory, shape.map_box);
  state.insets = false;  // they would stand on the department
  state.selected = id;
  return true;
}

bool show_places(MapState& state, const World& world) {
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
  state.camera.zoom = std::min(state.camera.zoom, kNearest);
  return true;
}

std::string default_title(const MapState& state) {
  const auto* d = std::get_if<DepartmentId>(&state.selected);
  if (d != nullptr && d->valid()) return std::string(department(*d).name);
  if (state.territory != Territory::metropole) return std::string(name(state.territory));
  return std::string(tr(state.language, "Cooperation in France"));
}

void show_same(MapState& state, const MapState& window, const World& world) {
  state.territory = window.territory;
  state.at_home = window.at_home;
  if (window.at_home) return;
  const MapFrame frame = main_frame(window, world.atlas.boundaries->extents);
  const Margins m = margins(window);
  const MapPos a = frame.to_map({m.left, window.height_pt - m.bottom});
  const MapPos b = frame.to_map({window.width_pt - m.right, m.top});
  state.camera = fit({a.x_m, a.y_m, b.x_m, b.y_m}, state.width_pt, state.height_pt);
}

}  // namespace terreau::print
