#include "app/ui/swatch.h"

#include <array>
#include <cmath>
#include <numbers>
#include <span>

#include "app/model/marks.h"
#include "app/model/palette.h"
#include "app/ui/style.h"

namespace terreau::ui {
namespace {

constexpr auto kOutline = static_cast<float>(mark::kOutline);

struct Ink {
  ImU32 fill, line;
};

// A corner up (0) or a side up (half a step), `radius` from the middle to the corners.
template <std::size_t n>
std::array<ImVec2, n> polygon(ImVec2 middle, float radius, float turn) {
  std::array<ImVec2, n> out;
  for (std::size_t i = 0; i < n; ++i) {
    const float angle =
        2 * std::numbers::pi_v<float> * (static_cast<float>(i) + turn) / static_cast<float>(n);
    out[i] = {middle.x + radius * std::sin(angle), middle.y - radius * std::cos(angle)};
  }
  return out;
}

void draw_points(ImDrawList* list, std::span<const ImVec2> points, Ink ink) {
  const int n = static_cast<int>(points.size());
  list->AddConvexPolyFilled(points.data(), n, ink.fill);
  list->AddPolyline(points.data(), n, ink.line, ImDrawFlags_Closed, kOutline);
}

void draw_square(ImDrawList* list, ImVec2 m, float half, float rounding, Ink ink) {
  const ImVec2 low{m.x - half, m.y - half}, high{m.x + half, m.y + half};
  list->AddRectFilled(low, high, ink.fill, rounding);
  list->AddRect(low, high, ink.line, rounding, 0, kOutline);
}

void draw_circle(ImDrawList* list, ImVec2 m, float radius, Ink ink) {
  list->AddCircleFilled(m, radius, ink.fill);
  list->AddCircle(m, radius, ink.line, 0, kOutline);
}

// A disc below, a point above and the tangents between them.
void draw_drop(ImDrawList* list, ImVec2 m, float r, Ink ink) {
  const float belly = static_cast<float>(mark::kDropBelly) * r;
  const float height = static_cast<float>(mark::kDropHeight) * r;
  const ImVec2 centre{m.x, m.y + static_cast<float>(mark::kDropLower) * r};
  // Where the tangent from the point touches the disc, measured from the vertical.
  const float touch = std::acos(belly / height);
  const float up = -std::numbers::pi_v<float> / 2;
  const auto path = [&] {
    list->PathLineTo({centre.x, centre.y - height});
    list->PathArcTo(centre, belly, up + touch, up - touch + 2 * std::numbers::pi_v<float>, 24);
  };
  path();
  list->PathFillConvex(ink.fill);
  path();
  list->PathStroke(ink.line, ImDrawFlags_Closed, kOutline);
}

void draw_box(ImDrawList* list, ImVec2 m, float half, float rounding, Ink ink) {
  if (rounding >= half) return draw_circle(list, m, half, ink);
  draw_square(list, m, half, rounding, ink);
}

void draw_polygon(ImDrawList* list, ImVec2 m, int corners, float radius, Ink ink) {
  switch (corners) {
    case 3: return draw_points(list, polygon<3>(m, radius, 0), ink);
    case 4: return draw_points(list, polygon<4>(m, radius, 0), ink);
    case 5: return draw_points(list, polygon<5>(m, radius, 0), ink);
    default: return draw_points(list, polygon<6>(m, radius, 0.5F), ink);
  }
}

// In the colour of paper, without a line.
void draw_hole(ImDrawList* list, ImVec2 m, int corners, float radius, ImU32 colour) {
  if (corners == 0) return list->AddCircleFilled(m, radius, colour);
  const auto inner = polygon<6>(m, radius, 0.5F);
  list->AddConvexPolyFilled(inner.data(), static_cast<int>(inner.size()), colour);
}

ImU32 to_colour(Colour c) { return rgba(c); }

}  // namespace

ImU32 family_colour(Family family, Theme theme) {
  return to_colour(terreau::family_colour(family, theme));
}

void draw_swatch(ImDrawList* list, ImVec2 m, float diameter, Family family, Theme theme,
                 bool shown) {
  const Colours& c = colours(theme);
  const float r = diameter / 2;
  const Ink ink =
      shown ? Ink{ui::family_colour(family, theme), c.marker_outline} : Ink{c.faint, c.faint};
  const ImU32 hole = c.panel | 0xFF000000U;
  const MarkShape shape = shape_of(info(family).shape);
  const float size = static_cast<float>(shape.size) * r;
  const auto rounding = static_cast<float>(shape.rounding) * r;
  if (shape.corners < 0) draw_drop(list, m, size, ink);
  if (shape.corners == 0) draw_box(list, m, size, rounding, ink);
  if (shape.corners > 0) draw_polygon(list, m, shape.corners, size, ink);
  if (shape.hole > 0) draw_hole(list, m, shape.corners, static_cast<float>(shape.hole) * r, hole);
}

void draw_overlay_swatch(ImDrawList* list, ImVec2 m, std::size_t overlay, Theme theme, bool shown,
                         ImU32 hidden) {
  static const std::array<ImVec2, 5> kShape{{{-6, -3}, {-1, -6}, {6, -4}, {5, 4}, {-4, 6}}};
  const ImU32 colour = shown ? to_colour(overlay_colour(theme, overlay)) : hidden;
  std::array<ImVec2, 5> points;
  for (std::size_t i = 0; i < points.size(); ++i) {
    points[i] = {m.x + kShape[i].x, m.y + kShape[i].y};
  }
  const auto n = static_cast<int>(points.size());
  if (shown) list->AddConvexPolyFilled(points.data(), n, (colour & 0x00FFFFFFU) | 0x30000000U);
  list->AddPolyline(points.data(), n, colour, ImDrawFlags_Closed, 1.6F);
}

}  // namespace terreau::ui
