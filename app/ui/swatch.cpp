#include "app/ui/swatch.h"

#include <array>
#include <cmath>
#include <numbers>
#include <span>

#include "app/ui/style.h"

namespace terreau::ui {
namespace {

constexpr float kOutline = 1.4F;  // sizes and shapes are those of app/render/mark_pass.cpp

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
  const float belly = 0.70F * r, height = 1.20F * r;
  const ImVec2 centre{m.x, m.y + 0.36F * r};
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

// Coloured rings with a hole in the colour of paper.
void draw_hexagon_ring(ImDrawList* list, ImVec2 m, float r, Ink ink, ImU32 hole) {
  draw_points(list, polygon<6>(m, 1.16F * r, 0.5F), ink);
  const auto inner = polygon<6>(m, 0.56F * r, 0.5F);
  list->AddConvexPolyFilled(inner.data(), static_cast<int>(inner.size()), hole);
}

void draw_ring(ImDrawList* list, ImVec2 m, float r, Ink ink, ImU32 hole) {
  draw_circle(list, m, r, ink);
  list->AddCircleFilled(m, r * 0.5F, hole);
}

ImU32 to_colour(Colour c) { return rgba(c); }

}  // namespace

ImU32 family_colour(Family family, Theme theme) {
  const FamilyInfo& f = info(family);
  return to_colour(theme == Theme::dark ? f.dark : f.light);
}

void draw_swatch(ImDrawList* list, ImVec2 m, float diameter, Family family, Theme theme,
                 bool shown) {
  const Colours& c = colours(theme);
  const float r = diameter / 2;
  const Ink ink =
      shown ? Ink{family_colour(family, theme), c.marker_outline} : Ink{c.faint, c.faint};
  const ImU32 hole = c.panel | 0xFF000000U;
  switch (info(family).shape) {
    case MarkerShape::circle: return draw_circle(list, m, r, ink);
    case MarkerShape::rounded_square: return draw_square(list, m, 0.92F * r, 0.36F * r, ink);
    case MarkerShape::drop: return draw_drop(list, m, 1.16F * r, ink);
    case MarkerShape::square: return draw_square(list, m, 0.88F * r, 0, ink);
    case MarkerShape::pentagon: return draw_points(list, polygon<5>(m, 1.14F * r, 0), ink);
    case MarkerShape::small_square: return draw_square(list, m, 0.68F * r, 0, ink);
    case MarkerShape::hexagon_ring: return draw_hexagon_ring(list, m, r, ink, hole);
    case MarkerShape::diamond: return draw_points(list, polygon<4>(m, 1.28F * r, 0), ink);
    case MarkerShape::ring: return draw_ring(list, m, r, ink, hole);
    case MarkerShape::triangle: return draw_points(list, polygon<3>(m, 1.36F * r, 0), ink);
    case MarkerShape::small_circle: return draw_circle(list, m, 0.7F * r, ink);
  }
}

}  // namespace terreau::ui
