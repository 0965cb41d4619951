#include "app/model/labels.h"

#include <algorithm>
#include <cmath>

namespace terreau {
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

bool begins_letter(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80; }

// At most kLongestName letters.
std::string shortened(std::string_view name) {
  std::size_t letters = 0, cut = 0;
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (!begins_letter(name[i])) continue;
    if (++letters == kLongestName) cut = i;
  }
  if (letters <= kLongestName) return std::string(name);
  std::string text(name.substr(0, cut));
  while (text.ends_with(' ')) text.pop_back();
  return text + "…";
}

}  // namespace

LabelPlacer::Box LabelPlacer::box_at(Pixel c, double width) const {
  const double half_height = kHalfHeight * scale_;
  return {c.x - width / 2, c.y - half_height, c.x + width / 2, c.y + half_height};
}

LabelPlacer::Box LabelPlacer::box_of(const ScreenRect& r) const {
  const auto px = [this](double pt) { return std::round(pt * scale_); };
  return {px(r.x_pt), px(r.y_pt), px(r.x_pt + r.width_pt), px(r.y_pt + r.height_pt)};
}

// The focus lands on a whole pixel, as in the picture.
LabelPlacer::Pixel LabelPlacer::pixel(const MapFrame& f, MapPos p) const {
  const double px_per_m = scale_ / metres_per_point(f.camera.zoom);
  return {std::round(f.focus.x_pt * scale_) + (p.x_m - f.camera.center.x_m) * px_per_m,
          std::round(f.focus.y_pt * scale_) - (p.y_m - f.camera.center.y_m) * px_per_m};
}

void LabelPlacer::measure_departments(const std::shared_ptr<const Boundaries>& boundaries,
                                      const MeasureText& measure, double scale) {
  if (boundaries == boundaries_ && scale == scale_) return;
  boundaries_ = boundaries;
  scale_ = scale;
  by_area_.clear();
  for (std::uint8_t d = 0; d < kDepartmentCount; ++d) {
    if (!boundaries->shapes[d].present) continue;
    by_area_.push_back({d});
    width_[d] = measure(department({d}).name) * scale;
  }
  std::ranges::stable_sort(by_area_, [&](DepartmentId a, DepartmentId b) {
    return boundaries->shapes[a.value].area_m2 > boundaries->shapes[b.value].area_m2;
  });
}

// Largest department first, at the scale of the last quarter of a level that was passed: from there
// to the next quarter the distances only grow.
void LabelPlacer::choose(const MapFrame& frame) {
  chosen_.clear();
  reserved_.clear();
  const double step_zoom = std::floor(frame.camera.zoom * kStepsPerZoom) / kStepsPerZoom;
  const double px_per_m = scale_ / metres_per_point(step_zoom);
  for (const DepartmentId d : by_area_) {
    const DepartmentShape& shape = boundaries_->shapes[d.value];
    if (department(d).territory != frame.territory) continue;
    const double radius = shape.label_radius_m * px_per_m, width = width_[d.value];
    if (radius < kSmallestRadius * scale_) continue;
    if (width > kWidestPart * shape.map_box.width_m() * px_per_m) continue;
    const Pixel at{shape.label.x_m * px_per_m, -shape.label.y_m * px_per_m};
    Box box = box_at(at, width + 2 * kBetween * scale_);
    box.top -= kBetween * scale_;
    box.bottom += kBetween * scale_;
    const auto hits = [&](const Box& other) { return other.intersects(box); };
    if (std::ranges::any_of(reserved_, hits)) continue;
    reserved_.push_back(box);
    chosen_.push_back({d, pixel(frame, shape.label), width, std::max(0.0, radius * 0.8)});
  }
}

void LabelPlacer::find_obstacles(const MapState& state, const Scene& scene) {
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
  const Box all = box_of(scene.frames[0].viewport);
  window_ = {all.left + panels.left * scale_ + edge, all.top + edge, all.right - edge,
             all.bottom - panels.bottom * scale_ - edge};
  for (const MapFrame& f : scene.frames) {
    if (!f.inset) continue;
    const Box r = box_of(f.viewport);
    forbidden_.push_back({r.left - edge, r.top - edge, r.right + edge, r.bottom + edge});
  }
}

bool LabelPlacer::is_free(const Box& box) const {
  if (box.left < window_.left || box.right > window_.right || box.top < window_.top ||
      box.bottom > window_.bottom) {
    return false;
  }
  const auto hits = [&](const Box& other) { return other.intersects(box); };
  if (std::ranges::any_of(forbidden_, hits) || std::ranges::any_of(taken_, hits)) return false;
  const auto y_of = [](const Disc& d) { return d.centre.y; };
  auto disc = std::ranges::lower_bound(discs_, box.top - largest_disc_, {}, y_of);
  for (; disc != discs_.end() && disc->centre.y < box.bottom + largest_disc_; ++disc) {
    const double x = std::clamp(disc->centre.x, box.left, box.right) - disc->centre.x;
    const double y = std::clamp(disc->centre.y, box.top, box.bottom) - disc->centre.y;
    if (x * x + y * y < disc->radius * disc->radius) return false;
  }
  return true;
}

// In the middle of the department; a little lower or higher if a marker stands there.
void LabelPlacer::add_department(const Candidate& c) {
  for (const double part : {0.0, 0.5, -0.5, 1.0, -1.0}) {
    const Pixel pen{std::round(c.centre.x - c.width / 2),
                    std::round(c.centre.y + part * c.freedom)};
    const Box box = box_at({pen.x + c.width / 2, pen.y}, c.width);
    if (!is_free(box)) continue;
    taken_.push_back(box);
    labels_.push_back({std::string(department(c.department).name),
                       {pen.x / scale_, (pen.y + std::round(kBaseline * scale_)) / scale_},
                       c.width / scale_,
                       c.department,
                       {}});
    return;
  }
}

bool LabelPlacer::add_place(const std::string& name, PlaceId place, double left, double y,
                            double width) {
  const Box box = box_at({left + width / 2, y}, width);
  if (!is_free(box)) return false;
  taken_.push_back(box);
  const double baseline = y + std::round(kBaseline * scale_);
  labels_.push_back({name, {left / scale_, baseline / scale_}, width / scale_, {}, place});
  return true;
}

// Names of single markers, to their right, else to their left.
void LabelPlacer::add_places(const World& world, const Scene& scene, const MeasureText& measure) {
  if (scene.frames[0].camera.zoom < kZoomOfPlaceNames) return;
  for (const SceneMark& m : scene.marks) {
    if (m.frame != 0 || m.count > 1 || !m.place.valid()) continue;
    const std::string name = shortened(world.atlas.places->name(m.place));
    const double width = measure(name) * scale_;
    const double ring = m.functions.empty() ? 0 : kPlaceNameGap;
    const double away = (m.diameter_pt / 2 + kPlaceNameGap + ring) * scale_;
    const double x = std::round(m.at.x_pt * scale_), y = std::round(m.at.y_pt * scale_);
    if (!add_place(name, m.place, std::round(x + away), y, width)) {
      add_place(name, m.place, std::round(x - away - width), y, width);
    }
  }
}

const std::vector<SceneLabel>& LabelPlacer::place(const MapState& state, const World& world,
                                                  const Scene& scene, const MeasureText& measure) {
  labels_.clear();
  if (!state.labels || scene.frames.empty()) return labels_;
  measure_departments(world.atlas.boundaries, measure, state.pixel_scale);
  choose(scene.frames[0]);
  find_obstacles(state, scene);
  for (const Candidate& c : chosen_) add_department(c);
  add_places(world, scene, measure);
  return labels_;
}

}  // namespace terreau
