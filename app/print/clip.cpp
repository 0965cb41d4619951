#include "app/print/clip.h"

#include <array>
#include <optional>
#include <utility>

namespace terreau::print {
namespace {

// One side of a rectangle: how far inside a point is, negative outside.
struct Side {
  double x, y, limit;
  double inside(ScreenPos p) const { return x * p.x_pt + y * p.y_pt + limit; }
};

std::array<Side, 4> sides(const ScreenRect& r) {
  return {Side{1, 0, -r.x_pt}, Side{-1, 0, r.x_pt + r.width_pt}, Side{0, 1, -r.y_pt},
          Side{0, -1, r.y_pt + r.height_pt}};
}

ScreenPos between(ScreenPos a, ScreenPos b, double part) {
  return {a.x_pt + (b.x_pt - a.x_pt) * part, a.y_pt + (b.y_pt - a.y_pt) * part};
}

// The part of a segment inside, as parts of its length.
std::optional<std::pair<double, double>> inside(ScreenPos a, ScreenPos b,
                                                const std::array<Side, 4>& all) {
  double from = 0, to = 1;
  for (const Side& side : all) {
    const double at_a = side.inside(a), at_b = side.inside(b);
    if (at_a < 0 && at_b < 0) return {};
    const double crossing = at_a / (at_a - at_b);
    if (at_a < 0) from = std::max(from, crossing);
    if (at_b < 0) to = std::min(to, crossing);
  }
  if (from >= to) return {};
  return std::pair{from, to};
}

}  // namespace

std::vector<ScreenPos> clipped(std::span<const ScreenPos> ring, const ScreenRect& rect) {
  std::vector<ScreenPos> points(ring.begin(), ring.end()), kept;
  for (const Side& side : sides(rect)) {
    kept.clear();
    for (std::size_t i = 0; i < points.size(); ++i) {
      const ScreenPos before = points[i == 0 ? points.size() - 1 : i - 1], now = points[i];
      const double from = side.inside(before), to = side.inside(now);
      if ((from < 0) != (to < 0)) kept.push_back(between(before, now, from / (from - to)));
      if (to >= 0) kept.push_back(now);
    }
    points.swap(kept);
  }
  return points;
}

void add_line(Canvas& canvas, std::span<const ScreenPos> line, const ScreenRect& rect) {
  const std::array<Side, 4> all = sides(rect);
  bool drawing = false;
  for (std::size_t i = 0; i + 1 < line.size(); ++i) {
    const auto part = inside(line[i], line[i + 1], all);
    if (!part) {
      drawing = false;
      continue;
    }
    if (!drawing || part->first > 0) canvas.move_to(between(line[i], line[i + 1], part->first));
    canvas.line_to(between(line[i], line[i + 1], part->second));
    drawing = part->second >= 1;
  }
}

}  // namespace terreau::print
