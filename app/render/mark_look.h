#pragma once

#include <array>

#include "app/model/map_state.h"
#include "app/model/scene.h"
#include "app/render/text_pass.h"

namespace terreau::render {

// What one marker or cluster looks like, in pixels, wherever it stands: all that mark.frag needs.
// Plain bytes without gaps: equal looks are equal bytes.
struct MarkLook {
  static constexpr std::size_t kSlots = 12;  // one for each family, in fours
  struct Shape {  // corners: 0 a box, -1 a drop; rounding: of a cluster, the width of its ring
    float corners = 0, size = 1, rounding = 1, hole = 0;
    friend bool operator==(const Shape&, const Shape&) = default;
  };
  float half_side = 0;  // of the square that it fits in, with shadow and halo
  Shape shape;
  std::array<std::uint8_t, 4> kind{};       // is a cluster, has slices, has a shadow, is selected
  std::array<std::uint8_t, kSlots> ends{};  // of each family's slice
  Rgba fill, ink;
  std::array<std::int16_t, 4> glyph{};  // in the letters' atlas
  std::array<std::int16_t, 2> glyph_corner{};

  friend bool operator==(const MarkLook&, const MarkLook&) = default;
};
static_assert(MarkLook::kSlots >= kFamilyCount);
static_assert(std::has_unique_object_representations_v<Rgba> && sizeof(MarkLook) == 56);

MarkLook look_of(const SceneMark& mark, const Scene& scene, const MapState& state,
                 Lettering& lettering, bool shadow);

// What all marks of a theme and a scale share.
void set_mark_uniforms(const gl::Program& program, const MapState& state);

}  // namespace terreau::render
