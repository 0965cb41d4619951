#include "app/gl/text_atlas.h"

#include <algorithm>

namespace terreau::gl {
namespace {

constexpr int kWidth = 1024, kFirstHeight = 256, kLargestHeight = 4096;
constexpr std::size_t kTexelBytes = 2;

std::size_t bytes_of(int rows) { return static_cast<std::size_t>(rows) * kWidth * kTexelBytes; }

}  // namespace

TextAtlas::TextAtlas() : texels_(bytes_of(kFirstHeight)), height_(kFirstHeight) {}

std::uint8_t TextAtlas::add_font(std::span<const std::byte> file) {
  fonts_.emplace_back(file);
  return static_cast<std::uint8_t>(fonts_.size() - 1);
}

double TextAtlas::width_px(std::string_view utf8, const TextStyle& style) const {
  return fonts_[style.font].width(utf8, style.size_px);
}

Sprite TextAtlas::sprite(std::string_view utf8, const TextStyle& style) {
  auto& words = sprites_[style];
  if (const auto known = words.find(utf8); known != words.end()) return known->second;
  const Sprite sprite = place(fonts_[style.font].draw(utf8, style.size_px, style.halo_px));
  words.emplace(utf8, sprite);
  return sprite;
}

void TextAtlas::begin_frame() {
  if (height_ < kLargestHeight) return;
  ++generation_;
  sprites_.clear();
  texels_.assign(bytes_of(kFirstHeight), 0);
  height_ = kFirstHeight;
  shelf_x_ = shelf_y_ = shelf_height_ = dirty_from_ = 0;
}

// Shelves from top to bottom; words of one style are of much the same height.
Sprite TextAtlas::place(const TextBitmap& text) {
  if (text.width == 0 || text.width > kWidth) return {};
  if (shelf_x_ + text.width > kWidth) {
    shelf_y_ += shelf_height_;
    shelf_x_ = shelf_height_ = 0;
  }
  shelf_height_ = std::max(shelf_height_, text.height);
  while (shelf_y_ + shelf_height_ > height_) {
    if (height_ >= kLargestHeight) return {};
    height_ *= 2;
    texels_.resize(bytes_of(height_));
  }
  for (int y = 0; y < text.height; ++y) {
    const auto from =
        text.texels.begin() + static_cast<std::ptrdiff_t>(kTexelBytes) * y * text.width;
    const auto to = texels_.begin() +
                    static_cast<std::ptrdiff_t>(bytes_of(shelf_y_ + y) + kTexelBytes * shelf_x_);
    std::copy_n(from, kTexelBytes * static_cast<std::size_t>(text.width), to);
  }
  dirty_from_ = std::min(dirty_from_, shelf_y_);
  const auto x = static_cast<std::int16_t>(shelf_x_);
  shelf_x_ += text.width;
  return {x,
          static_cast<std::int16_t>(shelf_y_),
          static_cast<std::int16_t>(text.width),
          static_cast<std::int16_t>(text.height),
          static_cast<std::int16_t>(text.left),
          static_cast<std::int16_t>(text.top)};
}

void TextAtlas::bind(int unit) {
  texture_.bind(unit);
  if (texture_height_ != height_) {
    texture_.resize(kWidth, height_);
    texture_height_ = height_;
    dirty_from_ = 0;
  }
  const int used = shelf_y_ + shelf_height_;
  if (dirty_from_ >= used) return;
  const std::span<const std::uint8_t> all(texels_);
  texture_.write_rows(dirty_from_, used - dirty_from_,
                      all.subspan(bytes_of(dirty_from_), bytes_of(used - dirty_from_)));
  dirty_from_ = used;
}

}  // namespace terreau::gl
