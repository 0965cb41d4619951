#include "app/render/labels.h"

#include <algorithm>
#include <cmath>

namespace terreau::render {
namespace {

// In points.
constexpr double kHalfHeight = 5.5, kBaseline = 3.8;  // of a label, around its middle
constexpr double kBetween = 3;                        // room around each label
constexpr double kAroundMarks = 2;
constexpr double kEdge = 6;  // from the window and the insets
constexpr double kPlaceNameGap = 5;
constexpr double kSmallestRadius = 9;  // a department must be this deep around its label
constexpr double kWidestPart = 1.25;   // of the department's own width
constexpr double kZoomOfPlaceNames = 11;
constexpr std::size_t kLongestName = 32;
constexpr double kStepsPerZoom = 4;

// At most kLongestName letters.
std::string shortened(std::string_view name) {
  const std::vector<char32_t> letters = gl::code_points(name);
  if (letters.size() <= kLongestName) return std::string(name);
  std::string text;
  for (std::size_t i = 0; i + 1 < kLongestName; ++i) text += gl::utf8_of(letters[i]);
  while (text.ends_with(' ')) text.pop_back();
  return text + "…";
}

}  // namespace

Labels::Box Labels::box_at(glm::dvec2 c, double width) const {
  const double half_height = kHalfHeight * scale_;
  return {c.x - width / 2, c.y - half_height, c.x + width / 2, c.y + half_height};
}

void Labels::measure(const std::shared_ptr<const Boundaries>& boundaries,
                     const Lettering& lettering, double scale) {
  if (boundaries == boundaries_ && scale == scale_) return;
  boundaries_ = boundaries;
  scale_ = scale;
  by_area_.clear();
  const gl::TextStyle style = lettering.label(scale);
  for (std::uint8_t d = 0; d < kDepartmentCount; ++d) {
    if (!boundaries->shapes[d].present) continue;
    by_area_.push_back({d});
    width_px_[d] = lettering.atlas.width_px(department({d}).name, style);
  }
  std::ranges::stable_sort(by_area_, [&](DepartmentId a, DepartmentId b) {
    return boundaries->shapes[a.value].area_m2 > boundaries->shapes[b.value].area_m2;
  });
}

// Largest department first, at the scale of the last quarter of a level that was passed: from there
// to the next quarter the distances only grow.
void Labels::choose(const PixelFrame& frame) {
  chosen_.clear();
  reserved_.clear();
  const double step_zoom = std::floor(frame.zoom * kStepsPerZoom) / kStepsPerZoom;
  const double px_per_m = scale_ / metres_per_point(step_zoom);
  for (const DepartmentId d : by_area_) {
    const DepartmentShape& shape = boundaries_->shapes[d.value];
    if (department(d).territory != frame.territory) continue;
    const double radius = shape.label_radius_m * px_per_m, width = width_px_[d.value];
    if (radius < kSmallestRadius * scale_) continue;
    if (width > kWidestPart * shape.map_box.width_m() * px_per_m) continue;
    const glm::dvec2 at(shape.label.x_m * px_per_m, -shape.label.y_m * px_per_m);
    Box box = box_at(at, width + 2 * kBetween * scale_);
    box.top -= kBetween * scale_;
    box.bottom += kBetween * scale_;
    const auto hits = [&](const Box& other) { return other.intersects(box); };
    if (std::ranges::any_of(reserved_, hits)) continue;
    reserved_.push_back(box);
    chosen_.push_back({d, frame.to_px(shape.label), width, std::max(0.0, radius * 0.8)});
  }
}

void Labels::find_obstacles(const PixelFrame& frame, const MapState& state, const Scene& scene) {
  discs_.clear();
  forbidden_.clear();
  taken_.clear();
  largest_disc_ = 0;
  for (const SceneMark& m : scene.marks) {
    if (m.frame != 0) continue;
    const double radius = (m.diameter_pt / 2 + kAroundMarks) * scale_;
    discs_.push_back({{std::round(m.at.x_pt * scale_), std::round(m.at.y_pt * scale_)}, radius});
    largest_disc_ = std::max(largest_disc_, radius);
  }
  std::ranges::sort(discs_, {}, [](const Disc& d) { return d.centre.y; });
  const double edge = kEdge * scale_;
  const Margins panels = margins(state);
  window_ = {frame.rect.x + panels.left * scale_ + edge, frame.rect.y + edge,
             frame.rect.x + frame.rect.width - edge,
             frame.rect.y + frame.rect.height - panels.bottom * scale_ - edge};
  for (const MapFrame& f : scene.frames) {
    if (!f.inset) continue;
    const gl::PixelRect r = pixel_rect(f.viewport, scale_);
    forbidden_.push_back({r.x - edge, r.y - edge, r.x + r.width + edge, r.y + r.height + edge});
  }
}

bool Labels::is_free(const Box& box) const {
  if (box.left < window_.left || box.right > window_.right || box.top < window_.top ||
      box.bottom > window_.bottom) {
    return false;
  }
  const auto hits = [&](const Box& other) { return other.intersects(box); };
  if (std::ranges::any_of(forbidden_, hits) || std::ranges::any_of(taken_, hits)) return false;
  const auto y_of = [](const Disc& d) { return d.centre.y; };
  auto disc = std::ranges::lower_bound(discs_, box.top - largest_disc_, {}, y_of);
  for (; disc != discs_.end() && disc->centre.y < box.bottom + largest_disc_; ++disc) {
    const glm::dvec2 nearest(std::clamp(disc->centre.x, box.left, box.right),
                             std::clamp(disc->centre.y, box.top, box.bottom));
    const glm::dvec2 gap = nearest - disc->centre;
    if (gap.x * gap.x + gap.y * gap.y < disc->radius * disc->radius) return false;
  }
  return true;
}

// In the middle of the department; a little lower or higher if a marker stands there.
void Labels::add_department(const Candidate& c) {
  const glm::dvec2 middle = c.centre;
  for (const double part : {0.0, 0.5, -0.5, 1.0, -1.0}) {
    const glm::dvec2 pen(std::round(middle.x - c.width / 2),
                         std::round(middle.y + part * c.freedom));
    const Box box = box_at({pen.x + c.width / 2, pen.y}, c.width);
    if (!is_free(box)) continue;
    taken_.push_back(box);
    labels_.push_back(
        {std::string(department(c.department).name),
         {static_cast<int>(pen.x), static_cast<int>(pen.y + std::round(kBaseline * scale_))}});
    return;
  }
}

bool Labels::add_place(std::string_view name, double left, double y, double width) {
  const Box box = box_at({left + width / 2, y}, width);
  if (!is_free(box)) return false;
  taken_.push_back(box);
  const double baseline = y + std::round(kBaseline * scale_);
  labels_.push_back(
      {std::string(name), {static_cast<int>(left), static_cast<int>(baseline)}, DepartmentId{}});
  return true;
}

// Names of single markers, to their right, else to their left.
void Labels::add_places(const PixelFrame& frame, const World& world, const Scene& scene,
                        const Lettering& lettering) {
  if (frame.zoom < kZoomOfPlaceNames) return;
  const gl::TextStyle style = lettering.label(scale_);
  for (const SceneMark& m : scene.marks) {
    if (m.frame != 0 || m.count > 1 || !m.place.valid()) continue;
    const std::string name = shortened(world.atlas.places->name(m.place));
    const double width = lettering.atlas.width_px(name, style);
    const double ring = m.functions.empty() ? 0 : kPlaceNameGap;
    const double away = (m.diameter_pt / 2 + kPlaceNameGap + ring) * scale_;
    const double x = std::round(m.at.x_pt * scale_), y = std::round(m.at.y_pt * scale_);
    if (!add_place(name, std::round(x + away), y, width)) {
      add_place(name, std::round(x - away - width), y, width);
    }
  }
}

const std::vector<Label>& Labels::place(const PixelFrame& frame, const MapState& state,
                                        const World& world, const Scene& scene,
                                        const Lettering& lettering) {
  labels_.clear();
  if (!state.labels) return labels_;
  measure(world.atlas.boundaries, lettering, frame.scale);
  choose(frame);
  find_obstacles(frame, state, scene);
  for (const Candidate& c : chosen_) add_department(c);
  add_places(frame, world, scene, lettering);
  return labels_;
}

}  // namespace terreau::render
