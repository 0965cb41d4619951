// Triangulation by plane sweep after S. Hertel and K. Mehlhorn, "Fast triangulation of simple
// polygons" (1983): between two neighbouring edges inside the polygon, what lies left of the sweep
// line and is not yet cut into triangles is bounded by a chain of vertices that bulges to the
// right, and each new vertex cuts off all of the chain that it sees. Where borders cross, the two
// edges trade places as in J. L. Bentley and T. A. Ottmann (1979), with the crossing as a vertex.
//
// Every decision is made by exact predicates on the points as given (a computed crossing is only
// ever drawn), so rounding cannot put the edges out of order.
#include "geodata/triangulate.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <queue>

#include "geodata/boundaries.h"
#include "geodata/result.h"
#include "geodata/triangulate_chains.h"
#include "geodata/triangulate_orientation.h"
#include "geodata/triangulate_status.h"

namespace terreau {
namespace {

using Id = std::uint32_t;

// The sweep goes left to right and, on a vertical line, upwards.
bool before(MapPos a, MapPos b) { return a.x_m < b.x_m || (a.x_m == b.x_m && a.y_m < b.y_m); }

struct Event {
  MapPos at;
  Id point;
};

struct Crossing {
  MapPos at;
  Id lower = kNone, upper = kNone;  // edges
};

struct LaterCrossing {
  bool operator()(const Crossing& a, const Crossing& b) const {
    if (!(a.at == b.at)) return before(b.at, a.at);
    return a.lower != b.lower ? a.lower > b.lower : a.upper > b.upper;
  }
};

// Edge e runs between point e and the next point of its ring.
class Sweep {
 public:
  Sweep(std::span<const MapPos> points, std::span<const Id> ring_ends);
  Triangulation run();

 private:
  struct Ends {
    Id left, right;
  };
  // > 0: p lies above the edge.
  double side(Id edge, MapPos p) const {
    return orientation(points_[ends_[edge].left], points_[ends_[edge].right], p);
  }

  void collect(Id point);
  void meet(Id point);
  void bring_together(MapPos p);
  void extend_down(MapPos p);
  void extend_up(MapPos p);
  void sort_outgoing(MapPos p);
  void splice(Id below, std::span<const Id> in, std::span<const Id> out, Id point);
  void place(Id below, std::span<const Id> out, const SweepRegion& upper, Id point);

  void watch(Id lower_node, Id upper_node);
  void cross_until(MapPos p);
  void cross(Id lower_node);
  MapPos crossing_point(Id a, Id b) const;
  Id nearest_end(Id a, Id b, MapPos p) const;

