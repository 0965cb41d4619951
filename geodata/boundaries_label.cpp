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

std::span<const MapPos> largest_ring(std::span<const MapPos> points,
                                     std::span<const std::uint32_t> ring_ends) {
  std::span<const MapPos> best;
  double best_area = -1;
  std::uint32_t begin = 0;
  for (const std::uint32_t end : ring_ends) {
    const std::span<const MapPos> ring = points.subspan(begin, end - begin);
    begin = end;
    if (ring.empty()) continue;
    const double area = twice_area(ring);
    if (area > best_area) {
      best_area = area;
      best = ring;
    }
  }
  return best;
}

}  // namespace

double clearance_m(std::span<const MapPos> points, std::span<const std::uint32_t> ring_ends,
                   MapPos p) {
  bool inside = false;
  double nearest2 = std::numeric_limits<double>::infinity();
  std::uint32_t begin = 0;
  for (const std::uint32_t end : ring_ends) {
    for (std::uint32_t i = begin, j = end - 1; i < end; j = i++) {
      const MapPos a = points[j], b = points[i];
      const double dx = b.x_m - a.x_m, dy = b.y_m - a.y_m;
      const double px = p.x_m - a.x_m, py = p.y_m - a.y_m;
      if ((a.y_m > p.y_m) != (b.y_m > p.y_m) && px < dx * py / dy) inside = !inside;
      const double length2 = dx * dx + dy * dy;
      const double t = length2 > 0 ? std::clamp((px * dx + py * dy) / length2, 0.0, 1.0) : 0;
      const double ex = px - t * dx, ey = py - t * dy;
      nearest2 = std::min(nearest2, ex * ex + ey * ey);
    }
    begin = end;
  }
  return (inside ? 1 : -1) * std::sqrt(nearest2);
}

MapPos pole_of_inaccessibility(std::span<const MapPos> points,
                               std::span<const std::uint32_t> ring_ends, double precision_m) {
  const std::span<const MapPos> ring = largest_ring(points, ring_ends);
  if (ring.empty()) return {};
  MapBox box;
  MapPos mean;
  for (const MapPos p : ring) {
    box.extend(p);
    mean = {mean.x_m + p.x_m / static_cast<double>(ring.size()),
            mean.y_m + p.y_m / static_cast<double>(ring.size())};
  }
  const auto square = [&](MapPos centre, double half_m) {
    return Square{centre, half_m, clearance_m(points, ring_ends, centre)};
  };
  Square best = square(mean, 0);
  const double half_m = std::max(std::min(box.width_m(), box.height_m()) / 2, precision_m);
  std::priority_queue<Square, std::vector<Square>, LessPromising> open;
  for (double x = box.min_x_m + half_m; x < box.max_x_m + half_m; x += 2 * half_m) {
    for (double y = box.min_y_m + half_m; y < box.max_y_m + half_m; y += 2 * half_m) {
      open.push(square({x, y}, half_m));
    }
  }
  while (!open.empty()) {
    const Square s = open.top();
    open.pop();
    if (s.clearance_m > best.clearance_m) best = s;
    if (s.most_m() - best.clearance_m <= precision_m) break;
    for (const double dx : {-0.5, 0.5}) {
      for (const double dy : {-0.5, 0.5}) {
        open.push(
            square({s.centre.x_m + dx * s.half_m, s.centre.y_m + dy * s.half_m}, s.half_m / 2));
      }
    }
  }
  return best.centre;
}

}  // namespace terreau
