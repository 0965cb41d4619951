#include "app/ui/swatch.h"

#include <array>
#include <cmath>
#include <numbers>
#include <span>

#include "app/ui/style.h"

namespace terreau::ui {
namespace {

constexpr float kOutline = 1.4F;

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

// The point above, the belly below.
void draw_drop(ImDrawList* list, ImVec2 m, float r, Ink ink) {
  const ImVec2 tip{m.x, m.y - 1.15F * r};
  const ImVec2 bottom{m.x, m.y + 0.95F * r};
  const auto path = [&] {
    list->PathLineTo(tip);
    list->PathBezierCubicCurveTo({m.x + 0.25F * r, m.y - 0.7F * r},
                                 {m.x + 0.9F * r, m.y - 0.1F * r},
                                 {m.x + 0.75F * r, m.y + 0.35F * r});
    list->PathBezierCubicCurveTo({m.x + 0.68F * r, m.y + 0.75F * r},
                                 {m.x + 0.35F * r, m.y + 0.95F * r}, bottom);
    list->PathBezierCubicCurveTo({m.x - 0.35F * r, m.y + 0.95F * r},
                                 {m.x - 0.68F * r, m.y + 0.75F * r},
                                 {m.x - 0.75F * r, m.y + 0.35F * r});
    list->PathBezierCubicCurveTo({m.x - 0.9F * r, m.y - 0.1F * r},
                                 {m.x - 0.25F * r, m.y - 0.7F * r}, tip);
  };
  path();
  list->PathFillConvex(ink.fill);
  path();
  list->PathStroke(ink.line, ImDrawFlags_Closed, kOutline);
}

// A coloured ring with a hole in the colour of paper, outlined on both sides.
void draw_hexagon_ring(ImDrawList* list, ImVec2 m, float r, Ink ink, ImU32 hole) {
  draw_points(list, polygon<6>(m, r, 0), ink);
  draw_circle(list, m, r * 0.36F, {hole, ink.line});
}

void draw_ring(ImDrawList* list, ImVec2 m, float r, Ink ink, ImU32 hole) {
  list->AddCircleFilled(m, r, ink.fill);
  list->AddCircleFilled(m, r * 0.5F, hole);
  list->AddCircle(m, r, ink.line, 0, kOutline);
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
  const ImU32 hole = shown && !c.dark ? rgba({255, 255, 255}) : c.panel;
  switch (info(family).shape) {
    case MarkerShape::circle: return draw_circle(list, m, r, ink);
    case MarkerShape::rounded_square: return draw_square(list, m, 0.86F * r, 2.4F, ink);
    case MarkerShape::square: return draw_square(list, m, 0.82F * r, 0, ink);
    case MarkerShape::small_square: return draw_square(list, m, 0.68F * r, 0, ink);
    case MarkerShape::drop: return draw_drop(list, m, r, ink);
    case MarkerShape::pentagon: return draw_points(list, polygon<5>(m, 1.08F * r, 0), ink);
    case MarkerShape::diamond: return draw_points(list, polygon<4>(m, 1.08F * r, 0), ink);
    case MarkerShape::triangle:
      return draw_points(list, polygon<3>({m.x, m.y + 0.16F * r}, 1.14F * r, 0), ink);
    case MarkerShape::hexagon_ring: return draw_hexagon_ring(list, m, 1.08F * r, ink, hole);
    case MarkerShape::ring: return draw_ring(list, m, r, ink, hole);
    case MarkerShape::small_circle: return draw_circle(list, m, 0.7F * r, ink);
  }
}

}  // namespace terreau::ui