  std::vector<MapPos> points_;  // given, then crossings
  std::size_t given_count_;
  std::vector<Ends> ends_;    // per edge
  std::vector<Id> prev_;      // along the rings
  std::vector<Id> node_of_;   // per edge: its place in the status
  std::vector<Id> incoming_;  // edges that end at the event or pass through it, bottom to top
  std::vector<Id> outgoing_;  // edges that start there or go on
  std::vector<Id> nodes_;     // of incoming_
  SweepStatus status_;
  SweepChains chains_;
  std::priority_queue<Crossing, std::vector<Crossing>, LaterCrossing> ahead_;
  std::size_t crossings_left_;  // before giving up
  Triangulation out_;
};

Sweep::Sweep(std::span<const MapPos> points, std::span<const Id> ring_ends)
    : points_(points.begin(), points.end()),
      given_count_(points.size()),
      ends_(points.size()),
      prev_(points.size()),
      node_of_(points.size(), kNone),
      chains_(points_),
      crossings_left_(100'000 + 8 * points.size()) {
  Id begin = 0;
  for (const Id end : ring_ends) {
    for (Id i = begin; i < end; ++i) {
      const Id next = i + 1 < end ? i + 1 : begin;
      prev_[next] = i;
      ends_[i] = before(points_[i], points_[next]) ? Ends{i, next} : Ends{next, i};
    }
    begin = end;
  }
}

bool earlier(const Event& a, const Event& b) {
  if (a.at.x_m != b.at.x_m) return a.at.x_m < b.at.x_m;
  return a.at.y_m != b.at.y_m ? a.at.y_m < b.at.y_m : a.point < b.point;
}

// Into as many columns as there are points, then each column by itself: a third of the time of one
// sort, because vertices are spread rather evenly.
std::vector<Event> sorted_events(std::span<const MapPos> points) {
  std::vector<Event> events(points.size());
  if (points.empty()) return events;
  const auto [low, high] = std::minmax_element(points.begin(), points.end(),
                                               [](MapPos a, MapPos b) { return a.x_m < b.x_m; });
  const double min_x_m = low->x_m, width_m = high->x_m - low->x_m;
  const double columns_per_m = width_m > 0 ? static_cast<double>(points.size() - 1) / width_m : 0;
  const auto column = [&](MapPos p) {
    const double c = (p.x_m - min_x_m) * columns_per_m;
    return c < static_cast<double>(points.size()) ? static_cast<std::size_t>(c) : points.size() - 1;
  };
  std::vector<Id> end(points.size() + 1);
  for (const MapPos p : points) ++end[column(p) + 1];
  for (std::size_t c = 0; c < points.size(); ++c) end[c + 1] += end[c];
  for (Id i = 0; i < points.size(); ++i) events[end[column(points[i])]++] = {points[i], i};
  for (std::size_t c = 0, first = 0; c < points.size(); first = end[c++]) {
    if (end[c] - first < 2) continue;
    std::sort(events.begin() + static_cast<std::ptrdiff_t>(first), events.begin() + end[c],
              earlier);
  }
  return events;
}

Triangulation Sweep::run() {
  const std::vector<Event> events = sorted_events(points_);
  for (std::size_t i = 0; i < events.size() && out_.complete;) {
    const Event event = events[i];
    cross_until(event.at);
    incoming_.clear();
    outgoing_.clear();
    for (; i < events.size() && events[i].at == event.at; ++i) collect(events[i].point);
    if (out_.complete) meet(event.point);
  }
  out_.triangles = chains_.take_triangles();
  out_.crossings.assign(points_.begin() + static_cast<std::ptrdiff_t>(given_count_), points_.end());
  return std::move(out_);
}

// The two edges of a point, on the side of the event where they lie; none for a repeated point.
void Sweep::collect(Id point) {
  for (const Id edge : {point, prev_[point]}) {
    const Ends ends = ends_[edge];
    if (points_[ends.left] == points_[ends.right]) continue;
    if (ends.right == point) {
      incoming_.push_back(edge);
    } else {
      outgoing_.push_back(edge);
    }
  }
}

void Sweep::meet(Id point) {
  const MapPos p = points_[point];
  Id below = 0;
  if (incoming_.empty()) {
    if (outgoing_.empty()) return;
    below = status_.find([&](Id edge) { return side(edge, p); });
    if (below != 0 && side(status_.edge(below), p) == 0) {
      incoming_.push_back(status_.edge(below));
      outgoing_.push_back(status_.edge(below));
    }
  }
  if (!incoming_.empty()) {
    bring_together(p);
    extend_down(p);
    extend_up(p);
    if (!out_.complete) return;
    below = status_.prev(node_of_[incoming_.front()]);
  }
  sort_outgoing(p);
  splice(below, incoming_, outgoing_, point);
}

// Orders the incoming edges bottom to top. In a valid polygon they are neighbours.
void Sweep::bring_together(MapPos p) {
  if (incoming_.size() < 2) return;
  const auto ends_here = [&](Id node) {
    return node != 0 && points_[ends_[status_.edge(node)].right] == p;
  };
  Id low = node_of_[incoming_.front()];
  Id high = low;
  std::size_t found = 1;
  for (; ends_here(status_.prev(low)); ++found) low = status_.prev(low);
  for (; ends_here(status_.next(high)); ++found) high = status_.next(high);
  for (; found < incoming_.size() && out_.complete; ++found) {
    Id stray = status_.next(high);
    while (stray != 0 && !ends_here(stray)) stray = status_.next(stray);
    if (stray != 0) {
      high = status_.next(high);
      for (; stray != high && out_.complete; stray = status_.prev(stray))
        cross(status_.prev(stray));
    } else {
      stray = status_.prev(low);
      while (!ends_here(stray)) stray = status_.prev(stray);
      low = status_.prev(low);
      for (; stray != low && out_.complete; stray = status_.next(stray)) cross(stray);
    }
  }
  for (Id& edge : incoming_) {
    edge = status_.edge(low);
    low = status_.next(low);
  }
}

// Takes in edges that pass exactly through the event, and lifts over it those that should lie above
// (which only rounding of a crossing nearby leaves in the wrong place).
void Sweep::extend_down(MapPos p) {
  while (out_.complete) {
    const Id node = status_.prev(node_of_[incoming_.front()]);
    if (node == 0) return;
    const Id edge = status_.edge(node);
    const double s = side(edge, p);
    if (s > 0) return;
    if (s == 0) {
      incoming_.insert(incoming_.begin(), edge);
      outgoing_.push_back(edge);
    } else {
      for (std::size_t i = 0; i < incoming_.size() && out_.complete; ++i) cross(node_of_[edge]);
    }
  }
}

void Sweep::extend_up(MapPos p) {
  while (out_.complete) {
    const Id node = status_.next(node_of_[incoming_.back()]);
    if (node == 0) return;
    const Id edge = status_.edge(node);
    const double s = side(edge, p);
    if (s < 0) return;
    if (s == 0) {
      incoming_.push_back(edge);
      outgoing_.push_back(edge);
    } else {
      for (std::size_t i = 0; i < incoming_.size() && out_.complete; ++i) {
        cross(status_.prev(node_of_[edge]));
      }
    }
  }
}

void Sweep::sort_outgoing(MapPos p) {
  if (outgoing_.size() < 2) return;
  std::sort(outgoing_.begin(), outgoing_.end(), [&](Id a, Id b) {
    const double turn = orientation(p, points_[ends_[a].right], points_[ends_[b].right]);
    return turn != 0 ? turn > 0 : a < b;
  });
}

// Replaces neighbouring edges `in`, just above the node `below`, by `out`, all meeting at `point`.
void Sweep::splice(Id below, std::span<const Id> in, std::span<const Id> out, Id point) {
  SweepRegion upper;
  if (in.empty()) {
    upper = chains_.split_upper(status_.above(below));
  } else {
    for (const Id edge : in.first(in.size() - 1)) {
      chains_.close(status_.above(node_of_[edge]), point);
    }
    upper = status_.above(node_of_[in.back()]);
  }
  chains_.append_top(status_.above(below), point);
  chains_.append_bottom(upper, point);
  if (out.empty()) chains_.join(status_.above(below), upper);

  nodes_.clear();
  for (const Id edge : in) {
    nodes_.push_back(node_of_[edge]);
    node_of_[edge] = kNone;
  }
  place(below, out, upper, point);
}

// Puts `out` into nodes_, of which it may take fewer or need more.
void Sweep::place(Id below, std::span<const Id> out, const SweepRegion& upper, Id point) {
  bool inside = status_.above(below).inside();
  Id node = below;
  for (std::size_t i = 0; i < out.size(); ++i) {
    node = i < nodes_.size() ? nodes_[i] : status_.insert_after(node, out[i]);
    status_.set_edge(node, out[i]);
    node_of_[out[i]] = node;
    inside = !inside;
    const bool last = i + 1 == out.size();
    status_.above(node) = last ? upper : inside ? chains_.open(point) : SweepRegion{};
  }
  for (std::size_t i = out.size(); i < nodes_.size(); ++i) status_.remove(nodes_[i]);
  watch(below, status_.next(below));
  if (!out.empty()) watch(node, status_.next(node));
}

// Notes where two edges that have become neighbours will cross: where the one that ends first does
// so on the wrong side of the other.
void Sweep::watch(Id lower_node, Id upper_node) {
  if (lower_node == 0 || upper_node == 0) return;
  const Id a = status_.edge(lower_node);
  const Id b = status_.edge(upper_node);
  const MapPos a_end = points_[ends_[a].right];
  const MapPos b_end = points_[ends_[b].right];
  const bool crosses = before(a_end, b_end)   ? side(b, a_end) > 0
                       : before(b_end, a_end) ? side(a, b_end) < 0
                                              : false;
  if (crosses) ahead_.push({crossing_point(a, b), a, b});
}

void Sweep::cross_until(MapPos p) {
  while (!ahead_.empty() && before(ahead_.top().at, p) && out_.complete) {
    const Crossing crossing = ahead_.top();
    ahead_.pop();
    const Id lower = node_of_[crossing.lower];
    const Id upper = node_of_[crossing.upper];
    if (lower != kNone && upper != kNone && status_.next(lower) == upper) cross(lower);
  }
}

// The edge of that node and the next one trade places.
void Sweep::cross(Id lower_node) {
  if (crossings_left_ == 0) {
    out_.complete = false;
    return;
  }
  --crossings_left_;
  const Id lower = status_.edge(lower_node);
  const Id upper = status_.edge(status_.next(lower_node));
  const MapPos at = crossing_point(lower, upper);
  const Id point = static_cast<Id>(points_.size());
  points_.push_back(at);
  out_.stand_ins.push_back(nearest_end(lower, upper, at));
  splice(status_.prev(lower_node), std::array{lower, upper}, std::array{upper, lower}, point);
}

MapPos Sweep::crossing_point(Id a, Id b) const {
  const MapPos left = points_[ends_[a].left];
  const MapPos right = points_[ends_[a].right];
  const double from = side(b, left);
  const double to = side(b, right);
  const double t = from == to ? 0 : std::clamp(from / (from - to), 0.0, 1.0);
  return {left.x_m + t * (right.x_m - left.x_m), left.y_m + t * (right.y_m - left.y_m)};
}

Id Sweep::nearest_end(Id a, Id b, MapPos p) const {
  const std::array ends{ends_[a].left, ends_[a].right, ends_[b].left, ends_[b].right};
  return *std::min_element(ends.begin(), ends.end(), [&](Id i, Id j) {
    return distance_m(points_[i], p) < distance_m(points_[j], p);
  });
}

}  // namespace

Triangulation triangulate_even_odd(std::span<const MapPos> points,
                                   std::span<const std::uint32_t> ring_ends) {
  TERREAU_CHECK(points.empty() || (!ring_ends.empty() && ring_ends.back() == points.size()));
  return Sweep(points, ring_ends).run();
}

std::vector<std::uint32_t> triangulate(const std::vector<std::vector<MapPos>>& rings) {
  std::vector<MapPos> points;
  std::vector<std::uint32_t> ring_ends;
  for (const std::vector<MapPos>& ring : rings) {
    points.insert(points.end(), ring.begin(), ring.end());
    ring_ends.push_back(static_cast<std::uint32_t>(points.size()));
  }
  const bool finite = std::all_of(points.begin(), points.end(), [](MapPos p) {
    return std::isfinite(p.x_m) && std::isfinite(p.y_m);
  });
  if (!finite) return {};
  Triangulation whole = triangulate_even_odd(points, ring_ends);
  std::vector<std::uint32_t> triangles;
  triangles.reserve(whole.triangles.size());
  const auto given = [&](std::uint32_t i) {
    return i < points.size() ? i : whole.stand_ins[i - points.size()];
  };
  for (std::size_t i = 0; i + 2 < whole.triangles.size(); i += 3) {
    const std::uint32_t a = given(whole.triangles[i]);
    const std::uint32_t b = given(whole.triangles[i + 1]);
    const std::uint32_t c = given(whole.triangles[i + 2]);
    if (a != b && b != c && c != a) triangles.insert(triangles.end(), {a, b, c});
  }
  return triangles;
}

}  // namespace terreau
