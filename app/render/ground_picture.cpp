#include "app/render/ground_picture.h"

#include <algorithm>
#include <utility>

#include <glm/common.hpp>
#include <glm/vector_relational.hpp>

namespace terreau::render {
namespace {

constexpr int kMargin = 128;  // pixels on each side
constexpr int kTaken = 3;     // the frame that takes the picture
constexpr double kWholePixel =
    1.0 / 32;  // a shift by this much less or more is one of whole pixels

// Marks tell by themselves that they are hovered or selected.
Target of_ground(const Target& target) {
  const bool mark =
      std::holds_alternative<PlaceId>(target) || std::holds_alternative<ClusterRef>(target);
  return mark ? Target{} : target;
}

bool same_scale(const PixelFrame& a, const PixelFrame& b) {
  return a.territory == b.territory && a.zoom == b.zoom && a.px_per_m == b.px_per_m &&
         a.rect == b.rect;
}

}  // namespace

void describe_ground(const MapState& state, const World& world, const Scene& scene,
                     const FillPlan& fills, GroundLook& look) {
  look.pixel_scale = state.pixel_scale;
  look.theme = state.theme;
  look.boundaries = world.atlas.boundaries;
  look.overlays = world.atlas.overlays;
  look.overlays_shown = scene.overlays;
  look.fills = fills;
  look.department_borders = border_shown(state, BorderKind::department);
  look.hovered = of_ground(state.hovered);
  look.selected = of_ground(state.selected);
}

// By how many pixels the ground has moved to the right and down; none: not by whole ones.
std::optional<glm::ivec2> GroundPicture::shift_of(const PixelFrame& before, const PixelFrame& now) {
  const glm::dvec2 shift = now.to_px(before.centre) - before.focus_px;
  const glm::dvec2 whole = glm::round(shift);
  if (glm::any(glm::greaterThan(glm::abs(shift - whole), glm::dvec2(kWholePixel)))) return {};
  if (glm::any(glm::greaterThan(glm::abs(whole), glm::dvec2(kMargin)))) return {};
  return glm::ivec2(whole);
}

GroundPicture::Way GroundPicture::way_of(const PixelFrame& frame, glm::ivec2 framebuffer_size,
                                         GroundLook& look) {
  const PixelFrame before = std::exchange(before_, frame);
  const bool same = std::exchange(size_, framebuffer_size) == framebuffer_size && look_ == look &&
                    same_scale(before, frame);
  const bool too_large = std::max(size_.x, size_.y) + 2 * kMargin > largest_;
  if (!same || too_large) {
    std::swap(look_, look);
    pictured_.reset();
    still_ = 1;
    return Way::draw;
  }
  const bool moved = before.centre != frame.centre || before.focus_px != frame.focus_px;
  const bool moves_on = std::exchange(moves_, moved) && moved;
  still_ = moved ? 1 : std::min(still_ + 1, kTaken);
  if (moved) {
    if (pictured_ && wide_ && shift_of(*pictured_, frame)) return Way::show;
    pictured_.reset();
    return moves_on && shift_of(before, frame) ? Way::draw_wide : Way::draw;
  }
  if (still_ < kTaken) return Way::draw;
  return pictured_ && !wide_ ? Way::show : Way::take;
}

gl::Target& GroundPicture::picture() {
  const glm::ivec2 size = size_ + 2 * kMargin;
  if (!picture_) picture_.emplace(size.x, size.y);
  picture_->resize(size.x, size.y);
  return *picture_;
}

void GroundPicture::take(const PixelFrame& frame) {
  pictured_ = frame;
  wide_ = false;
  const unsigned shown = gl::bound_framebuffer();
  gl::copy_part({shown, 0, 0}, {picture().framebuffer(), kMargin, kMargin}, size_.x, size_.y);
}

GroundPicture::Canvas GroundPicture::begin_wide(const PixelFrame& frame) {
  pictured_ = frame;
  wide_ = true;
  const bool turned = gl::is_window(gl::bound_framebuffer());
  const gl::Target& canvas_of = picture();
  const glm::ivec2 size(canvas_of.width(), canvas_of.height());
  gl::bind_framebuffer(canvas_of.framebuffer());
  gl::begin_frame(size.x, size.y);
  Canvas canvas{frame, {size.x, turned ? -size.y : size.y}};
  canvas.frame.focus_px += kMargin;
  canvas.frame.rect.width += 2 * kMargin;
  canvas.frame.rect.height += 2 * kMargin;
  canvas.frame.view = canvas.frame.view.grown(kMargin / frame.px_per_m);
  return canvas;
}

void GroundPicture::show(const PixelFrame& frame) {
  const glm::ivec2 shift =
      wide_ ? shift_of(*pictured_, frame).value_or(glm::ivec2(0)) : glm::ivec2(0);
  const unsigned shown = gl::bound_framebuffer();
  // Rows of a picture that is turned over begin at the top.
  const int low = kMargin + (gl::is_window(shown) ? -shift.y : shift.y);
  gl::copy_part({picture_->framebuffer(), kMargin - shift.x, low}, {shown, 0, 0}, size_.x, size_.y);
}

}  // namespace terreau::render
