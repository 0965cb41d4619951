#include "app/render/mark_pass.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

namespace terreau::render {
namespace {

constexpr std::size_t kCrowd = 2000;  // so many marks in a frame are a crowd
constexpr double kCellPt = 4;         // of a crowd, one single marker is drawn in each
constexpr int kQuad = 6;              // vertices
constexpr int kAttempts = 5;          // each with a picture twice as wide and high

// Cells that are fixed to the map, so that dragging it changes nothing.
struct Grid {
  double cell_px;
  glm::dvec2 zero;
  std::ptrdiff_t left, top, columns, rows;

  explicit Grid(const PixelFrame& frame)
      : cell_px(kCellPt * frame.scale),
        zero(frame.to_px({})),
        left(column(frame.rect.x)),
        top(row(frame.rect.y)),
        columns(column(frame.rect.x + frame.rect.width) - left + 1),
        rows(row(frame.rect.y + frame.rect.height) - top + 1) {}
  std::ptrdiff_t column(double x_px) const {
    return static_cast<std::ptrdiff_t>(std::floor((x_px - zero.x) / cell_px));
  }
  std::ptrdiff_t row(double y_px) const {
    return static_cast<std::ptrdiff_t>(std::floor((y_px - zero.y) / cell_px));
  }
};

}  // namespace

MarkPass::MarkPass()
    : program_(load_program("sprite", "sprite")),
      mesh_(std::array{gl::Attribute{0, 2, gl::Component::f32, offsetof(Vertex, px)},
                       gl::Attribute{1, 2, gl::Component::f32, offsetof(Vertex, texel)}},
            sizeof(Vertex)) {}

// Of a crowd, the topmost of the single markers in each cell. Those whose centre is outside of the
// frame are few, and all kept.
void MarkPass::choose(std::span<const SceneMark> marks, const PixelFrame& frame) {
  chosen_.clear();
  const bool crowd = marks.size() > kCrowd;
  const Grid grid(frame);
  if (crowd) taken_.assign(static_cast<std::size_t>(grid.columns * grid.rows), false);
  for (auto m = marks.rbegin(); m != marks.rend(); ++m) {
    if (crowd && m->count == 1 && !m->hovered && !m->selected) {
      const std::ptrdiff_t column = grid.column(m->at.x_pt * frame.scale) - grid.left;
      const std::ptrdiff_t row = grid.row(m->at.y_pt * frame.scale) - grid.top;
      if (column >= 0 && column < grid.columns && row >= 0 && row < grid.rows) {
        const auto cell = static_cast<std::size_t>(row * grid.columns + column);
        if (taken_[cell]) continue;
        taken_[cell] = true;
      }
    }
    chosen_.push_back(&*m);
  }
  std::ranges::reverse(chosen_);
}

void MarkPass::add_quad(const MarkSprites::Cell& cell, glm::vec2 corner) {
  const glm::vec2 texel(cell.x, cell.y);
  for (const glm::ivec2 c : {glm::ivec2(0, 0), {1, 0}, {0, 1}, {0, 1}, {1, 0}, {1, 1}}) {
    const glm::vec2 offset(c * cell.side);
    vertices_.push_back({corner + offset, texel + offset});
  }
}

// False: the sprites' picture is full.
bool MarkPass::place_frame(std::span<const SceneMark> marks, const PixelFrame& frame,
                           const Scene& scene, const MapState& state, Lettering& lettering) {
  choose(marks, frame);
  const bool shadow = marks.size() <= kCrowd;
  Ranges ranges;
  for (const SceneMark* m : chosen_) {
    const MarkLook look = look_of(*m, scene, state, lettering, shadow);
    const auto cell = sprites_.cell_of(look);
    if (!cell) return false;
    // On whole pixels: edges stay crisp, and a count stays in the middle of its ring.
    const glm::dvec2 centre(std::round(m->at.x_pt * frame.scale),
                            std::round(m->at.y_pt * frame.scale));
    gl::Range& range = m->selected && m == chosen_.back() ? ranges.selected : ranges.below;
    if (range.count == 0) range.first = static_cast<int>(vertices_.size());
    add_quad(*cell, glm::vec2(centre) - look.half_side);
    range.count += kQuad;
  }
  ranges_.push_back(ranges);
  return true;
}

bool MarkPass::place(const Scene& scene, std::span<const PixelFrame> frames, const MapState& state,
                     Lettering& lettering) {
  vertices_.clear();
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
  if (!vertices_.empty()) mesh_.stream_vertices(std::span<const Vertex>(vertices_));
}

void MarkPass::draw(std::size_t frame, Part part, glm::vec2 framebuffer_size) {
  if (frame >= ranges_.size()) return;
  const gl::Range range = part == Part::below ? ranges_[frame].below : ranges_[frame].selected;
  if (range.count == 0) return;
  program_.use();
  program_.set("u_size", framebuffer_size);
  program_.set("u_sprites", 0);
  sprites_.bind(0);
  mesh_.draw(gl::Primitive::triangles, range);
}

}  // namespace terreau::render
