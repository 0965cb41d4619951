#include "app/render/mark_pass.h"

#include <algorithm>

#include <glm/common.hpp>

#include "app/model/marks.h"
#include "app/model/palette.h"

namespace terreau::render {
namespace {

constexpr int kAttempts = 5;  // each with a picture twice as wide and high

}  // namespace

MarkPass::MarkPass() = default;

// All dots of a frame are of one size.
void MarkPass::add_dot(const SceneMark& mark, glm::dvec2 px, const MapState& state) {
  if (!dots_) dots_.emplace();
  gl::Range& range = ranges_.back().dots;
  if (range.count == 0) {
    const float scale = static_cast<float>(state.pixel_scale);
    range.first = dots_->count();
    ranges_.back().dot = {static_cast<float>(mark.diameter_pt) / 2 * scale,
                          static_cast<float>(mark::kDotRim) * scale,
                          opaque(palette(state.theme).panel)};
  }
  const int width_px = dot_width_px(mark.diameter_pt * state.pixel_scale);
  dots_->add({dot_centre(px.x, width_px), dot_centre(px.y, width_px)},
             family_colour(mark.family, state.theme));
  ++range.count;
}

// False: the sprites' picture is full.
bool MarkPass::place_frame(std::span<const SceneMark> marks, const PixelFrame& frame,
                           const Scene& scene, const MapState& state, Lettering& lettering) {
  Ranges& ranges = ranges_.emplace_back();
  if (frame.copied) return true;
  const std::vector<const SceneMark*> chosen =
      drawn_marks(marks, scene.frames[marks.empty() ? 0 : marks.front().frame]);
  const bool shadow = marks.size() <= kCrowd;
  for (const SceneMark* m : chosen) {
    const glm::dvec2 px = frame.to_px(m->at);
    if (is_dot(*m)) {
      add_dot(*m, px, state);
      continue;
    }
    // On whole pixels: edges stay crisp, and a count stays in the middle of its ring.
    const glm::dvec2 centre = glm::round(px);
    const MarkLook look = look_of(*m, scene, state, lettering, shadow);
    const auto cell = sprites_.cell_of(look);
    if (!cell) return false;
    gl::Range& range = m->selected && m == chosen.back() ? ranges.selected : ranges.below;
    if (range.count == 0) range.first = copies_.count();
    copies_.add(glm::vec2(centre) - look.half_side, {cell->x, cell->y}, glm::ivec2(cell->side));
    range.count = copies_.count() - range.first;
  }
  return true;
}

bool MarkPass::place(const Scene& scene, std::span<const PixelFrame> frames, const MapState& state,
                     Lettering& lettering) {
  copies_.clear();
  if (dots_) dots_->clear();
  ranges_.clear();
  for (std::size_t i = 0; i < frames.size(); ++i) {
    const auto own = std::ranges::equal_range(scene.marks, i, {}, &SceneMark::frame);
    if (!place_frame({own.begin(), own.end()}, frames[i], scene, state, lettering)) return false;
  }
  return true;
}

void MarkPass::prepare(const Scene& scene, std::span<const PixelFrame> frames,
                       const MapState& state, Lettering& lettering) {
  sprites_.begin(state, lettering.atlas);
  for (int attempt = 0; !place(scene, frames, state, lettering) && attempt < kAttempts; ++attempt) {
    sprites_.forget(attempt > 0);
  }
  sprites_.draw_new(state, lettering.atlas);
  if (dots_) dots_->upload();
  copies_.upload();
}

void MarkPass::draw(std::size_t frame, Part part, glm::vec2 framebuffer_size) {
  if (frame >= ranges_.size()) return;
  if (part == Part::below && dots_) {
    dots_->draw(ranges_[frame].dots, ranges_[frame].dot, framebuffer_size);
  }
  const gl::Range range = part == Part::below ? ranges_[frame].below : ranges_[frame].selected;
  if (range.count == 0) return;
  sprites_.bind(0);
  copies_.draw(range, framebuffer_size);
}

}  // namespace terreau::render
