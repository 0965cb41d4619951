#pragma once

#include <array>
#include <cmath>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/model/scene.h"

// What markers and clusters look like, in points from their centre: window, paper and legend take
// it from here, so that they agree.
namespace terreau {

namespace mark {
inline constexpr double kOutline = 1.4;  // of markers, half outside of the shape
inline constexpr double kFine = 1.0;     // lines along rings
inline constexpr double kGap = 1.5;      // between a marker and the ring of its functions
inline constexpr double kRing = 2.0;
inline constexpr double kToldHalo = 0.7;  // of it, around what a story tells of; as in mark.frag
inline constexpr double kHalo = 2.5;      // of what is selected, beyond a gap
inline constexpr double kDotRim = 0.5;    // of paper, around a dot
inline constexpr double kCountSize = 12, kCapHeight = 0.727;  // of Inter, part of the size
// A drop of radius 1: a disc below, a small one above, and the tangents between them.
inline constexpr double kDropBelly = 0.70, kDropTip = 0.06, kDropHeight = 1.20, kDropLower = 0.36;
}  // namespace mark

struct MarkShape {
  int corners = 0;  // of a regular polygon; 0: a box, -1: a drop
  double size = 1;  // from the centre to a corner; of a box: half a side
  double rounding = 1;
  double hole = 0;  // in the colour of paper; of a box: round
  friend bool operator==(const MarkShape&, const MarkShape&) = default;
};

// As parts of a marker's radius, chosen so that all look equally large. A polygon has a corner
// above, a hexagon a side.
MarkShape shape_of(MarkerShape shape);

using FamilyCounts = std::array<std::uint32_t, kFamilyCount>;

struct MarkIcon {
  char32_t code_point = 0;  // of Material Icons
  double size_pt = 0, lower_pt = 0;
  Colour ink;
};

// Too small for a shape.
inline bool is_dot(const SceneMark& mark) { return !mark.is_cluster() && mark.diameter_pt < 8; }

// Where a dot that is so many pixels wide is drawn, along one axis: in the middle of a pixel or on
// a corner, so that all that its edge touches lies within a square of its own width.
inline int dot_width_px(double diameter_px) { return static_cast<int>(std::ceil(diameter_px)); }
inline double dot_centre(double px, int width_px) {
  return width_px % 2 == 1 ? std::floor(px) + 0.5 : std::floor(px + 0.5);
}

// One mark, ready to be drawn. A cluster is a disc with a ring of slices and a count; a dot, of
// many places drawn one by one, a disc with a fine line of paper around it.
struct MarkForm {
  MarkShape shape;  // points
  bool cluster = false;
  bool dot = false;
  double ring_pt = 0;     // a cluster's ring
  FamilyCounts slices{};  // of a cluster's ring, or of that of a marker's functions
  bool has_slices = false;
  Colour fill;
  std::optional<MarkIcon> icon;

  // How far it reaches beyond its shape, without halo.
  double outside_pt() const {
    if (cluster) return 0;
    if (dot) return mark::kDotRim / 2;
    return mark::kOutline / 2 + (has_slices ? mark::kGap + mark::kRing + mark::kFine : 0);
  }
};

MarkForm form_of(const SceneMark& mark, const Scene& scene, Theme theme);

// Of the marks of one frame, in their order, those that are worth drawing: in a crowd, single ones
// all but hidden below another are left out. Cells of the map decide, so that dragging it changes
// nothing.
inline constexpr std::size_t kCrowd = 2000;
std::vector<const SceneMark*> drawn_marks(std::span<const SceneMark> marks, const MapFrame& frame);

// A cluster's count, in at most four characters: what is whole in one and rounded in another of
// much the same size cannot be compared.
std::string short_count(Language language, std::uint32_t count);

Colour family_colour(Family family, Theme theme);
Colour blend(Colour from, Colour to, double part);

}  // namespace terreau
