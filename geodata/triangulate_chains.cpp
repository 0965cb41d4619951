#include "geodata/triangulate_chains.h"

#include "geodata/triangulate_orientation.h"

namespace terreau {

std::uint32_t SweepChains::add(std::uint32_t point, std::uint32_t down, std::uint32_t up) {
  const auto link = static_cast<std::uint32_t>(links_.size());
  links_.push_back({point, down, up});
  if (down != kNone) links_[down].up = link;
  if (up != kNone) links_[up].down = link;
  return link;
}

// Cuts a triangle unless it turns the wrong way. One without area is kept: it fills, to the last
// pixel, the seam between neighbours of which one has a vertex that the other does not.
bool SweepChains::cut(std::uint32_t low, std::uint32_t right, std::uint32_t high) {
  if (orientation(points_[low], points_[right], points_[high]) < 0) return false;
  triangles_.insert(triangles_.end(), {low, right, high});
  return true;
}

SweepRegion SweepChains::open(std::uint32_t point) {
  const std::uint32_t link = add(point, kNone, kNone);
  return {link, link, link};
}

void SweepChains::close(const SweepRegion& region, std::uint32_t point) {
  if (!region.inside()) return;
  for (std::uint32_t link = region.bottom; link != region.top; link = links_[link].up) {
    cut(links_[link].point, point, links_[links_[link].up].point);
  }
}

void SweepChains::append_top(SweepRegion& region, std::uint32_t point) {
  if (!region.inside()) return;
  std::uint32_t top = region.top;
  while (top != region.bottom && cut(links_[links_[top].down].point, point, links_[top].point)) {
    top = links_[top].down;
  }
  region.top = region.latest = add(point, top, kNone);
}

void SweepChains::append_bottom(SweepRegion& region, std::uint32_t point) {
  if (!region.inside()) return;
  std::uint32_t bottom = region.bottom;
  while (bottom != region.top &&
         cut(links_[bottom].point, point, links_[links_[bottom].up].point)) {
    bottom = links_[bottom].up;
  }
  region.bottom = region.latest = add(point, kNone, bottom);
}

SweepRegion SweepChains::split_upper(SweepRegion& lower) {
  if (!lower.inside()) return {};
  const std::uint32_t cut_link = lower.latest;
  const std::uint32_t copy = add(links_[cut_link].point, kNone, links_[cut_link].up);
  const SweepRegion upper{copy, lower.top == cut_link ? copy : lower.top, copy};
  links_[cut_link].up = kNone;
  lower.top = cut_link;
  return upper;
}

void SweepChains::join(SweepRegion& lower, const SweepRegion& upper) {
  if (!lower.inside() || !upper.inside()) return;
  const std::uint32_t second = links_[upper.bottom].up;  // the first is the vertex both end at
  links_[lower.top].up = second;
  if (second != kNone) links_[second].down = lower.top;
  lower.latest = lower.top;
  if (second != kNone) lower.top = upper.top;
}

}  // namespace terreau
