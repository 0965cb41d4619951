#include "app/gl/target.h"

#include <algorithm>
#include <array>

#include <epoxy/gl.h>

namespace terreau::gl {
namespace {

// Both framebuffers stay bound.
void blit(const Corner& from, const Corner& to, int width, int height, bool turned) {
  glDisable(GL_SCISSOR_TEST);
  glBindFramebuffer(GL_READ_FRAMEBUFFER, from.framebuffer);
  glBindFramebuffer(GL_DRAW_FRAMEBUFFER, to.framebuffer);
  const int first = turned ? to.low + height : to.low, last = turned ? to.low : to.low + height;
  glBlitFramebuffer(from.left, from.low, from.left + width, from.low + height, to.left, first,
                    to.left + width, last, GL_COLOR_BUFFER_BIT, GL_NEAREST);
}

}  // namespace

void Target::resize(int width, int height) {
  if (width == width_ && height == height_) return;
  width_ = width;
  height_ = height;
  glBindTexture(GL_TEXTURE_2D, colour_.name());
  // In the order of a window's bytes, which Mesa takes from these names alone: so that pictures are
  // copied into a window as memory.
  glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA, width, height, 0, GL_BGRA, GL_UNSIGNED_BYTE, nullptr);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
  const unsigned before = bound_framebuffer();
  bind_framebuffer(framebuffer_.name());
  glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, colour_.name(), 0);
  bind_framebuffer(before);
}

void Target::bind_texture(int unit) const {
  glActiveTexture(GL_TEXTURE0 + static_cast<GLenum>(unit));
  glBindTexture(GL_TEXTURE_2D, colour_.name());
}

void Target::take(const PixelRect& rect, int framebuffer_height) {
  resize(rect.width, rect.height);
  const int low = framebuffer_height - rect.y - rect.height;  // OpenGL's first row is the lowest
  const unsigned from = bound_framebuffer();
  blit({from, rect.x, low}, {framebuffer_.name()}, rect.width, rect.height, false);
  bind_framebuffer(from);
}

int largest_side() {
  GLint texture = 0;
  std::array<GLint, 2> viewport{};
  glGetIntegerv(GL_MAX_TEXTURE_SIZE, &texture);
  glGetIntegerv(GL_MAX_VIEWPORT_DIMS, viewport.data());
  return std::min(texture, std::min(viewport[0], viewport[1]) - 2 * kGuardPx);
}

unsigned bound_framebuffer() {
  GLint name = 0;
  glGetIntegerv(GL_DRAW_FRAMEBUFFER_BINDING, &name);
  return static_cast<unsigned>(name);
}

void bind_framebuffer(unsigned framebuffer) { glBindFramebuffer(GL_FRAMEBUFFER, framebuffer); }

Image read_framebuffer(unsigned framebuffer, int width, int height) {
  Image image{width, height, {}};
  const std::size_t row = static_cast<std::size_t>(width) * 3;
  image.rgb.resize(row * static_cast<std::size_t>(height));
  glBindFramebuffer(GL_READ_FRAMEBUFFER, framebuffer);
  glPixelStorei(GL_PACK_ALIGNMENT, 1);
  glReadPixels(0, 0, width, height, GL_RGB, GL_UNSIGNED_BYTE, image.rgb.data());
  const auto begin = image.rgb.begin();  // OpenGL's first row is the lowest
  for (int y = 0; y < height / 2; ++y) {
    const auto top = begin + static_cast<std::ptrdiff_t>(row) * y;
    const auto bottom = begin + static_cast<std::ptrdiff_t>(row) * (height - 1 - y);
    std::swap_ranges(top, top + static_cast<std::ptrdiff_t>(row), bottom);
  }
  return image;
}

void copy_part(const Corner& from, const Corner& to, int width, int height) {
  const unsigned before = bound_framebuffer();
  blit(from, to, width, height, is_window(from.framebuffer) || is_window(to.framebuffer));
  bind_framebuffer(before);
}

void begin_frame(int width, int height) {
  glViewport(-kGuardPx, -kGuardPx, width + 2 * kGuardPx, height + 2 * kGuardPx);
  for (const GLenum off : {GL_DEPTH_TEST, GL_STENCIL_TEST, GL_CULL_FACE, GL_SCISSOR_TEST}) {
    glDisable(off);
  }
  glColorMask(GL_TRUE, GL_TRUE, GL_TRUE, GL_TRUE);
  glPolygonMode(GL_FRONT_AND_BACK, GL_FILL);
  glEnable(GL_PROGRAM_POINT_SIZE);
  glEnable(GL_BLEND);
  glBlendEquation(GL_FUNC_ADD);
  glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);  // colours are premultiplied by their alpha
}

void clip(std::optional<PixelRect> rect, int height) {
  if (!rect) {
    glDisable(GL_SCISSOR_TEST);
    return;
  }
  glEnable(GL_SCISSOR_TEST);
  glScissor(rect->x, height - rect->y - rect->height, rect->width, rect->height);
}

void clear(glm::vec4 colour) {
  glClearColor(colour.r, colour.g, colour.b, colour.a);
  glClear(GL_COLOR_BUFFER_BIT);
}

void blend(bool on) {
  if (on) {
    glEnable(GL_BLEND);
  } else {
    glDisable(GL_BLEND);
  }
}

}  // namespace terreau::gl
