#include "app/model/labels.h"

#include <algorithm>
#include <cmath>

#include "app/model/stories.h"

namespace terreau {
namespace {

constexpr double kToldHalo = 6;  // points, of what a story tells of, on both sides
constexpr double kEdge = 6;      // points, from the window and the insets

bool is_fanned(const SceneMark& m) { return m.anchor != m.at; }

}  // namespace

// Where names may stand, and what moves on its own.
void LabelPlacer::find_room(const MapState& state, const Scene& scene) {
  const auto px = [this](double pt) { return std::round(pt * scale_); };
  const double edge = kEdge * scale_;
  const Margins panels = margins(state);
  const ScreenRect& all = scene.frames[0].viewport;
  window_ = {px(all.x_pt) + panels.left * scale_ + edge, px(all.y_pt) + edge,
             px(all.x_pt + all.width_pt) - edge,
             px(all.y_pt + all.height_pt) - panels.bottom * scale_ - edge};
  insets_.clear();
  for (const MapFrame& f : scene.frames) {
    if (!f.inset) continue;
    const ScreenRect& r = f.viewport;
    insets_.push_back({px(r.x_pt) - edge, px(r.y_pt) - edge, px(r.x_pt + r.width_pt) + edge,
                       px(r.y_pt + r.height_pt) + edge});
  }
  taken_.clear();
  moved_.clear();
  marks_.clear();
  for (const SceneMark& m : scene.marks) {
    if (m.frame != 0) continue;
    const double radius = (m.diameter_pt / 2 + naming::kAroundMarks) * scale_;
    marks_.add(px(m.at.x_pt), px(m.at.y_pt), radius);
    if (is_fanned(m) || m.territory) moved_.add(px(m.at.x_pt), px(m.at.y_pt), radius);
  }
}

bool LabelPlacer::in_room(const LabelBox& box) const {
  if (box.left < window_.left || box.right > window_.right || box.top < window_.top ||
      box.bottom > window_.bottom) {
    return false;
  }
  return std::ranges::none_of(insets_, [&](const LabelBox& i) { return i.intersects(box); });
}

// A name at its offset from (x, y); false where it would be cut or stand on another.
bool LabelPlacer::add(const LabelSpot& spot, double x, double y) {
  const double left = std::round(x + spot.dx), middle = std::round(y) + spot.dy;
  const LabelBox box = label_box(left, middle, 0, 0, spot.width, scale_);
  if (!in_room(box) || taken_.touches(box)) return false;
  taken_.add(box);
  const double baseline = middle + std::round(naming::kBaseline * scale_);
  labels_.push_back({spot.text,
                     {left / scale_, baseline / scale_},
                     spot.width / scale_,
                     spot.department,
                     spot.place,
                     spot.region});
  return true;
}

// Beside its mark, whatever the zoom; the sides away from its fan's middle first.
void LabelPlacer::add_place(const SceneMark& m, const World& world, const MeasureText& measure) {
  LabelSpot spot;
  spot.text = label_text(world.atlas.places->name(m.place));
  spot.width = measure(spot.text) * scale_;
  spot.place = m.place;
  const double x = std::round(m.at.x_pt * scale_), y = std::round(m.at.y_pt * scale_);
  const double halo = m.told ? kToldHalo : 0;
  auto sides = label_sides(spot.width, m.diameter_pt + halo, !m.functions.empty(), scale_);
  if (m.at.x_pt < m.anchor.x_pt) std::swap(sides[0], sides[1]);
  for (const LabelOffset& side : sides) {
    spot.dx = side.dx;
    spot.dy = side.dy;
    if (marks_.touches(label_box(x, y, side.dx, side.dy, spot.width, scale_))) continue;
    if (add(spot, x, y)) return;
  }
}

void LabelPlacer::add_fans(const World& world, const Scene& scene, const MeasureText& measure) {
  for (const SceneMark& m : scene.marks) {
    if (m.frame == 0 && is_fanned(m) && m.place.valid() && !m.selected && !m.told) {
      add_place(m, world, measure);
    }
  }
}

void LabelPlacer::add_spots(const MapState& state, const World& world, const Scene& scene,
                            const std::vector<LabelSpot>& spots) {
  const auto* selected = std::get_if<PlaceId>(&state.selected);
  const std::vector<PlaceId>& told = told_places(state, world.atlas);
  for (const LabelSpot& spot : spots) {
    if (selected != nullptr && spot.place == *selected) continue;
    if (spot.place.valid() && std::ranges::find(told, spot.place) != told.end()) continue;
    const ScreenPos at = scene.frames[0].to_screen(spot.anchor);
    const bool of_place = spot.place.valid();
    const double x = of_place ? std::round(at.x_pt * scale_) : at.x_pt * scale_;
    const double y = of_place ? std::round(at.y_pt * scale_) : at.y_pt * scale_;
    const LabelBox box =
        label_box(std::round(x + spot.dx), std::round(y) + spot.dy, 0, 0, spot.width, scale_);
    if (!moved_.touches(box)) add(spot, x, y);
  }
}

const std::vector<SceneLabel>& LabelPlacer::place(const MapState& state, const World& world,
                                                  const Scene& scene, const MeasureText& measure) {
  labels_.clear();
  if (!state.labels || scene.frames.empty()) return labels_;
  scale_ = state.pixel_scale;
  find_room(state, scene);
  for (const SceneMark& m : scene.marks) {
    if (m.frame == 0 && m.selected && m.place.valid()) add_place(m, world, measure);
  }
  for (const SceneMark& m : scene.marks) {
    if (m.frame == 0 && m.told && !m.selected && m.place.valid()) add_place(m, world, measure);
  }
  add_fans(world, scene, measure);
  add_spots(state, world, scene, layout_.of(state, world, scene.frames[0], measure));
  return labels_;
}

}  // namespace terreau
