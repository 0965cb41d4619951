#include "geodata/boundaries_lookup.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

#include "geodata/triangulate_orientation.h"

namespace terreau {
namespace {

struct Segment {
  LonLat a, b;
  double south() const { return std::min(a.lat_deg, b.lat_deg); }
  double north() const { return std::max(a.lat_deg, b.lat_deg); }
};

Segment segment(const std::vector<LonLatRing>& rings, EdgeBands::Edge edge) {
  const LonLatRing& ring = rings[edge.ring];
  return {ring[edge.first], ring[edge.first + 1 < ring.size() ? edge.first + 1 : 0]};
}

std::size_t band_of(const EdgeBands& bands, double lat_deg) {
  const double band = (lat_deg - bands.box.south_deg) * bands.bands_per_deg;
  return std::min(static_cast<std::size_t>(std::max(band, 0.0)), bands.band_begin.size() - 2);
}

// As many bands as keep the edges' copies to about three each, however long they are.
double band_count(const std::vector<EdgeBands::Edge>& edges, double climb_deg, double height_deg) {
  const auto count = static_cast<double>(edges.size());
  if (climb_deg <= 0 || height_deg <= 0) return 1;
  return std::clamp(std::floor(2 * count * height_deg / climb_deg), 1.0, std::max(1.0, count / 4));
}

// Whether a ray from p to the east meets the segment. South end in, north end out: where segments
// meet exactly one counts. The answer does not depend on the direction of the segment, and its sign
// is exact; so a point on a shared border is inside one of the two sides and never both.
bool ray_meets(const Segment& s, LonLat p) {
  if ((s.a.lat_deg > p.lat_deg) == (s.b.lat_deg > p.lat_deg)) return false;
  const bool rising = s.a.lat_deg < s.b.lat_deg;
  return orientation(rising ? s.a : s.b, rising ? s.b : s.a, p) > 0;
}

// Metres from a spot, on the plane that touches the sphere there: good to a percent within 200 km.
class LocalPlane {
 public:
  explicit LocalPlane(LonLat center)
      : center_(center), east_(kMetresPerDegree * std::cos(center.lat_deg * kRadians)) {}

  // Of the nearest point of the segment.
  double distance_m(LonLat a, LonLat b) const {
    const auto [ax, ay] = at(a);
    const auto [bx, by] = at(b);
    const double dx = bx - ax, dy = by - ay, length2 = dx * dx + dy * dy;
    const double t = length2 > 0 ? std::clamp(-(ax * dx + ay * dy) / length2, 0.0, 1.0) : 0;
    return std::hypot(ax + t * dx, ay + t * dy);
  }

 private:
  static constexpr double kRadians = std::numbers::pi / 180;
  static constexpr double kMetresPerDegree = 6371008.8 * kRadians;
  std::pair<double, double> at(LonLat p) const {
    return {(p.lon_deg - center_.lon_deg) * east_,
            (p.lat_deg - center_.lat_deg) * kMetresPerDegree};
  }
  LonLat center_;
  double east_;
};

}  // namespace

bool contains(const std::vector<LonLatRing>& rings, const EdgeBands& bands, LonLat p) {
  if (bands.edges.empty() || !bands.box.contains(p)) return false;
  const std::size_t band = band_of(bands, p.lat_deg);
  bool inside = false;
  for (std::uint32_t i = bands.band_begin[band]; i < bands.band_begin[band + 1]; ++i) {
    if (ray_meets(segment(rings, bands.edges[i]), p)) inside = !inside;
  }
  return inside;
}

EdgeBands make_bands(const std::vector<LonLatRing>& rings) {
  EdgeBands out;
  std::vector<EdgeBands::Edge> edges;
  double climb_deg = 0;
  for (std::uint32_t r = 0; r < rings.size(); ++r) {
    for (std::uint32_t i = 0; i < rings[r].size(); ++i) {
      const Segment s = segment(rings, {r, i});
      if (!is_valid(s.a) || !is_valid(s.b)) continue;
      out.box.extend(s.a);
      out.box.extend(s.b);
      if (s.a.lat_deg == s.b.lat_deg) continue;  // no ray to the east meets it
      edges.push_back({r, i});
      climb_deg += s.north() - s.south();
    }
  }
  if (edges.empty()) return out;
  const double height_deg = out.box.north_deg - out.box.south_deg;
  const double count = band_count(edges, climb_deg, height_deg);
  out.bands_per_deg = count / height_deg;
  out.band_begin.assign(static_cast<std::size_t>(count) + 1, 0);
  const auto each_band = [&](EdgeBands::Edge edge, auto&& visit) {
    const Segment s = segment(rings, edge);
    const std::size_t last = band_of(out, s.north());
    for (std::size_t b = band_of(out, s.south()); b <= last; ++b) visit(b);
  };
  for (const EdgeBands::Edge e : edges) {
    each_band(e, [&](std::size_t b) { ++out.band_begin[b + 1]; });
  }
  for (std::size_t b = 1; b < out.band_begin.size(); ++b) {
    out.band_begin[b] += out.band_begin[b - 1];
  }
  out.edges.resize(out.band_begin.back());
  std::vector<std::uint32_t> end = out.band_begin;
  for (const EdgeBands::Edge e : edges) {
    each_band(e, [&](std::size_t b) { out.edges[end[b]++] = e; });
  }
  return out;
}

std::optional<DepartmentId> department_at(const Boundaries& boundaries, LonLat p) {
  if (!is_valid(p)) return std::nullopt;
  for (std::size_t i = 0; i < boundaries.bands.size(); ++i) {
    const DepartmentGeometry& geometry = boundaries.geometries[i];
    if (geometry.department.valid() && contains(geometry.rings, boundaries.bands[i], p)) {
      return geometry.department;
    }
  }
  return std::nullopt;
}

DepartmentSet departments_within(const Boundaries& boundaries, LonLat center, double radius_m) {
  DepartmentSet touched;
  if (!is_valid(center)) return touched;
  if (const auto d = department_at(boundaries, center)) touched.set(d->value);
  const LocalPlane plane(center);
  for (const DepartmentGeometry& g : boundaries.geometries) {
    const auto touches = [&](const LonLatRing& ring) {
      for (std::size_t i = 0; i < ring.size(); ++i) {
        const LonLat next = ring[i + 1 < ring.size() ? i + 1 : 0];
        if (plane.distance_m(ring[i], next) <= radius_m) return true;
      }
      return false;
    };
    if (g.department.valid() && std::ranges::any_of(g.rings, touches))
      touched.set(g.department.value);
  }
  return touched;
}

}  // namespace terreau
