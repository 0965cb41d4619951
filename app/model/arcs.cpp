#include "app/model/arcs.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "app/model/connections.h"
#include "app/model/stories.h"

namespace terreau {
namespace {

constexpr double kGapPt = 4;                  // between a mark and an arc's end
constexpr double kRingPt = 4.5, kHaloPt = 4;  // around some marks
constexpr double kShortestPt = 24;            // between two ends
constexpr double kBend = 0.18;                // of the length
constexpr double kReachPt = 6;                // of the pointer
constexpr int kFineSteps = 256;

struct End {
  ScreenPos at;
  double gap_pt = 0;
};

std::optional<End> end_at(PlaceId place, const MapFrame& frame, const World& world,
                          const Scene& scene) {
  const Places& places = *world.atlas.places;
  if (!place.valid() || place.value >= places.size() || !places.located(place)) return {};
  const LonLat position = places.position(place);
  if (territory_of(position) != frame.territory) return {};
  const SceneMark* mark = mark_of(scene, place);
  if (mark != nullptr && mark->frame == 0) {
    const double ring =
        (mark->functions.empty() ? 0 : kRingPt) + (mark->selected || mark->told ? kHaloPt : 0);
    return End{mark->at, mark->diameter_pt / 2 + ring + kGapPt};
  }
  return End{frame.to_screen(Projection(frame.territory).project(position)), 0};
}

}  // namespace

std::vector<Arc> arcs_shown(const MapState& state, const World& world, const Scene& scene) {
  std::vector<Arc> arcs;
  if (scene.frames.empty()) return arcs;
  std::vector<Connection> all;
  if (const auto* selected = std::get_if<PlaceId>(&state.selected)) {
    all = connections(world.atlas, *selected, state.link_rings);
  }
  for (const std::size_t r : links_among(world.atlas, told_places(state, world.atlas))) {
    if (std::ranges::find(all, r, &Connection::relation) == all.end()) all.push_back({r, 1});
  }
  for (const Connection& c : all) {
    const Relation& r = (*world.atlas.relations)[c.relation];
    const auto from = end_at(r.from, scene.frames[0], world, scene);
    const auto to = end_at(r.to, scene.frames[0], world, scene);
    if (!from || !to || distance_pt(from->at, to->at) < kShortestPt) continue;
    const auto same = std::ranges::find_if(
        arcs, [&](const Arc& a) { return a.from == from->at && a.to == to->at; });
    if (same != arcs.end()) {
      same->relations.push_back(c.relation);
    } else {
      arcs.push_back({from->at, to->at, from->gap_pt, to->gap_pt, c.ring, {c.relation}});
    }
  }
  return arcs;
}

const Arc* arc_at(const std::vector<Arc>& arcs, ScreenPos at) {
  const Arc* nearest = nullptr;
  double least = kReachPt;
  for (const Arc& arc : arcs) {
    for (const ScreenPos p : curve(arc, kFineSteps)) {
      const double d = distance_pt(p, at);
      if (d > least) continue;
      least = d;
      nearest = &arc;
    }
  }
  return nearest;
}

std::vector<ScreenPos> curve(const Arc& arc, int steps) {
  const double dx = arc.to.x_pt - arc.from.x_pt, dy = arc.to.y_pt - arc.from.y_pt;
  const ScreenPos middle{(arc.from.x_pt + arc.to.x_pt) / 2 + 2 * kBend * dy,
                         (arc.from.y_pt + arc.to.y_pt) / 2 - 2 * kBend * dx};
  std::vector<ScreenPos> points;
  for (int i = 0; i <= steps; ++i) {
    const double t = static_cast<double>(i) / steps, u = 1 - t;
    const double a = u * u, b = 2 * u * t, c = t * t;
    const ScreenPos p{a * arc.from.x_pt + b * middle.x_pt + c * arc.to.x_pt,
                      a * arc.from.y_pt + b * middle.y_pt + c * arc.to.y_pt};
    if (distance_pt(p, arc.from) < arc.from_gap_pt || distance_pt(p, arc.to) < arc.to_gap_pt) {
      continue;
    }
    points.push_back(p);
  }
  return points;
}

}  // namespace terreau
