#include "geodata/triangulate_flips.h"

#include <algorithm>
#include <utility>

namespace terreau {
namespace {

using Id = std::uint32_t;
constexpr Id kNone = 0xFFFFFFFF;
constexpr std::size_t kMostFlips = 32;  // for each triangle: rounding never makes it endless

// Twice the area; positive: counter-clockwise.
double area(MapPos a, MapPos b, MapPos c) {
  return (b.x_m - a.x_m) * (c.y_m - a.y_m) - (c.x_m - a.x_m) * (b.y_m - a.y_m);
}

// Whether d is inside of the circle through a, b and c, which are counter-clockwise.
bool in_circle(MapPos a, MapPos b, MapPos c, MapPos d) {
  const double ax = a.x_m - d.x_m, ay = a.y_m - d.y_m;
  const double bx = b.x_m - d.x_m, by = b.y_m - d.y_m;
  const double cx = c.x_m - d.x_m, cy = c.y_m - d.y_m;
  return (ax * ax + ay * ay) * (bx * cy - cx * by) - (bx * bx + by * by) * (ax * cy - cx * ay) +
             (cx * cx + cy * cy) * (ax * by - bx * ay) >
         0;
}

// Side i of triangle t, from its corner i to the next one, is number 3 t + i.
class Flipper {
 public:
  Flipper(std::span<const MapPos> points, std::vector<Id>& corners)
      : points_(points), corners_(corners), twin_(corners.size(), kNone) {
    find_twins();
  }

  void run() {
    std::size_t left = kMostFlips * corners_.size() / 3;
    while (!waiting_.empty() && left > 0) {
      const Id side = waiting_.back();
      waiting_.pop_back();
      if (twin_[side] == kNone || !should_flip(side)) continue;
      flip(side);
      --left;
    }
  }

 private:
  static Id next(Id side) { return side % 3 == 2 ? side - 2 : side + 1; }
  static Id before(Id side) { return side % 3 == 0 ? side + 2 : side - 1; }
  MapPos at(Id point) const { return points_[point]; }
  MapPos corner(Id side) const { return at(corners_[side]); }

  void find_twins() {
    struct Side {
      Id low, high, side;
    };
    std::vector<Side> sides;
    for (Id s = 0; s < corners_.size(); ++s) {
      const auto [low, high] = std::minmax(corners_[s], corners_[next(s)]);
      sides.push_back({low, high, s});
    }
    const auto ends = [](const Side& s) { return std::pair(s.low, s.high); };
    std::ranges::sort(sides, {}, ends);
    for (std::size_t i = 0; i < sides.size();) {
      std::size_t end = i + 1;
      while (end < sides.size() && ends(sides[end]) == ends(sides[i])) ++end;
      if (end - i == 2) {
        const Id a = sides[i].side, b = sides[i + 1].side;
        // Of two triangles that lie on one another neither is flipped.
        if (corners_[a] == corners_[next(b)]) {
          twin_[a] = b;
          twin_[b] = a;
          waiting_.push_back(a);
        }
      }
      i = end;
    }
  }

  bool should_flip(Id side) const {
    const Id other = twin_[side];
    const MapPos a = corner(side), b = corner(next(side)), c = corner(before(side));
    const MapPos d = corner(before(other));
    return area(c, a, d) > 0 && area(d, b, c) > 0 && in_circle(a, b, c, d);
  }

  // From (a, b, c) and (b, a, d) to (c, a, d) and (d, b, c).
  void flip(Id side) {
    const Id other = twin_[side];
    const Id a = corners_[side], b = corners_[next(side)];
    const Id c = corners_[before(side)], d = corners_[before(other)];
    const Id bc = twin_[next(side)], ca = twin_[before(side)];
    const Id ad = twin_[next(other)], db = twin_[before(other)];
    const Id first = side - side % 3, second = other - other % 3;
    const auto put = [&](Id at, Id point, Id twin) {
      corners_[at] = point;
      twin_[at] = twin;
      if (twin == kNone) return;
      twin_[twin] = at;
      waiting_.push_back(at);
    };
    put(first, c, ca);
    put(first + 1, a, ad);
    put(second, d, db);
    put(second + 1, b, bc);
    corners_[first + 2] = d;
    corners_[second + 2] = c;
    twin_[first + 2] = second + 2;
    twin_[second + 2] = first + 2;
  }

  std::span<const MapPos> points_;
  std::vector<Id>& corners_;
  std::vector<Id> twin_, waiting_;
};

}  // namespace

void make_delaunay(std::span<const MapPos> points, std::vector<std::uint32_t>& triangles) {
  Flipper(points, triangles).run();
}

}  // namespace terreau
