#include "app/render/mark_sprites.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <string_view>

namespace terreau::render {
namespace {

constexpr int kFirstSide = 1024, kLargestSide = 8192;

}  // namespace

MarkSprites::MarkSprites()
    : program_(load_program("mark", "mark")),
      mesh_(
          [] {
            using gl::Component;
            constexpr std::size_t look = offsetof(Instance, look);
            return std::array{
                gl::Attribute{0, 3, Component::f32, offsetof(Instance, x)},
                gl::Attribute{1, 4, Component::f32, look + offsetof(MarkLook, shape)},
                gl::Attribute{2, 4, Component::u8, look + offsetof(MarkLook, kind)},
                gl::Attribute{3, 2, Component::f32, offsetof(Instance, ring)},
                gl::Attribute{4, 4, Component::u8_normalised, look + offsetof(MarkLook, fill)},
                gl::Attribute{5, 4, Component::u8_normalised, look + offsetof(MarkLook, ink)},
                gl::Attribute{6, 4, Component::i16, look + offsetof(MarkLook, glyph)},
                gl::Attribute{7, 2, Component::i16, look + offsetof(MarkLook, glyph_corner)},
            };
          }(),
          sizeof(Instance), true),
      picture_(kFirstSide, kFirstSide) {}

std::size_t MarkSprites::Hash::operator()(const MarkLook& look) const {
  const std::string_view bytes(reinterpret_cast<const char*>(&look), sizeof look);
  return std::hash<std::string_view>()(bytes);
}

void MarkSprites::begin(const MapState& state, const gl::TextAtlas& letters) {
  const bool same = state.theme == theme_ && state.pixel_scale == scale_ &&
                    letters.generation() == letters_generation_;
  if (same) return;
  theme_ = state.theme;
  scale_ = state.pixel_scale;
  letters_generation_ = letters.generation();
  forget(false);
}

void MarkSprites::forget(bool larger) {
  if (larger && picture_.width() < kLargestSide) {
    picture_.resize(2 * picture_.width(), 2 * picture_.height());
  }
  cells_.clear();
  new_.clear();
  shelf_x_ = shelf_y_ = shelf_height_ = 0;
  blank_ = true;
}

std::optional<MarkSprites::Cell> MarkSprites::cell_of(const MarkLook& look) {
  if (const auto known = cells_.find(look); known != cells_.end()) return known->second;
  const int side = 2 * static_cast<int>(look.half_side);
  if (shelf_x_ + side > picture_.width()) {
    shelf_y_ += shelf_height_;
    shelf_x_ = shelf_height_ = 0;
  }
  if (shelf_y_ + side > picture_.height()) return {};
  const Cell cell{shelf_x_, shelf_y_, side};
  shelf_x_ += side;
  shelf_height_ = std::max(shelf_height_, side);
  cells_.emplace(look, cell);
  const float half = static_cast<float>(side) / 2;
  new_.push_back({static_cast<float>(cell.x) + half, static_cast<float>(cell.y) + half, look, {}});
  return cell;
}

void MarkSprites::draw_new(const MapState& state, gl::TextAtlas& letters) {
  if (new_.empty()) return;
  const unsigned before = gl::bound_framebuffer();
  gl::bind_framebuffer(picture_.framebuffer());
  gl::begin_frame(picture_.width(), picture_.height());
  if (blank_) gl::clear(glm::vec4(0));
  blank_ = false;
  program_.use();
  set_mark_uniforms(program_, state);
  program_.set("u_size", glm::vec2(picture_.width(), picture_.height()));
  program_.set("u_atlas", 0);
  letters.bind(0);
  rings_.clear();
  for (Instance& i : new_) {
    if (i.look.kind[1] != 0) i.ring = rings_.add(i.look, state.theme);
  }
  program_.set("u_rings", 1);
  rings_.bind(1);
  rings_.upload();
  mesh_.stream_vertices(std::span<const Instance>(new_));
  mesh_.draw_quads(static_cast<int>(new_.size()));
  new_.clear();
  gl::bind_framebuffer(before);
}

}  // namespace terreau::render
