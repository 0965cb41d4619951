#include "app/render/line_pass.h"

#include <array>
#include <cstddef>

#include <glm/geometric.hpp>

namespace terreau::render {
namespace {

constexpr float kFeatherPx = 0.5F;
constexpr float kMarginPx = 16;  // lines just outside still reach inside
constexpr float kMinStepPx = 0.5F;
constexpr float kLongestMiter = 2.0F;  // of half the width; sharper corners are blunted

glm::vec2 normal(glm::vec2 from, glm::vec2 to) {
  const glm::vec2 along = to - from;
  const float length = glm::length(along);
  return length > 0 ? glm::vec2(-along.y, along.x) / length : glm::vec2(0);
}

}  // namespace

LinePass::LinePass()
    : program_(load_program("line", "line")),
      mesh_(std::array{gl::Attribute{0, 2, gl::Component::f32, offsetof(Vertex, px)},
                       gl::Attribute{1, 2, gl::Component::f32, offsetof(Vertex, side)},
                       gl::Attribute{2, 4, gl::Component::u8_normalised, offsetof(Vertex, colour)}},
            sizeof(Vertex)) {}

void LinePass::begin(const gl::PixelRect& rect) {
  vertices_.clear();
  low_ = glm::vec2(rect.x, rect.y) - kMarginPx;
  high_ = glm::vec2(rect.x + rect.width, rect.y + rect.height) + kMarginPx;
}

void LinePass::move_to(glm::vec2 px) { points_.assign(1, px); }

void LinePass::line_to(glm::vec2 px) {
  const glm::vec2 step = px - points_.back();
  if (glm::dot(step, step) >= kMinStepPx * kMinStepPx) points_.push_back(px);
}

bool LinePass::outside(glm::vec2 a, glm::vec2 b) const {
  return (a.x < low_.x && b.x < low_.x) || (a.x > high_.x && b.x > high_.x) ||
         (a.y < low_.y && b.y < low_.y) || (a.y > high_.y && b.y > high_.y);
}

// Cut into the runs of segments that may be seen.
void LinePass::end_line(const Pen& pen) {
  const std::size_t count = points_.size();
  if (count < 2) return;
  const glm::vec2 gap = points_.back() - points_.front();
  const bool closed = count > 3 && glm::dot(gap, gap) < kMinStepPx * kMinStepPx;
  std::size_t first = 0;
  for (std::size_t i = 0; i + 1 < count; ++i) {
    if (!outside(points_[i], points_[i + 1])) continue;
    if (i > first) add_strip(first, i, false, pen);
    first = i + 1;
  }
  if (first + 1 < count) add_strip(first, count - 1, closed && first == 0, pen);
}

void LinePass::add_strip(std::size_t first, std::size_t last, bool closed, const Pen& pen) {
  // Two strips in one call: the last vertex of one and the first of the next, twice each, make
  // triangles without area between them.
  if (!vertices_.empty()) vertices_.push_back(vertices_.back());
  starts_strip_ = !vertices_.empty();
  for (std::size_t i = first; i <= last; ++i) {
    glm::vec2 before = i > first ? normal(points_[i - 1], points_[i]) : glm::vec2(0);
    glm::vec2 after = i < last ? normal(points_[i], points_[i + 1]) : glm::vec2(0);
    if (i == first) before = closed ? normal(points_[last - 1], points_[last]) : after;
    if (i == last) after = closed ? normal(points_[first], points_[first + 1]) : before;
    add_joint(points_[i], before, after, pen);
  }
}

void LinePass::add_joint(glm::vec2 at, glm::vec2 before, glm::vec2 after, const Pen& pen) {
  const float half = pen.width_px / 2, reach = half + kFeatherPx;
  const glm::vec2 sum = before + after;
  const float square = glm::dot(sum, sum);
  glm::vec2 miter = square > 1e-6F ? sum * (2 / square) : after;
  const float length = glm::length(miter);
  if (length > kLongestMiter) miter *= kLongestMiter / length;
  const Vertex left{at + miter * reach, reach, half, pen.colour};
  const Vertex right{at - miter * reach, -reach, half, pen.colour};
  if (starts_strip_) vertices_.push_back(left);
  starts_strip_ = false;
  vertices_.push_back(left);
  vertices_.push_back(right);
}

void LinePass::draw(glm::vec2 framebuffer_size) {
  if (vertices_.empty()) return;
  program_.use();
  program_.set("u_size", framebuffer_size);
  mesh_.stream_vertices(std::span<const Vertex>(vertices_));
  mesh_.draw(gl::Primitive::triangle_strip, {0, static_cast<int>(vertices_.size())});
  vertices_.clear();
}

}  // namespace terreau::render
