#include <algorithm>
#include <cmath>

#include "app/model/free_part.h"
#include "app/model/place_facts.h"
#include "app/model/view_line.h"
#include "app/model/view_text.h"
#include "app/ui/panels.h"
#include "app/ui/swatch.h"
#include "geodata/projection.h"

// What several panels say and do about places.
namespace terreau::ui {
namespace {

constexpr double kPlaceZoom = 11, kCommuneZoom = 12;

double current_zoom(const Frame& f) {
  return f.scene.frames.empty() ? f.state.camera.zoom : f.scene.frames.front().camera.zoom;
}

void fit_box(Frame& f, Territory territory, const MapBox& box) {
  if (box.empty()) return;
  const FreePart free = free_part(f.state);
  Camera camera = fit(box, free.width * 0.8, free.height * 0.8);
  camera.zoom = std::min(camera.zoom, 11.0);
  // The camera's centre is the middle of the window, not of its free part.
  camera.center.x_m -= (free.left - free.right) / 2 * metres_per_point(camera.zoom);
  f.ask(action::FlyTo{Projection(territory).unproject(camera.center), camera.zoom});
}

void fit_department(Frame& f, DepartmentId id) {
  const DepartmentShape& shape = f.world.atlas.boundaries->shapes[id.value];
  if (shape.present) fit_box(f, department(id).territory, shape.map_box);
}

}  // namespace

bool loading(const Frame& f) { return f.places().size() == 0 && f.world.atlas.sources.empty(); }
bool filtered(const Frame& f) { return f.state.filter != Filter{}; }

void go_to(Frame& f, PlaceId place) {
  const Places& places = f.places();
  if (places.located(place)) {
    f.ask(action::FlyTo{places.position(place), std::max(current_zoom(f), kPlaceZoom)});
  } else if (places.department(place).valid()) {
    fit_department(f, places.department(place));
  }
  f.ask(action::SelectPlace{std::string(places.id(place)), place});
}

void go_to(Frame& f, DepartmentId id) {
  if (f.state.comparing) return f.ask(action::CompareTerritory{ref(id), true});
  f.ask(action::SelectDepartment{std::string(department(id).code)});
  fit_department(f, id);
}

void go_to(Frame& f, RegionId id) {
  if (f.state.comparing) return f.ask(action::CompareTerritory{ref(id), true});
  f.ask(action::SelectRegion{std::string(region(id).code)});
  const DepartmentSet own = departments_of(id);
  std::optional<Territory> territory;
  MapBox box;
  for (std::uint8_t d = 0; d < kDepartmentCount; ++d) {
    const DepartmentShape& shape = f.world.atlas.boundaries->shapes[d];
    if (!own[d] || !shape.present) continue;
    territory = department(DepartmentId{d}).territory;
    box.extend(shape.map_box);
  }
  if (territory) fit_box(f, *territory, box);
}

void go_to(Frame& f, const Found& found) {
  if (found.kind == FoundKind::region) {
    if (const auto id = match_region(found.name)) return go_to(f, *id);
  }
  if (found.kind == FoundKind::place && found.place.valid()) return go_to(f, found.place);
  if (found.kind == FoundKind::department && found.department.valid()) {
    return go_to(f, found.department);
  }
  if (found.kind == FoundKind::region && found.region.valid()) {
    f.ask(action::SelectRegion{std::string(region(found.region).code)});
  }
  // The gazetteer does not know where every commune is; its department is.
  if (!is_valid(found.position) && found.department.valid()) return go_to(f, found.department);
  if (!is_valid(found.position)) return;
  f.ask(action::FlyTo{found.position, kCommuneZoom});
}

std::string whereabouts(const Frame& f, PlaceId place) {
  return terreau::whereabouts(f.language(), f.places(), place);
}

void go_near(Frame& f, LonLat center, std::string name, std::optional<double> radius_km) {
  if (!is_valid(center)) return;
  const double now = f.state.nearby ? f.state.nearby->radius_km : Nearby{}.radius_km;
  const double radius = radius_km.value_or(now);
  if (!f.state.fans.empty() && !f.state.story) f.ask(action::Deselect{});
  if (!std::holds_alternative<std::monostate>(f.state.selected)) f.ask(action::Deselect{});
  f.ask(action::SetNearby{Nearby{center, radius, std::move(name)}});
  show_circle(f, center, radius);
}

void reveal(Frame& f, PlaceId place) {
  if (!f.world.markers->passing.contains(place)) f.ask(action::SetFilter{});
  if (!(f.places().kinds(place) & f.state.visible).empty()) return;
  for (std::uint8_t k = 0; k < kKindCount; ++k) {
    if (f.places().kinds(place).has(Kind{k})) f.ask(action::ToggleKind{Kind{k}, true});
  }
}

std::string near_title(const Frame& f) {
  const Nearby& around = *f.state.nearby;
  const std::string where =
      around.name.empty() ? format_lonlat(f.language(), around.center) : around.name;
  return filled(f.tr("Near {}"), {where});
}

void open_surface(bool& shown, std::string_view name, UiState& ui) {
  shown = true;
  ui.focus.wanted = name;
}

// Its key closes it again.
void switch_surface(bool& shown, std::string_view name, UiState& ui) {
  shown ? void(shown = false) : open_surface(shown, name, ui);
}

void run_command(Frame& f, CommandId id) {
  UiState& ui = f.ui;
  // What opens takes the keyboard along, as its key does.
  if (id == CommandId::list) ui.list.take_focus = !f.state.list.open;
  if (id == CommandId::filters) ui.filters.take_focus = !f.state.filters_open;
  if (id == CommandId::compare && !f.state.comparing) ui.focus.wanted = "comparison";
  if (const auto action = action_of(id, f.state)) return f.ask(*action);
  switch (id) {
    case CommandId::keys: open_surface(ui.show_keys, "keys", ui); break;
    case CommandId::sources: open_surface(ui.show_sources, "sources", ui); break;
    case CommandId::knowledge: open_surface(ui.show_knowledge, "knowledge", ui); break;
    case CommandId::stories: switch_surface(ui.show_stories, "stories", ui); break;
    case CommandId::key_figures: switch_surface(ui.show_figures, "key figures", ui); break;
    case CommandId::export_data: open_surface(ui.show_export, "export", ui); break;
    case CommandId::print: open_print(ui, true); break;
    case CommandId::save_picture: open_print(ui, false); break;
    case CommandId::full_screen: ui.full_screen_wanted = true; break;
    case CommandId::shading: open_surface(ui.show_shading, "shading", ui); break;
    case CommandId::palette:
      ui.search_text = kCommandMark;
      ui.focus_search = ui.continue_search = true;
      if (!f.state.panel_open) f.ask(action::SetPanelOpen{true});
      break;
    case CommandId::views: open_surface(ui.show_views, "views", ui); break;
    case CommandId::larger: ui.larger_wanted = 1; break;
    case CommandId::smaller: ui.larger_wanted = -1; break;
    case CommandId::usual_size: ui.larger_wanted = 0; break;
    case CommandId::open_file: open_surface(ui.show_open, "open", ui); break;
    case CommandId::copy_view: f.ask(action::CopyText{view_line(f.state, f.world)}); break;
    case CommandId::copy_text: f.ask(action::CopyText{view_text(f.state, f.world, f.scene)}); break;
    case CommandId::near:
      ui.search_text = std::string(f.tr("near")) + " ";
      ui.focus_search = ui.continue_search = true;
      break;
    default: break;
  }
}

void show_box(Frame& f, const LonLatBox& box) {
  const Territory territory = territory_of({box.west_deg, box.south_deg});
  const Projection projection(territory);
  MapBox on_map;
  for (const double lon : {box.west_deg, box.east_deg}) {
    for (const double lat : {box.south_deg, box.north_deg})
      on_map.extend(projection.project({lon, lat}));
  }
  fit_box(f, territory, on_map);
}

void show_circle(Frame& f, LonLat center, double radius_km) {
  const FreePart free = free_part(f.state);
  const Projection projection(territory_of(center));
  const MapPos middle = projection.project(center);
  const double reach_m = radius_km * 1000;
  Camera camera =
      fit({middle.x_m - reach_m, middle.y_m - reach_m, middle.x_m + reach_m, middle.y_m + reach_m},
          free.width * 0.9, free.height * 0.9);
  camera.center.x_m -= (free.left - free.right) / 2 * metres_per_point(camera.zoom);
  f.ask(action::FlyTo{projection.unproject(camera.center), camera.zoom});
}

bool place_row(Frame& f, const Rect& rect, PlaceId place, std::string_view second, int id) {
  const Places& places = f.places();
  const std::string_view name = places.name(place);
  ImDrawList* list = ImGui::GetWindowDrawList();
  const float text_x = rect.x + 30, width = rect.right() - 8 - text_x;
  const bool cut = text_width(Type::body, name) > width || text_width(Type::small, second) > width;
  std::string full;
  if (cut) full.append(name).append("\n").append(second);
  const Response r = hit(f, rect, {"listitem", name, id, {}, {}, full});
  if (r.hovered || r.held) {
    list->AddRectFilled(rect.min(), rect.max(), r.held ? f.c.pressed : f.c.hover, 6);
  }
  const bool shown = !(places.kinds(place) & f.state.visible).empty();
  const Family family =
      display_family(places.kinds(place), shown ? f.state.visible : KindSet::all());
  draw_swatch(list, {rect.x + 15, rect.middle().y}, 11, family, f.state.theme, shown);
  const float lines = line_height(Type::body) + (second.empty() ? 0 : line_height(Type::small));
  const float y = on_grid(rect.middle().y - lines / 2);
  draw_ellipsised(list, Type::body, {text_x, y}, width, f.c.text, name);
  draw_ellipsised(list, Type::small, {text_x, y + line_height(Type::body)}, width, f.c.secondary,
                  second);
  return r.clicked;
}

}  // namespace terreau::ui
