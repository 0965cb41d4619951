// The pole of inaccessibility by quartering squares, the most promising first, after V. Agafonkin's
// "polylabel" (2016), which refines D. Garcia-Castellanos and U. Lombardo (2007).
#include "geodata/boundaries_label.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <queue>

namespace terreau {
namespace {

struct Square {
  MapPos centre;
  double half_m = 0;
  double clearance_m = 0;  // of the centre
  double most_m() const { return clearance_m + half_m * std::numbers::sqrt2; }
};

struct LessPromising {
  bool operator()(const Square& a, const Square& b) const { return a.most_m() < b.most_m(); }
};

double twice_area(std::span<const MapPos> ring) {
  double sum = 0;
  for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
    sum += (ring[j].x_m - ring[0].x_m) * (ring[i].y_m - ring[0].y_m) -
           (ring[i].x_m - ring[0].x_m) * (ring[j].y_m - ring[0].y_m);
  }
  return std::abs(sum);
}

}  // namespace

Outline::Outline(std::span<const MapPos> points, std::span<const std::uint32_t> ring_ends) {
  edges_.reserve(points.size());
  std::span<const MapPos> largest;
  double largest_area = -1;
  std::uint32_t begin = 0;
  for (const std::uint32_t end : ring_ends) {
    for (std::uint32_t i = begin, j = end - 1; i < end; j = i++) {
      const double dx = points[i].x_m - points[j].x_m, dy = points[i].y_m - points[j].y_m;
      const double length2 = dx * dx + dy * dy;
      edges_.push_back({points[j], dx, dy, length2 > 0 ? 1 / length2 : 0});
    }
    const std::span<const MapPos> ring = points.subspan(begin, end - begin);
    begin = end;
    const double area = ring.empty() ? -1 : twice_area(ring);
    if (area <= largest_area) continue;
    largest_area = area;
    largest = ring;
  }
  for (const MapPos p : largest) {
    largest_.extend(p);
    middle_.x_m += p.x_m / static_cast<double>(largest.size());
    middle_.y_m += p.y_m / static_cast<double>(largest.size());
  }
}

double Outline::clearance_m(MapPos p, double of_use_m) const {
  const double of_use2 = of_use_m > 0 ? of_use_m * of_use_m : -1;
  bool inside = false;
  double nearest2 = std::numeric_limits<double>::infinity();
  for (const Edge& e : edges_) {
    const double px = p.x_m - e.from.x_m, py = p.y_m - e.from.y_m;
    const double t = std::clamp((px * e.dx_m + py * e.dy_m) * e.per_length2, 0.0, 1.0);
    const double ex = px - t * e.dx_m, ey = py - t * e.dy_m;
    nearest2 = std::min(nearest2, ex * ex + ey * ey);
    if (nearest2 < of_use2) return std::sqrt(nearest2);
    const bool upwards = e.dy_m > 0;
    const bool left = (e.dx_m * py > e.dy_m * px) == upwards;
    inside ^= ((0 > py) != (e.dy_m > py)) & left;
  }
  return (inside ? 1 : -1) * std::sqrt(nearest2);
}

MapPos Outline::pole(double precision_m) const {
  if (largest_.empty()) return {};
  Square best{middle_, 0, clearance_m(middle_)};
  std::priority_queue<Square, std::vector<Square>, LessPromising> open;
  const auto consider = [&](MapPos centre, double half_m) {
    const double better_m = best.clearance_m + precision_m;  // what it must reach, somewhere
    const Square s{centre, half_m, clearance_m(centre, better_m - half_m * std::numbers::sqrt2)};
    if (s.clearance_m > best.clearance_m) best = s;
    if (s.most_m() > better_m) open.push(s);
  };
  const double half_m =
      std::max(std::min(largest_.width_m(), largest_.height_m()) / 2, precision_m);
  for (double x = largest_.min_x_m + half_m; x < largest_.max_x_m + half_m; x += 2 * half_m) {
    for (double y = largest_.min_y_m + half_m; y < largest_.max_y_m + half_m; y += 2 * half_m) {
      consider({x, y}, half_m);
    }
  }
  while (!open.empty()) {
    const Square s = open.top();
    open.pop();
    if (s.most_m() - best.clearance_m <= precision_m) break;
    for (const double dx : {-0.5, 0.5}) {
      for (const double dy : {-0.5, 0.5}) {
        consider({s.centre.x_m + dx * s.half_m, s.centre.y_m + dy * s.half_m}, s.half_m / 2);
      }
    }
  }
  return best.centre;
}

}  // namespace terreau
