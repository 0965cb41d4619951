#pragma once

#include <cstdint>
#include <vector>

#include "geodata/types.h"

// Internal: the part of the polygon that the sweep of triangulate.cpp has passed and not yet cut.
namespace terreau {

inline constexpr std::uint32_t kNone = 0xFFFFFFFF;

// What lies between an active edge and the next one above, left of the sweep line and not yet
// triangulated: a chain of links from the lower edge to the upper one. No chain: outside.
struct SweepRegion {
  std::uint32_t bottom = kNone, top = kNone;
  std::uint32_t latest = kNone;  // the link that was met last, hence the rightmost
  bool inside() const { return bottom != kNone; }
};

// Chains as linked lists in one pool. Between its ends a chain bulges to the right (no three links
// in a row could be cut off), so a new vertex sees an unbroken run of links from either end.
class SweepChains {
 public:
  explicit SweepChains(const std::vector<MapPos>& points) : points_(points) {
    links_.reserve(points.size() * 2);
    triangles_.reserve(points.size() * 3);
  }

  // A region that opens at `point`.
  SweepRegion open(std::uint32_t point);
  // Both edges end at `point`: cuts what is left.
  void close(const SweepRegion& region, std::uint32_t point);
  // The upper or lower edge ends at `point`: cuts what is seen from there. No-op outside.
  void append_top(SweepRegion& region, std::uint32_t point);
  void append_bottom(SweepRegion& region, std::uint32_t point);
  // Two regions out of one at its latest link, which a vertex to the right always sees.
  SweepRegion split_upper(SweepRegion& lower);
  // One region out of two whose chains meet at one vertex. No-op outside.
  void join(SweepRegion& lower, const SweepRegion& upper);

  std::vector<std::uint32_t> take_triangles() { return std::move(triangles_); }

 private:
  struct Link {
    std::uint32_t point = kNone;
    std::uint32_t down = kNone, up = kNone;
  };
  std::uint32_t add(std::uint32_t point, std::uint32_t down, std::uint32_t up);
  bool cut(std::uint32_t low, std::uint32_t right, std::uint32_t high);

  const std::vector<MapPos>& points_;
  std::vector<Link> links_;
  std::vector<std::uint32_t> triangles_;
};

}  // namespace terreau
