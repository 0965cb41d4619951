#include "app/model/scene.h"

#include <algorithm>
#include <numbers>
#include <numeric>

#include "app/model/stories.h"
#include "app/model/territory_clusters.h"
#include "geodata/projection.h"

namespace terreau {
namespace {

constexpr double kReachPt = 10;   // of a small mark's hit area
constexpr double kMarginPt = 32;  // marks whose centre is just outside still reach inside
constexpr double kFanPt = 26, kToldFanPt = 62;           // the least radius of a fan
constexpr double kSmallestPoint = 5, kPartOfRoom = 0.6;  // of a place without clusters, across
constexpr std::size_t kFewPoints = 20;                   // never overlap so much that they are dots
constexpr std::size_t kMaxFan = 60;  // more members than this are listed, not fanned out

// Where marks of the frame may stand.
MapBox reach_of(const MapFrame& frame) {
  return frame.view().grown(kMarginPt * metres_per_point(frame.camera.zoom));
}

struct Builder {
  const MapState& state;
  const World& world;
  const std::vector<PlaceId>& told;
  Scene scene;
  std::vector<std::uint8_t> shown;  // per class: any of its kinds is visible
  std::vector<SceneMark> looks;     // per class: of a single one, without its place

  const Places& places() const { return *world.atlas.places; }
  const std::vector<KindSet>& classes() const { return places().classes(); }
  const MarkerPyramid& pyramid(Territory t) const { return world.markers->pyramid(t); }
};

Kind icon_of(KindSet shown, Family family) {
  for (std::uint8_t k = 0; k < kKindCount; ++k) {
    if (shown.has(Kind{k}) && info(Kind{k}).family == family) return Kind{k};
  }
  return {};
}

SceneMark look_of(KindSet all, KindSet visible) {
  const KindSet kinds = all & visible;
  SceneMark m;
  if (kinds.empty()) return m;
  m.family = display_family(all, visible);
  m.icon = icon_of(kinds, m.family);
  for (std::uint8_t k = kLegalFormCount; k < kKindCount; ++k) {
    if (kinds.has(Kind{k})) m.functions.set(Kind{k});
  }
  return m;
}

// Without clusters: what an even spread would leave between the marks, so that many are dots. In an
// inset, whose view stands still, of the places in view; else of all, so that dragging changes
// nothing.
double point_diameter_pt(const Builder& b, const MapFrame& frame, const MarkerPyramid& pyramid) {
  const double largest = marker_diameter_pt(frame.camera.zoom);
  std::size_t count = pyramid.size();
  if (frame.inset) {
    std::vector<std::uint32_t> counts(b.classes().size());
    pyramid.count_in(frame.view(), counts);
    count = std::accumulate(counts.begin(), counts.end(), std::size_t{0});
  }
  if (count < kFewPoints) return largest;
  const MapBox box = frame.inset ? frame.view() : pyramid.box(0);
  const double each_m2 = box.width_m() * box.height_m() / static_cast<double>(count);
  const double room_pt = std::sqrt(each_m2) / metres_per_point(frame.camera.zoom);
  return std::clamp(std::floor(kPartOfRoom * room_pt), kSmallestPoint, largest);
}

SceneMark& add_single(Builder& b, PlaceId place, ScreenPos at, double diameter_pt) {
  SceneMark& m = b.scene.marks.emplace_back(b.looks[b.places().class_of(place)]);
  m.at = m.anchor = at;
  m.diameter_pt = diameter_pt;
  m.place = place;
  return m;
}

using FamilySums = std::array<std::uint32_t, kFamilyCount>;

void add_slices(Builder& b, const FamilySums& sums, SceneMark& m) {
  m.first_slice = static_cast<std::uint32_t>(b.scene.slices.size());
  for (std::size_t f = 0; f < sums.size(); ++f) {
    if (sums[f] != 0) b.scene.slices.push_back({static_cast<Family>(f), sums[f]});
  }
  m.slice_count = static_cast<std::uint32_t>(b.scene.slices.size()) - m.first_slice;
  m.family = static_cast<Family>(std::max_element(sums.begin(), sums.end()) - sums.begin());
}

SceneMark cluster(Builder& b, const Mark& mark, const MarkerPyramid& pyramid, ScreenPos at) {
  FamilySums sums{};
  for (const ClassCount& c : pyramid.composition(mark.node)) {
    if (b.shown[c.class_index] == 0) continue;
    const Family f = display_family(b.classes()[c.class_index], b.state.visible);
    sums[static_cast<std::size_t>(f)] += c.count;
  }
  SceneMark m;
  m.at = m.anchor = at;
  m.count = mark.count;
  m.diameter_pt = cluster_diameter_pt(mark.count);
  m.node = mark.node;
  add_slices(b, sums, m);
  return m;
}

SceneMark territory_mark(Builder& b, const TerritoryCluster& t, const MapFrame& frame) {
  FamilySums sums{};
  for (std::size_t c = 0; c < t.by_class.size(); ++c) {
    if (t.by_class[c] == 0) continue;
    const Family f = display_family(b.classes()[c], b.state.visible);
    sums[static_cast<std::size_t>(f)] += t.by_class[c];
  }
  SceneMark m;
  m.anchor = frame.to_screen(t.anchor);
  m.at = {m.anchor.x_pt + t.dx_pt, m.anchor.y_pt + t.dy_pt};
  m.count = t.count;
  m.diameter_pt = t.diameter_pt;
  m.territory = true;
  m.department = t.department;
  m.region = t.region;
  add_slices(b, sums, m);
  return m;
}

// Members on a circle, or on a spiral when there are many, `anchor` in the middle.
ScreenPos fan_position(ScreenPos anchor, std::size_t i, std::size_t n, double spacing_pt,
                       double least_pt) {
  using std::numbers::pi;
  if (n <= 10) {
    const double radius = std::max(least_pt, static_cast<double>(n) * spacing_pt / (2 * pi));
    const double angle = 2 * pi * static_cast<double>(i) / static_cast<double>(n) - pi / 2;
    return {anchor.x_pt + radius * std::cos(angle), anchor.y_pt + radius * std::sin(angle)};
  }
  // Archimedes' spiral r = a + b * t with equal steps along the arc: t grows with the square root.
  const double b = spacing_pt * 1.15 / (2 * pi), start = least_pt / b;
  const double t = std::sqrt(start * start + 2 * static_cast<double>(i) * spacing_pt / b);
  return {anchor.x_pt + b * t * std::cos(t), anchor.y_pt + b * t * std::sin(t)};
}

void add_fan(Builder& b, const Mark& mark, const MarkerPyramid& pyramid, ScreenPos at,
             std::uint8_t frame, double zoom) {
  // Room for the arcs of a story between its members.
  const double least_pt = b.told.empty() ? kFanPt : kToldFanPt;
  std::vector<PlaceId> members;
  for (const PlaceId p : pyramid.members(mark.node)) {
    if (b.shown[b.places().class_of(p)] != 0) members.push_back(p);
  }
  SceneMark hub = cluster(b, mark, pyramid, at);
  hub.diameter_pt = cluster_diameter_pt(0);
  hub.frame = frame;
  hub.hub = true;
  b.scene.marks.push_back(hub);
  for (std::size_t i = 0; i < members.size(); ++i) {
    const double diameter = marker_diameter_pt(zoom);
    const ScreenPos spot = fan_position(at, i, members.size(), diameter + 8, least_pt);
    SceneMark& m = add_single(b, members[i], spot, diameter);
    m.anchor = at;
    m.frame = frame;
  }
}

bool is_fanned(const MapState& state, Territory t, const Mark& mark) {
  const ClusterRef ref{t, mark.node};
  return mark.count <= kMaxFan && std::ranges::find(state.fans, ref) != state.fans.end();
}

// A cluster also stands for a selected or hovered place while that one is inside it.
bool holds(const Builder& b, const SceneMark& m, const MarkerPyramid& pyramid,
           const Target& target) {
  const auto* place = std::get_if<PlaceId>(&target);
  if (place == nullptr || !m.is_cluster() || m.hub || !b.places().located(*place)) return false;
  if (m.territory) {
    const DepartmentId d = b.places().department(*place);
    return d.valid() && (d == m.department || region_of(d) == m.region);
  }
  const Territory t = b.scene.frames[m.frame].territory;
  const MapPos at = Projection(t).project(b.places().position(*place));
  const MarkerMembers members = pyramid.members(m.node);
  return pyramid.box(m.node).grown(1).contains(at) &&
         std::ranges::find(members, *place) != members.end();
}

bool stands_for(const Scene& scene, const SceneMark& m, const Target& target) {
  if (const auto* p = std::get_if<PlaceId>(&target)) return !m.is_cluster() && m.place == *p;
  if (const auto* d = std::get_if<DepartmentId>(&target)) {
    return d->valid() && m.department == *d;
  }
  if (const auto* r = std::get_if<RegionId>(&target)) return r->valid() && m.region == *r;
  const auto* c = std::get_if<ClusterRef>(&target);
  return c != nullptr && m.is_cluster() && !m.territory && m.node == c->node &&
         scene.frames[m.frame].territory == c->territory;
}

void flag(const Builder& b, SceneMark& m, const MarkerPyramid& pyramid) {
  const auto shows = [&](const Target& target) {
    return stands_for(b.scene, m, target) || holds(b, m, pyramid, target);
  };
  m.hovered = shows(b.state.hovered);
  m.selected = shows(b.state.selected);
  m.told = std::ranges::any_of(b.told, [&](PlaceId p) { return p.valid() && shows(p); });
}

void flag_pointed_at(const Builder& b, const MapFrame& frame, std::span<SceneMark> marks) {
  const Target nothing;
  if (b.state.hovered == nothing && b.state.selected == nothing && b.told.empty()) return;
  for (SceneMark& m : marks) {
    flag(b, m, b.pyramid(frame.territory));
    const bool pointed_at = m.hovered || m.selected || m.told;
    if (pointed_at && !m.is_cluster()) m.diameter_pt = marker_diameter_pt(frame.camera.zoom);
  }
}

void add_territories(Builder& b, std::uint8_t index) {
  const MapFrame frame = b.scene.frames[index];
  const double largest = cluster_diameter_pt(0xFFFFFFFF);
  const ScreenRect& r = frame.viewport;
  const ScreenRect reach{r.x_pt - largest / 2, r.y_pt - largest / 2, r.width_pt + largest,
                         r.height_pt + largest};
  for (const TerritoryCluster& t :
       territory_clusters(b.world, b.state.grouping, frame.territory, frame.camera.zoom, b.shown)) {
    SceneMark m = territory_mark(b, t, frame);
    m.frame = index;
    if (reach.contains(m.at)) b.scene.marks.push_back(m);
  }
}

// Of many places without clusters only some are marks; what the user points at always is.
void add_pointed_at(Builder& b, std::uint8_t index, std::size_t first) {
  const MapFrame frame = b.scene.frames[index];
  const auto add = [&](const Target& target) {
    const auto* place = std::get_if<PlaceId>(&target);
    if (place == nullptr || !b.places().located(*place)) return;
    const LonLat position = b.places().position(*place);
    if (territory_of(position) != frame.territory) return;
    const MapPos at = Projection(frame.territory).project(position);
    if (!reach_of(frame).contains(at)) return;
    const auto marks = std::span(b.scene.marks).subspan(first);
    if (std::ranges::find(marks, *place, &SceneMark::place) != marks.end()) return;
    std::vector<PlaceId> there;  // that pass the filter and the legend
    b.pyramid(frame.territory)
        .visible_in(MapBox{at.x_m, at.y_m, at.x_m, at.y_m}.grown(0.01), b.shown, there);
    if (std::ranges::find(there, *place) == there.end()) return;
    add_single(b, *place, frame.to_screen(at), marker_diameter_pt(frame.camera.zoom)).frame = index;
  };
  add(b.state.hovered);
  add(b.state.selected);
  for (const PlaceId p : b.told) add(p);
}

void add_places(Builder& b, std::uint8_t index) {
  const MapFrame frame = b.scene.frames[index];
  const MarkerPyramid& pyramid = b.pyramid(frame.territory);
  const MapBox reach = reach_of(frame);
  const std::span<const Mark> found = b.scene.found[index].find(
      b.world.markers, frame.territory, reach, frame.camera.zoom, b.shown, b.state.clusters);
  const std::size_t first = b.scene.marks.size();
  // The main map's marks come first, and nearly all are its own.
  if (first == 0) b.scene.marks.reserve(found.size());
  const double diameter = b.state.clusters ? marker_diameter_pt(frame.camera.zoom)
                                           : point_diameter_pt(b, frame, pyramid);
  for (const Mark& mark : found) {
    if (!b.state.clusters && !reach.contains(mark.position)) continue;
    const ScreenPos at = frame.to_screen(mark.position);
    if (mark.count > 1 && is_fanned(b.state, frame.territory, mark)) {
      add_fan(b, mark, pyramid, at, index, frame.camera.zoom);
      continue;
    }
    SceneMark& m = mark.count > 1 ? b.scene.marks.emplace_back(cluster(b, mark, pyramid, at))
                                  : add_single(b, mark.place, at, diameter);
    m.frame = index;
  }
  if (!b.state.clusters && pyramid.size() > pyramid.most_dots(frame.camera.zoom)) {
    add_pointed_at(b, index, first);
  }
}

std::vector<std::uint32_t> shown_overlays(const MapState& state, const World& world) {
  std::vector<std::uint32_t> shown;
  const auto& all = *world.atlas.overlays;
  for (std::uint32_t i = 0; i < all.size(); ++i) {
    if (overlay_shown(state, all[i].name)) shown.push_back(i);
  }
  return shown;
}

// Where a mark may stand to be seen whole in an inset, above its name.
ScreenRect room_for(const MapFrame& inset, const SceneMark& m) {
  constexpr double kRoundEdge = 4;  // of its card, which holds no marks
  const ScreenRect& r = inset.viewport;
  const double margin = kRoundEdge + m.diameter_pt / 2;
  return {r.x_pt + margin, r.y_pt + margin, r.width_pt - 2 * margin,
          r.height_pt - kInsetNameHeight - m.diameter_pt - kRoundEdge};
}

bool is_cut(const MapFrame& inset, const SceneMark& m) {
  const ScreenRect room = room_for(inset, m);
  return m.at.x_pt < room.x_pt || m.at.x_pt > room.x_pt + room.width_pt || m.at.y_pt < room.y_pt ||
         m.at.y_pt > room.y_pt + room.height_pt;
}

// A cluster that an inset would cut in two, or write its name over, stands inside, where no other
// mark is.
void move_inside(const MapFrame& inset, SceneMark& m, std::span<const SceneMark> all) {
  const ScreenRect room = room_for(inset, m);
  if (!m.is_cluster() || m.hub || !is_cut(inset, m) || !inset.viewport.contains(m.at)) return;
  if (room.width_pt < 0 || room.height_pt < 0) return;
  const ScreenPos at{std::clamp(m.at.x_pt, room.x_pt, room.x_pt + room.width_pt),
                     std::clamp(m.at.y_pt, room.y_pt, room.y_pt + room.height_pt)};
  const bool taken = std::ranges::any_of(all, [&](const SceneMark& other) {
    return &other != &m && distance_pt(other.at, at) < (other.diameter_pt + m.diameter_pt) / 2;
  });
  if (!taken) m.at = m.anchor = at;
}

std::size_t rank(const SceneMark& m) {
  return m.selected         ? 5
         : m.told           ? 4
         : m.hovered        ? 3
         : m.hub            ? 1
         : m.anchor != m.at ? 2
         : m.count > 1      ? 0
                            : 1;
}

// Each mark is moved twice, however many there are.
void sort_by_rank(std::span<SceneMark> marks) {
  if (std::ranges::is_sorted(marks, {}, rank)) return;
  std::array<std::vector<SceneMark>, 6> ranked;
  for (const SceneMark& m : marks) ranked[rank(m)].push_back(m);
  auto next = marks.begin();
  for (const auto& equal : ranked) next = std::ranges::copy(equal, next).out;
}

void add_frame(Builder& b, std::uint8_t index) {
  const MapFrame& frame = b.scene.frames[index];
  const std::size_t first = b.scene.marks.size();
  if (groups_by_territory(b.state, *b.world.atlas.boundaries, frame.territory, frame.camera.zoom)) {
    add_territories(b, index);
  } else {
    add_places(b, index);
  }
  const bool is_part = frame.id == InsetId::petite_couronne;
  // One that the user has moved shows what is where he looks.
  if (is_part ||
      (frame.inset && !b.state.inset_states[static_cast<std::size_t>(frame.id)].camera)) {
    const auto own = std::span(b.scene.marks).subspan(first);
    for (SceneMark& m : own) move_inside(frame, m, own);
  }
  if (is_part) {  // the map around that part shows them whole
    std::erase_if(b.scene.marks,
                  [&](const SceneMark& m) { return m.frame == index && is_cut(frame, m); });
  }
  const auto marks = std::span(b.scene.marks).subspan(first);
  flag_pointed_at(b, frame, marks);
  sort_by_rank(marks);
}

// A hit area is never smaller than 20 pt across.
double reach_pt(const SceneMark& m) { return std::max(m.diameter_pt / 2 + 2, kReachPt); }

// Marks that follow each other are near to each other, as they come from a tree.
void add_reach(Scene& scene) {
  for (std::size_t i = 0; i < scene.marks.size(); ++i) {
    const SceneMark& m = scene.marks[i];
    const double reach = reach_pt(m);
    const ScreenBox own{m.at.x_pt - reach, m.at.y_pt - reach, m.at.x_pt + reach, m.at.y_pt + reach};
    if (i % Scene::kMarksPerReach == 0) scene.reach.push_back(own);
    ScreenBox& box = scene.reach.back();
    box = {std::min(box.left, own.left), std::min(box.top, own.top), std::max(box.right, own.right),
           std::max(box.bottom, own.bottom)};
  }
}

// What an inset and the map of the same territory both show counts once.
void count_frame(const Builder& b, std::size_t index, std::vector<std::uint32_t>& counts) {
  const MapFrame& frame = b.scene.frames[index];
  b.pyramid(frame.territory).count_in(frame.view(), counts);
  for (std::size_t i = 0; i < index; ++i) {
    const MapFrame& other = b.scene.frames[i];
    if (other.territory != frame.territory) continue;
    const MapBox both = frame.view().intersection(other.view());
    if (both.empty()) continue;
    std::vector<std::uint32_t> twice(counts.size());
    b.pyramid(frame.territory).count_in(both, twice);
    for (std::size_t c = 0; c < counts.size(); ++c) counts[c] -= twice[c];
  }
}

void count_in_view(Builder& b) {
  std::vector<std::uint32_t> counts(b.classes().size());
  for (std::size_t i = 0; i < b.scene.frames.size(); ++i) count_frame(b, i, counts);
  for (std::size_t c = 0; c < counts.size(); ++c) {
    const KindSet kinds = b.classes()[c] & b.state.visible;
    if (kinds.empty() || counts[c] == 0) continue;
    b.scene.in_view += counts[c];
    std::array<bool, kFamilyCount> families{};
    for (std::uint8_t k = 0; k < kKindCount; ++k) {
      if (!kinds.has(Kind{k})) continue;
      b.scene.in_view_by_kind[k] += counts[c];
      families[static_cast<std::size_t>(info(Kind{k}).family)] = true;
    }
    for (std::size_t f = 0; f < families.size(); ++f) {
      if (families[f]) b.scene.in_view_by_family[f] += counts[c];
    }
  }
}

}  // namespace

Scene build_scene(const MapState& state, const World& world, Scene used) {
  Builder b{state, world, told_places(state, world.atlas), {}, {}, {}};
  b.scene.marks = std::move(used.marks);
  b.scene.reach = std::move(used.reach);
  b.scene.found = std::move(used.found);
  b.scene.marks.clear();
  b.scene.reach.clear();
  b.scene.frames = frames(state, *world.atlas.boundaries);
  b.scene.found.resize(b.scene.frames.size());
  b.scene.regions = regions_shown(state);
  b.scene.overlays = shown_overlays(state, world);
  b.shown = shown_classes(b.places(), state.visible);
  for (const KindSet kinds : b.classes()) b.looks.push_back(look_of(kinds, state.visible));
  for (std::size_t i = 0; i < b.scene.frames.size(); ++i) {
    add_frame(b, static_cast<std::uint8_t>(i));
  }
  add_reach(b.scene);
  count_in_view(b);
  return std::move(b.scene);
}

bool markers_prepared(std::span<const MapFrame> frames, const Markers& markers) {
  return std::ranges::all_of(frames, [&](const MapFrame& f) {
    return markers.pyramid(f.territory).prepared(reach_of(f), f.camera.zoom);
  });
}

void prepare_markers(std::span<const MapFrame> frames, const Markers& markers,
                     std::stop_token stop) {
  for (const MapFrame& f : frames) {
    markers.pyramid(f.territory).prepare(reach_of(f), f.camera.zoom, stop);
  }
}

Target target_of(const Scene& scene, const SceneMark& m) {
  Target target;
  if (m.department.valid()) {
    target.emplace<DepartmentId>(m.department);
  } else if (m.region.valid()) {
    target.emplace<RegionId>(m.region);
  } else if (m.is_cluster() && !m.territory) {
    target.emplace<ClusterRef>(scene.frames[m.frame].territory, m.node);
  } else if (!m.territory) {
    target.emplace<PlaceId>(m.place);
  }
  return target;
}

const SceneMark* mark_at(const Scene& scene, ScreenPos at) {
  const std::size_t frame = frame_at(scene.frames, at);
  const SceneMark* best = nullptr;
  double best_distance = 0;
  const auto look_at = [&](const SceneMark& m) {
    // Of thousands nearly all are far away, which is told without a square root.
    const double reach = reach_pt(m);
    if (std::abs(m.at.x_pt - at.x_pt) > reach || std::abs(m.at.y_pt - at.y_pt) > reach) return;
    const double d = distance_pt(m.at, at);
    if (m.frame != frame || d > reach) return;
    // Inside the drawn disc the topmost wins; in the reach around it, the nearest.
    const double outside = std::max(0.0, d - m.diameter_pt / 2 - 1);
    if (best != nullptr && outside >= best_distance) return;
    best = &m;
    best_distance = outside;
  };
  for (std::size_t i = scene.reach.size(); i-- > 0;) {
    const ScreenBox& box = scene.reach[i];
    if (at.x_pt < box.left || at.x_pt > box.right || at.y_pt < box.top || at.y_pt > box.bottom) {
      continue;
    }
    const auto rest = std::span(scene.marks).subspan(i * Scene::kMarksPerReach);
    const auto marks = rest.first(std::min(rest.size(), Scene::kMarksPerReach));
    for (auto m = marks.rbegin(); m != marks.rend(); ++m) look_at(*m);
  }
  return best;
}

namespace {

LonLat place_at(const Scene& scene, ScreenPos at) {
  const MapFrame& f = scene.frames[frame_at(scene.frames, at)];
  return Projection(f.territory).unproject(f.to_map(at));
}

}  // namespace

Target ground_at(const Scene& scene, const World& world, ScreenPos at) {
  if (world.atlas.boundaries->vertex_count == 0) return {};  // nor a view that has a place there
  const auto d = department_at(*world.atlas.boundaries, place_at(scene, at));
  if (!d) return {};
  return scene.regions ? Target(region_of(*d)) : Target(*d);
}

Target pick(const Scene& scene, const World& world, ScreenPos at) {
  if (const SceneMark* mark = mark_at(scene, at)) return target_of(scene, *mark);
  if (!scene.overlays.empty()) {
    const LonLat p = place_at(scene, at);
    for (auto o = scene.overlays.rbegin(); o != scene.overlays.rend(); ++o) {
      if (const auto row = feature_at((*world.atlas.overlays)[*o], p)) return OverlayRef{*o, *row};
    }
  }
  return ground_at(scene, world, at);
}

const SceneMark* mark_of(const Scene& scene, const Target& target) {
  const SceneMark* inset = nullptr;
  for (auto m = scene.marks.rbegin(); m != scene.marks.rend(); ++m) {
    if (!stands_for(scene, *m, target)) continue;
    if (m->frame == 0) return &*m;
    if (inset == nullptr) inset = &*m;
  }
  return inset;
}

}  // namespace terreau
