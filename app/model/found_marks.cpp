#include "app/model/found_marks.h"

#include <cmath>

namespace terreau {
namespace {

constexpr double kStepPt = 512;  // parts begin and end on multiples of it, at the last whole zoom

MapBox part_around(const MapBox& view, double zoom) {
  const double step_m = kStepPt * metres_per_point(std::floor(zoom));
  const auto low = [&](double m) { return std::floor(m / step_m) * step_m; };
  const auto high = [&](double m) { return std::ceil(m / step_m) * step_m; };
  return {low(view.min_x_m), low(view.min_y_m), high(view.max_x_m), high(view.max_y_m)};
}

}  // namespace

bool FoundMarks::same(const Search& a, const Search& b) {
  return a.markers == b.markers && a.territory == b.territory && a.part.contains(b.part) &&
         b.part.contains(a.part) && a.squares == b.squares && a.visible == b.visible;
}

std::span<const Mark> FoundMarks::find(const std::shared_ptr<const Markers>& markers,
                                       Territory territory, const MapBox& view, double zoom,
                                       std::span<const std::uint8_t> visible, bool clusters) {
  const MarkerPyramid& pyramid = markers->pyramid(territory);
  if (clusters) {
    done_ = {};
    marks_.clear();
    pyramid.visible(view, zoom, visible, true, marks_);
    return marks_;
  }
  const bool thinned = pyramid.size() > pyramid.most_dots(zoom);
  const MapBox part = part_around(view, zoom).intersection(pyramid.box(0));
  Search search{markers,
                territory,
                part,
                thinned ? pyramid.dot_square_m(zoom) : 0,
                {visible.begin(), visible.end()}};
  if (done_.markers && same(done_, search)) return marks_;
  marks_.clear();
  if (!part.empty()) pyramid.visible(part, zoom, visible, false, marks_);
  done_ = std::move(search);
  return marks_;
}

}  // namespace terreau
