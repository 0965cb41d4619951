#include "app/render/ring_strips.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <numbers>

#include "app/model/marks.h"

namespace terreau::render {
namespace {

constexpr int kWidth = 512, kChannels = 4;
constexpr std::size_t kRow = static_cast<std::size_t>(kWidth) * kChannels;

// Adds a slice to the texels that it covers, each for the part that it covers of it. Texel i is the
// direction i / steps, so it reaches from half a step before that to half a step after it.
void add_slice(std::span<glm::vec4> texels, double start, double end, glm::vec4 colour) {
  const auto steps = static_cast<double>(texels.size());
  const double from = start * steps + 0.5, to = end * steps + 0.5;
  for (double i = std::floor(from); i < to; ++i) {
    const double part = std::min(to, i + 1) - std::max(from, i);
    texels[static_cast<std::size_t>(i) % texels.size()] += static_cast<float>(part) * colour;
  }
}

}  // namespace

RingStrips::Strip RingStrips::add(const MarkLook& look, Theme theme) {
  const double around = 2 * std::numbers::pi * static_cast<double>(look.half_side);
  std::vector<glm::vec4> texels(static_cast<std::size_t>(std::clamp(around, 8.0, kWidth - 1.0)));
  double start = 0;
  for (std::size_t f = 0; f < kFamilyCount; ++f) {
    const double end = look.ends[f] / 255.0;
    if (end > start) {
      add_slice(texels, start, end, opaque(family_colour(static_cast<Family>(f), theme)));
    }
    start = end;
  }
  const std::size_t first = texels_.size();
  texels_.resize(first + kRow);
  for (std::size_t i = 0; i <= texels.size(); ++i) {
    const Rgba c = rgba(texels[i % texels.size()]);
    std::ranges::copy(std::array{c.r, c.g, c.b, c.a}, &texels_[first + i * kChannels]);
  }
  return {static_cast<float>(first / kRow), static_cast<float>(texels.size())};
}

void RingStrips::upload() {
  if (texels_.empty()) return;
  const auto rows = static_cast<unsigned>(texels_.size() / kRow);
  // A power of two: llvmpipe compiles a shader anew for textures whose height is none.
  if (rows > height_) {
    height_ = std::bit_ceil(rows);
    texture_.resize(kWidth, static_cast<int>(height_));
  }
  texture_.write_rows(0, static_cast<int>(rows), texels_);
}

}  // namespace terreau::render
