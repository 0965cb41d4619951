#include "app/model/transition.h"

#include <algorithm>

namespace terreau {
namespace {

constexpr std::size_t kMostSearched = 1'000'000;  // members that are looked through for a scene

// Whether the part's places are among the cluster's; `place` is one of them. What is beyond the
// searches that are left is not known to be.
bool holds(const MarkerMembers& cluster, const MarkerMembers& part, PlaceId place,
           std::size_t& searches_left) {
  if (cluster.hold(part)) return true;
  if (part.hold(cluster)) return false;
  if (cluster.leaves() > searches_left) return false;
  searches_left -= cluster.leaves();
  return std::ranges::find(cluster, place) != cluster.end();
}

// Fast at first, then at rest.
double eased(double part) {
  const double left = 1 - std::clamp(part, 0.0, 1.0);
  return 1 - left * left * left;
}

ScreenPos between(ScreenPos a, ScreenPos b, double part) {
  return {a.x_pt + (b.x_pt - a.x_pt) * part, a.y_pt + (b.y_pt - a.y_pt) * part};
}

}  // namespace

Transition::Key Transition::key_of(const SceneMark& m) {
  return {m.frame, m.is_cluster() ? std::int64_t{m.node} : -1 - std::int64_t{m.place.value}};
}

// None where marks are no clusters by distance, or too many.
std::optional<Transition::Marks> Transition::marks_of(const Scene& scene, const MapState& state,
                                                      const World& world) {
  const bool by_distance = state.clusters && state.grouping == ClusterGrouping::distance;
  if (!by_distance || scene.marks.size() > kMostMarks) return std::nullopt;
  Marks marks;
  for (const SceneMark& m : scene.marks) {
    if (m.hub || m.territory || m.anchor != m.at) continue;
    const MapFrame& frame = scene.frames[m.frame];
    const MapPos at = frame.to_map(m.at);
    Shown shown{m, at, frame.territory, {at.x_m, at.y_m, at.x_m, at.y_m}, {}};
    if (m.is_cluster()) {
      const MarkerPyramid& pyramid = world.markers->pyramid(frame.territory);
      shown.box = pyramid.box(m.node);
      shown.members = pyramid.members(m.node);
      if (shown.members.empty()) continue;
    }
    marks.emplace(key_of(m), shown);
  }
  return marks;
}

// The cluster among others of which that mark is a part.
std::optional<Transition::Key> Transition::holder_of(const Key& key, const Shown& part,
                                                     const Marks& among,
                                                     std::size_t& searches_left) {
  const PlaceId place = part.mark.is_cluster() ? part.members.front() : part.mark.place;
  for (auto other = among.lower_bound({key.first, 0});
       other != among.end() && other->first.first == key.first; ++other) {
    const Shown& cluster = other->second;
    if (!cluster.mark.is_cluster() || cluster.territory != part.territory) continue;
    if (!cluster.box.grown(1).contains(part.box)) continue;
    if (holds(cluster.members, part.members, place, searches_left)) return other->first;
  }
  return std::nullopt;
}

void Transition::follow(const Scene& scene, const MapState& state, const World& world,
                        double now_s) {
  auto marks = marks_of(scene, state, world);
  const bool same_places = markers_ == world.markers && visible_ == state.visible;
  markers_ = marks ? world.markers : nullptr;
  visible_ = state.visible;
  Marks before = std::exchange(shown_, marks ? *std::move(marks) : Marks());
  const std::vector<Slice> slices = std::exchange(slices_, scene.slices);
  if (!same_places || markers_ == nullptr) return stop();
  std::map<Key, MapPos> came_from;
  std::vector<Leaving> leaving;
  std::size_t searches_left = kMostSearched;
  for (const auto& [key, mark] : shown_) {
    if (before.contains(key)) continue;
    if (const auto from = holder_of(key, mark, before, searches_left)) {
      came_from.emplace(key, before.at(*from).at);
    }
  }
  for (const auto& [key, mark] : before) {
    if (shown_.contains(key)) continue;
    const auto into = holder_of(key, mark, shown_, searches_left);
    if (!into) continue;
    const auto own = slices.begin() + mark.mark.first_slice;
    leaving.push_back({mark, *into, {own, own + mark.mark.slice_count}});
  }
  if (came_from.empty() && leaving.empty()) return;  // a drag; what glides goes on
  came_from_ = std::move(came_from);
  leaving_ = std::move(leaving);
  begin_s_ = now_s;
}

Scene Transition::moved(const Scene& scene, double now_s) const {
  Scene moved = scene;
  const double part = eased((now_s - begin_s_) / kSeconds);
  for (SceneMark& m : moved.marks) {
    const auto from = came_from_.find(key_of(m));
    if (from == came_from_.end() || m.anchor != m.at) continue;
    m.at = m.anchor = between(scene.frames[m.frame].to_screen(from->second), m.at, part);
  }
  for (const Leaving& l : leaving_) {
    const auto into = shown_.find(l.into);
    if (into == shown_.end() || l.into.first >= scene.frames.size()) continue;
    SceneMark m = l.mark.mark;
    const MapFrame& frame = scene.frames[m.frame];
    m.at = m.anchor = between(frame.to_screen(l.mark.at), into->second.mark.at, part);
    m.first_slice = static_cast<std::uint32_t>(moved.slices.size());
    moved.slices.insert(moved.slices.end(), l.slices.begin(), l.slices.end());
    // Beneath what it goes into.
    moved.marks.insert(std::ranges::lower_bound(moved.marks, m.frame, {}, &SceneMark::frame), m);
  }
  return moved;
}

}  // namespace terreau
