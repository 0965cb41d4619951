// Simplification after D. Douglas and T. Peucker (1973): of the two classics it is the one that
// promises a distance (no point of the border lies farther from the simplified line than the
// tolerance), which is what level_for() relies on; Visvalingam and Whyatt promise an area. One pass
// gives every level: a vertex stays at a tolerance if its own distance and those of all splits
// above it are larger, so its weight is their minimum and coarser levels are subsets of finer ones.
#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "geodata/boundaries_network.h"
#include "geodata/over_rows.h"

namespace terreau {
namespace {

using Id = std::uint32_t;
constexpr float kAlways = std::numeric_limits<float>::infinity();

struct Farthest {
  Id index = 0;
  double distance_m = -1;
};

class Weigher {
 public:
  explicit Weigher(BorderNetwork& network) : network_(network) {}

  void weigh(const BorderNetwork::Arc& arc) {
    const Id first = arc.first, last = arc.first + arc.count - 1;
    network_.weights[first] = network_.weights[last] = kAlways;
    if (network_.arc_vertices[first] != network_.arc_vertices[last]) {
      split(first, last);
      return;
    }
    const Id opposite = farthest(first, last).index;  // from one point: the chord has no length
    network_.weights[opposite] = kAlways;
    split(first, opposite);
    split(opposite, last);
    keep_heaviest({&arc, 1});  // a loop never has fewer than three corners
  }

  // Makes the heaviest vertex between the ends of these arcs stay at every level.
  void keep_heaviest(std::span<const BorderNetwork::Arc> arcs) {
    Id best = 0xFFFFFFFF;
    for (const BorderNetwork::Arc& arc : arcs) {
      for (Id i = arc.first + 1; i + 1 < arc.first + arc.count; ++i) {
        const float w = network_.weights[i];
        if (w < kAlways && (best == 0xFFFFFFFF || w > network_.weights[best])) best = i;
      }
    }
    if (best != 0xFFFFFFFF) network_.weights[best] = kAlways;
  }

 private:
  struct Range {
    Id first, last;
    float bound;
    int depth;
  };

  MapPos at(Id i) const { return network_.vertices[network_.arc_vertices[i]]; }

  // The vertex between two that is farthest from the segment that joins them.
  Farthest farthest(Id first, Id last) const {
    const MapPos a = at(first), b = at(last);
    const double dx = b.x_m - a.x_m, dy = b.y_m - a.y_m;
    const double length2 = dx * dx + dy * dy;
    Farthest best;
    for (Id i = first + 1; i < last; ++i) {
      const double px = at(i).x_m - a.x_m, py = at(i).y_m - a.y_m;
      const double t = length2 > 0 ? std::clamp((px * dx + py * dy) / length2, 0.0, 1.0) : 0;
      const double ex = px - t * dx, ey = py - t * dy;
      const double distance2 = ex * ex + ey * ey;
      if (distance2 > best.distance_m) best = {i, distance2};
    }
    best.distance_m = std::sqrt(std::max(best.distance_m, 0.0));
    return best;
  }

  void split(Id first, Id last) {
    // Splitting at the farthest vertex can be lopsided all the way down; any split keeps the
    // promise, so from some depth on it is done in the middle.
    constexpr int kLopsided = 48;
    ranges_.assign(1, {first, last, kAlways, 0});
    while (!ranges_.empty()) {
      const Range r = ranges_.back();
      ranges_.pop_back();
      if (r.last - r.first < 2) continue;
      const Farthest far = farthest(r.first, r.last);
      const Id middle = r.depth < kLopsided ? far.index : r.first + (r.last - r.first) / 2;
      const float weight = std::min(r.bound, static_cast<float>(far.distance_m));
      network_.weights[middle] = weight;
      ranges_.push_back({r.first, middle, weight, r.depth + 1});
      ranges_.push_back({middle, r.last, weight, r.depth + 1});
    }
  }

  BorderNetwork& network_;
  std::vector<Range> ranges_;
};

}  // namespace

void weigh_vertices(BorderNetwork& network) {
  network.weights.assign(network.arc_vertices.size(), 0);
  for_each(network.arcs.size(), network.arc_vertices.size(),
           [&](std::size_t i) { Weigher(network).weigh(network.arcs[i]); });
  Weigher weigher(network);
  for (const BorderNetwork::DepartmentRings& department : network.departments) {
    Id begin = 0;
    for (const Id end : department.ring_ends) {
      if (end - begin == 2) {  // two arcs between the same junctions: one must not become straight
        weigher.keep_heaviest(std::vector{network.arcs[department.uses[begin].arc],
                                          network.arcs[department.uses[begin + 1].arc]});
      }
      begin = end;
    }
  }
}

}  // namespace terreau
