#include "app/render/text_pass.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "app/assets.h"
#include "app/model/marks.h"
#include "app/model/palette.h"

namespace terreau::render {
namespace {

constexpr double kLabelPt = line::kLabelSize, kLabelHaloPt = line::kLabelHalo;
constexpr double kCountPt = mark::kCountSize, kTitlePt = line::kTitleSize;

}  // namespace

// Inter rather than Roboto: drawn side by side at 10.5 pixels it has the larger small letters, the
// more open e, a and s, and clearer accents; Roboto is a tenth narrower. Medium, because light
// strokes of a map label lose their contrast to smoothing. Both have æ œ É « » ’ ÿ.
Lettering::Lettering()
    : label_font(atlas.add_font(asset("fonts/Inter-Medium.otf"))),
      count_font(atlas.add_font(asset("fonts/Inter-SemiBold.otf"))),
      icon_font(atlas.add_font(asset("fonts/MaterialIcons-Regular.ttf"))) {}

gl::TextStyle Lettering::label(double scale) const {
  return {label_font, static_cast<float>(kLabelPt * scale),
          static_cast<float>(kLabelHaloPt * scale)};
}

gl::TextStyle Lettering::count(double scale) const {
  return {count_font, static_cast<float>(kCountPt * scale), 0};
}

gl::TextStyle Lettering::title(double scale) const {
  return {count_font, static_cast<float>(kTitlePt * scale),
          static_cast<float>(kLabelHaloPt * scale)};
}

gl::TextStyle Lettering::icon(double size_px) const {
  return {icon_font, static_cast<float>(size_px), 0};
}

TextPass::TextPass()
    : program_(load_program("text", "text")),
      mesh_(std::array{gl::Attribute{0, 2, gl::Component::f32, offsetof(Vertex, px)},
                       gl::Attribute{1, 2, gl::Component::f32, offsetof(Vertex, texel)},
                       gl::Attribute{2, 4, gl::Component::u8_normalised, offsetof(Vertex, colour)}},
            sizeof(Vertex)) {}

void TextPass::add(const gl::Sprite& word, glm::ivec2 pen_px, const Ink& ink) {
  auto words = std::ranges::find(words_, ink.halo, &Words::halo);
  if (words == words_.end()) words = words_.insert(words_.end(), {ink.halo, {}});
  const glm::vec2 corner(pen_px.x + word.left, pen_px.y + word.top), texel(word.x, word.y);
  for (const glm::ivec2 c : {glm::ivec2(0, 0), {1, 0}, {0, 1}, {0, 1}, {1, 0}, {1, 1}}) {
    const glm::vec2 offset(c.x * word.width, c.y * word.height);
    words->vertices.push_back({corner + offset, texel + offset, ink.colour});
  }
}

void TextPass::draw(gl::TextAtlas& atlas, glm::vec2 framebuffer_size) {
  program_.use();
  program_.set("u_size", framebuffer_size);
  program_.set("u_atlas", 0);
  atlas.bind(0);
  for (Words& words : words_) {
    if (words.vertices.empty()) continue;
    program_.set("u_halo", words.halo);
    mesh_.stream_vertices(std::span<const Vertex>(words.vertices));
    mesh_.draw(gl::Primitive::triangles, {0, static_cast<int>(words.vertices.size())});
    words.vertices.clear();
  }
}

}  // namespace terreau::render
