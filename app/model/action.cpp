#include "app/model/action.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "app/model/history.h"
#include "app/model/scene.h"
#include "app/model/stories.h"
#include "app/model/territory_clusters.h"
#include "app/model/view_line.h"
#include "geodata/projection.h"

namespace terreau {
namespace {

using namespace action;

constexpr double kOpenedShare = 0.4;     // of the window, between the panels
constexpr double kEnteredShare = 0.7;    // of its height, for what stands alone
constexpr double kMostLevelsAtOnce = 4;  // an opening cluster does not lose its surroundings
constexpr double kSideStepPt = 40;       // a map may be pushed until this much of it is left

const Extents& extents(const World& world) { return world.atlas.boundaries->extents; }

// The camera stays over the territory and its surroundings.
Camera kept(Camera camera, const MapBox& extent) {
  camera.zoom = std::clamp(camera.zoom, kMinZoom, kMaxZoom);
  if (extent.empty()) return camera;
  const MapBox box = extent.grown(kSideStepPt * metres_per_point(camera.zoom));
  camera.center.x_m = std::clamp(camera.center.x_m, box.min_x_m, box.max_x_m);
  camera.center.y_m = std::clamp(camera.center.y_m, box.min_y_m, box.max_y_m);
  return camera;
}

void set_camera(MapState& s, const MapFrame& frame, const World& world) {
  const auto t = static_cast<std::size_t>(frame.territory);
  const Camera camera = kept(frame.camera, extents(world)[t]);
  if (frame.inset) {
    s.inset_states[static_cast<std::size_t>(frame.id)].camera = camera;
  } else {
    s.camera = camera;
    s.at_home = false;
  }
}

MapFrame frame_under(const MapState& s, std::optional<ScreenPos> at, const World& world) {
  if (!at) return main_frame(s, extents(world));
  const auto all = frames(s, *world.atlas.boundaries);
  return all[frame_at(all, *at)];
}

void show(MapState& s, LonLat center, double zoom, const World& world) {
  if (!is_valid(center)) return;
  const Territory t = territory_of(center);
  MapFrame frame{t, {}, {}, {Projection(t).project(center), zoom}, false};
  s.territory = t;
  set_camera(s, frame, world);
}

void do_it(MapState& s, const Pan& a, const World& w) {
  MapFrame frame = frame_under(s, a.at, w);
  const double m = metres_per_point(frame.camera.zoom);
  frame.camera.center.x_m -= a.dx_pt * m;
  frame.camera.center.y_m += a.dy_pt * m;
  set_camera(s, frame, w);
}

void do_it(MapState& s, const Zoom& a, const World& w) {
  MapFrame frame = frame_under(s, a.at, w);
  const MapPos fixed = frame.to_map(a.at);
  frame.camera.zoom = std::clamp(frame.camera.zoom + a.by, kMinZoom, kMaxZoom);
  const MapPos moved = frame.to_map(a.at);
  frame.camera.center.x_m += fixed.x_m - moved.x_m;
  frame.camera.center.y_m += fixed.y_m - moved.y_m;
  set_camera(s, frame, w);
}

void do_it(MapState& s, const View& a, const World& w) { show(s, a.center, a.zoom, w); }
void do_it(MapState& s, const FlyTo& a, const World& w) { show(s, a.center, a.zoom, w); }

void do_it(MapState& s, const ZoomToBox& a, const World& w) {
  MapFrame frame = main_frame(s, extents(w));
  const MapPos p = frame.to_map({a.box.x_pt, a.box.y_pt + a.box.height_pt});
  const MapPos q = frame.to_map({a.box.x_pt + a.box.width_pt, a.box.y_pt});
  if (a.box.width_pt < 1 || a.box.height_pt < 1) return;
  frame.camera = fit({p.x_m, p.y_m, q.x_m, q.y_m}, s.width_pt, s.height_pt);
  set_camera(s, frame, w);
}

void do_it(MapState& s, const Home&, const World&) {
  s.territory = Territory::metropole;
  s.at_home = true;
  s.inset_states = {};
  s.focused_inset.reset();
}

void do_it(MapState& s, const Hover& a, const World& w) {
  s.cursor = a.at;
  s.hovered = pick(build_scene(s, w), w, a.at);
}

void do_it(MapState& s, const Leave&, const World&) {
  s.cursor.reset();
  s.hovered = {};
}

void do_it(MapState& s, const EnterTerritory& a, const World&) {
  s.territory = a.territory;
  s.at_home = true;
  for (InsetState& inset : s.inset_states) inset.camera.reset();
  s.focused_inset.reset();
}

// What an inset shows, as the main map.
void enter(MapState& s, const MapFrame& inset, const World& w) {
  do_it(s, EnterTerritory{inset.territory}, w);
  if (inset.id != InsetId::petite_couronne) return;
  const Camera camera = fit(petite_couronne_box(*w.atlas.boundaries), s.width_pt * kOpenedShare,
                            s.height_pt * kEnteredShare);
  set_camera(s, {Territory::metropole, {}, {}, camera}, w);
}

// Where a cluster's parts fill most of the window, and at least where it falls apart.
double opening_zoom(const MapState& s, const MarkerPyramid& pyramid, std::uint32_t node) {
  const Camera whole =
      fit(pyramid.box(node), s.width_pt * kOpenedShare, s.height_pt * kOpenedShare);
  const double split = pyramid.split_zoom(node);
  return std::max(split, std::min(whole.zoom, split + kMostLevelsAtOnce));
}

// A cluster opens: the map goes where it falls apart, or fans it out where nothing can part it.
void open_cluster(MapState& s, ClusterRef ref, const World& w) {
  const MarkerPyramid& pyramid = w.markers->pyramid(ref.territory);
  s.selected = ref;
  if (pyramid.split_zoom(ref.node) > MarkerPyramid::kMaxZoom) {
    if (std::erase(s.fans, ref) == 0) s.fans.push_back(ref);
    return;
  }
  const LonLat center = Projection(ref.territory).unproject(pyramid.box(ref.node).center());
  show(s, center, opening_zoom(s, pyramid, ref.node), w);
}

void do_it(MapState& s, const CompareTerritory& a, const World&) {
  const auto at = std::ranges::find(s.compared, a.territory);
  const bool is_there = at != s.compared.end(), on = a.on.value_or(!is_there);
  if (on) s.comparing = true;
  if (on == is_there) return;
  if (!on) {
    s.compared.erase(at);
  } else if (s.compared.size() < kMostCompared) {
    s.compared.push_back(a.territory);
  }
}

std::optional<TerritoryRef> territory_of(const Target& target) {
  if (const auto* d = std::get_if<DepartmentId>(&target)) return ref(*d);
  if (const auto* r = std::get_if<RegionId>(&target)) return ref(*r);
  return {};
}

// A territory's cluster opens: the map goes where its places are shown.
void open_territory(MapState& s, const SceneMark& m, Territory map, const World& w) {
  const Boundaries& boundaries = *w.atlas.boundaries;
  if (m.department.valid()) {
    s.selected = m.department;
  } else if (m.region.valid()) {
    s.selected = m.region;
  } else {
    return;
  }
  const MapBox box =
      m.department.valid() ? box_of(boundaries, m.department) : box_of(boundaries, m.region);
  if (box.empty()) return;
  const Camera whole = fit(box, s.width_pt * kOpenedShare, s.height_pt * kEnteredShare);
  const double zoom = std::max(whole.zoom, grouping_end(s.grouping, boundaries, map));
  show(s, Projection(map).unproject(box.center()), zoom, w);
}

void do_it(MapState& s, const Click& a, const World& w) {
  const Scene scene = build_scene(s, w);
  const MapFrame& frame = scene.frames[frame_at(scene.frames, a.at)];
  if (frame.inset &&
      a.at.y_pt > frame.viewport.y_pt + frame.viewport.height_pt - kInsetNameHeight) {
    return enter(s, frame, w);
  }
  if (const SceneMark* mark = mark_at(scene, a.at); mark != nullptr && mark->territory) {
    return open_territory(s, *mark, frame.territory, w);
  }
  Target hit = pick(scene, w, a.at);
  // What lies beneath an overlay: by a second click, or while territories are gathered.
  if (std::holds_alternative<OverlayRef>(hit) && (s.comparing || hit == s.selected)) {
    hit = ground_at(scene, w, a.at);
  }
  if (const auto* cluster = std::get_if<ClusterRef>(&hit)) return open_cluster(s, *cluster, w);
  const auto ground = territory_of(hit);
  if (s.comparing && ground) return do_it(s, CompareTerritory{*ground, {}}, w);
  s.selected = hit;
}

void do_it(MapState& s, const SelectPlace& a, const World& w) {
  const Places& places = *w.atlas.places;
  const bool known = a.row.value < places.size() && places.id(a.row) == a.id;
  const PlaceId p = known ? a.row : place_by_id(w.atlas, a.id);
  if (p.valid()) s.selected = p;
}

void do_it(MapState& s, const SelectDepartment& a, const World&) {
  if (const auto d = department_by_code(a.code)) s.selected = *d;
}

void do_it(MapState& s, const SelectRegion& a, const World&) {
  if (const auto r = match_region(a.code)) s.selected = *r;
}

void do_it(MapState& s, const SelectCluster& a, const World&) { s.selected = a.cluster; }

// Reading order: by rows of 40 points from the top, then from the left.
void do_it(MapState& s, const SelectNext& a, const World& w) {
  const Scene scene = build_scene(s, w);
  std::vector<const SceneMark*> marks;
  for (const SceneMark& m : scene.marks) {
    if (m.frame != 0 || m.hub || !scene.frames[0].viewport.contains(m.at)) continue;
    if (!std::holds_alternative<std::monostate>(target_of(scene, m))) marks.push_back(&m);
  }
  if (marks.empty()) return;
  std::ranges::sort(marks, {}, [](const SceneMark* m) {
    return std::tuple(std::floor(m->at.y_pt / 40), m->at.x_pt, m->at.y_pt);
  });
  const auto now = std::ranges::find_if(marks, [](const SceneMark* m) { return m->selected; });
  const auto n = static_cast<std::ptrdiff_t>(marks.size());
  std::ptrdiff_t next = a.step > 0 ? 0 : n - 1;
  if (now != marks.end()) next = ((now - marks.begin() + a.step) % n + n) % n;
  s.selected = target_of(scene, *marks[static_cast<std::size_t>(next)]);
}

void do_it(MapState& s, const Deselect&, const World&) {
  if (!s.fans.empty() && !s.story) {  // a story's own fold with it
    s.fans.pop_back();
  } else if (s.focused_inset) {
    s.focused_inset.reset();
  } else if (!std::holds_alternative<std::monostate>(s.selected)) {
    s.selected = {};
  } else if (s.nearby) {
    s.nearby.reset();
  } else {
    leave_story(s);
  }
}

void do_it(MapState& s, const SetLinkRings& a, const World&) {
  s.link_rings = std::clamp(a.rings, 1, kMostLinkRings);
}

void do_it(MapState& s, const ToggleFamily& a, const World&) {
  const bool on = a.on.value_or(!family_shown(s, a.family));
  s.visible = on ? s.visible | kinds_of(a.family) : s.visible - kinds_of(a.family);
}

void do_it(MapState& s, const ToggleKind& a, const World&) {
  s.visible.set(a.kind, a.on.value_or(!s.visible.has(a.kind)));
}

void do_it(MapState& s, const IsolateFamily& a, const World&) {
  const KindSet own = kinds_of(a.family);
  s.visible = s.visible == own ? KindSet::all() : own;
}

void do_it(MapState& s, const ShowAll& a, const World&) {
  s.visible = a.on ? KindSet::all() : KindSet();
}

void do_it(MapState& s, const Search& a, const World&) { s.search_text = a.text; }
void do_it(MapState& s, const SetNearby& a, const World&) {
  s.nearby = a.around;
  if (!s.nearby) return;
  if (!is_valid(s.nearby->center) || !std::isfinite(s.nearby->radius_km)) return s.nearby.reset();
  s.nearby->radius_km = std::clamp(s.nearby->radius_km, kLeastRadiusKm, kMostRadiusKm);
}
// Node numbers belong to one set of markers: what refers to them ends with the filter.
void do_it(MapState& s, const SetFilter& a, const World&) {
  s.filter = a.filter;
  s.fans.clear();
  s.hovered = {};
  if (std::holds_alternative<ClusterRef>(s.selected)) s.selected = {};
}
void do_it(MapState& s, const ShowStory& a, const World& w) {
  if (a.id.empty()) return leave_story(s);
  const Story* story = story_by_id(w.atlas, a.id);
  if (story == nullptr || a.step >= story->steps.size()) return;
  const Step before = step_of(s);
  do_it(s, SetFilter{story->steps[a.step].filter}, w);
  begin_story(s, *story, a.step, before);
  if (const auto view = view_of(story->steps[a.step], s, w)) {
    s.territory = view->territory;
    set_camera(s, *view, w);
  }
  open_told_clusters(s, w);
}
void do_it(MapState& s, const ShowOverlay& a, const World& w) {
  const auto& all = *w.atlas.overlays;
  const auto concerned = [&](const Overlay& o) { return a.name.empty() || o.name == a.name; };
  const bool any = std::ranges::any_of(
      all, [&](const Overlay& o) { return concerned(o) && overlay_shown(s, o.name); });
  const bool on = a.on.value_or(!any);
  for (const Overlay& o : all) {
    if (!concerned(o)) continue;
    std::erase(s.hidden_overlays, o.name);
    if (!on) s.hidden_overlays.push_back(o.name);
  }
  for (Target* target : {&s.selected, &s.hovered}) {
    const auto* r = std::get_if<OverlayRef>(target);
    if (r != nullptr && r->overlay < all.size() && !overlay_shown(s, all[r->overlay].name)) {
      *target = {};
    }
  }
}
void do_it(MapState& s, const SetClusters& a, const World&) {
  s.clusters = a.on;
  if (a.by) s.grouping = *a.by;
}
void do_it(MapState& s, const SetGraticule& a, const World&) { s.graticule = a.on; }
void do_it(MapState& s, const SetMinimap& a, const World&) { s.minimap = a.on; }
void do_it(MapState& s, const SetReduceMotion& a, const World&) { s.reduce_motion = a.on; }

bool is_finite(const ScreenRect& r) {
  return std::isfinite(r.x_pt + r.y_pt) && std::isfinite(r.width_pt + r.height_pt);
}

// What the inset shows keeps its share of it: a larger inset shows it larger.
void do_it(MapState& s, const PlaceInset& a, const World& w) {
  if (a.rect && !is_finite(*a.rect)) return;
  InsetState& own = s.inset_states[static_cast<std::size_t>(a.inset)];
  const auto width = [&] {
    const auto all = frames(s, *w.atlas.boundaries);
    const auto inset =
        std::ranges::find_if(all, [&](const MapFrame& f) { return f.inset && f.id == a.inset; });
    return inset == all.end() ? 0.0 : inset->viewport.width_pt;
  };
  const double before = width();
  own.rect = a.rect;
  const double after = width();
  if (own.camera && before > 0 && after > 0) own.camera->zoom += std::log2(after / before);
}
void do_it(MapState& s, const FocusInset& a, const World& w) {
  s.focused_inset.reset();
  for (const MapFrame& f : frames(s, *w.atlas.boundaries)) {
    if (a.inset && f.inset && f.id == *a.inset) s.focused_inset = a.inset;
  }
}
void do_it(MapState& s, const SetChoropleth& a, const World&) {
  s.choropleth = a.what;
  Shading& shading = s.shading;
  if (a.by && *a.by != TerritoryLevel::france) shading.by = *a.by;
  if (a.share_of) shading.share_of = *a.share_of;
  if (a.method) shading.method = *a.method;
  if (a.classes) shading.classes = std::clamp(*a.classes, kFewestClasses, kMostClasses);
  s.hovered = {};  // departments and regions take turns
}
void do_it(MapState& s, const SetComparing& a, const World&) {
  s.comparing = a.open;
  if (!a.open || !s.compared.empty()) return;
  if (const auto selected = territory_of(s.selected)) s.compared.push_back(*selected);
  s.compared.push_back(TerritoryRef{});
}
void do_it(MapState& s, const SetTheme& a, const World&) { s.theme = a.theme; }
void do_it(MapState& s, const SetVision& a, const World&) { s.vision = a.vision; }
void do_it(MapState& s, const SetLanguage& a, const World&) { s.language = a.language; }
void do_it(MapState& s, const SetPanelOpen& a, const World&) { s.panel_open = a.open; }

void do_it(MapState& s, const SetFiltersOpen& a, const World&) {
  s.filters_open = a.open;
  s.panel_open = s.panel_open || a.open;
}

void do_it(MapState& s, const SetList& a, const World&) { s.list = a.list; }

void do_it(MapState& s, const HoverPlace& a, const World& w) {
  s.cursor.reset();
  s.hovered = {};
  if (a.place.value < w.atlas.places->size()) s.hovered = a.place;
}

void do_it(MapState& s, const Resize& a, const World&) {
  if (a.width_pt < 1 || a.height_pt < 1 || a.pixel_scale <= 0) return;
  s.width_pt = a.width_pt;
  s.height_pt = a.height_pt;
  s.pixel_scale = a.pixel_scale;
}

void do_it(MapState&, const Wait&, const World&) {}
void do_it(MapState&, const OpenSource&, const World&) {}
void do_it(MapState&, const LookAtSource&, const World&) {}
void do_it(MapState&, const CancelLoad&, const World&) {}
void do_it(MapState&, const ReloadSources&, const World&) {}
void do_it(MapState&, const SaveRejected&, const World&) {}
void do_it(MapState&, const CopyText&, const World&) {}
void do_it(MapState&, const OpenUrl&, const World&) {}
void do_it(MapState&, const ExportData&, const World&) {}
void do_it(MapState&, const CancelExport&, const World&) {}
void do_it(MapState&, const SaveMap&, const World&) {}
void do_it(MapState&, const CancelSave&, const World&) {}
void do_it(MapState&, const SaveView&, const World&) {}
void do_it(MapState&, const RemoveView&, const World&) {}
void do_it(MapState&, const ResumeSession&, const World&) {}
void do_it(MapState&, const UseDesktopTheme&, const World&) {}
void do_it(MapState& s, const OpenView& a, const World& world) {
  if (const auto step = read_view_line(a.line, world)) restore(s, *step);
}
void do_it(MapState& s, const Undo&, const World&) { undo(s); }
void do_it(MapState& s, const Redo&, const World&) { redo(s); }
void do_it(MapState&, const Quit&, const World&) {}

}  // namespace

void apply(MapState& state, const Action& action, const World& world) {
  const auto act = [&] {
    const Target selected = state.selected;
    std::visit([&](const auto& a) { do_it(state, a, world); }, action);
    if (state.selected != selected) state.link_rings = 1;
  };
  const bool itself =
      std::holds_alternative<action::Undo>(action) || std::holds_alternative<action::Redo>(action);
  if (itself || is_momentary(action) || goes_on(state, action)) return act();
  Step before = step_of(state);
  act();
  note_step(state, std::move(before), action);
}

bool is_momentary(const Action& a) {
  return std::holds_alternative<action::Hover>(a) || std::holds_alternative<action::Leave>(a) ||
         std::holds_alternative<action::HoverPlace>(a);
}

bool family_shown(const MapState& state, Family family) {
  return !(state.visible & kinds_of(family)).empty();
}

}  // namespace terreau
