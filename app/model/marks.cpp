#include "app/model/marks.h"

#include <algorithm>
#include <cmath>

#include "app/model/palette.h"

namespace terreau {
namespace {

constexpr double kWidestClusterRing = 5, kClusterRingPart = 0.135;  // of the diameter
constexpr double kSmallestWithRing = 12, kSmallestWithIcon = 16;
constexpr double kHoveredGrowth = 1.12, kHoveredShine = 0.18;
// With an icon the small shapes grow, so that it is read.
constexpr double kSmallWithIcon = 1.22;
constexpr double kHoleWithIcon = 0.74;  // of the size

struct IconRoom {  // parts of the diameter: the icon's size, and how far below the middle it stands
  double size = 0.70, lower = 0;
};

IconRoom icon_room(MarkerShape shape) {
  switch (shape) {
    case MarkerShape::drop: return {0.56, 0.10};
    case MarkerShape::triangle: return {0.52, 0.10};
    case MarkerShape::pentagon: return {0.66, 0.02};
    case MarkerShape::small_square:
    case MarkerShape::small_circle: return {0.58, 0};
    default: return {};
  }
}

// Relative luminance decides which of two inks is read better on a colour.
bool is_light(Colour c) {
  const auto linear = [](std::uint8_t v) { return std::pow(static_cast<double>(v) / 255, 2.2); };
  return 0.2126 * linear(c.r) + 0.7152 * linear(c.g) + 0.0722 * linear(c.b) > 0.3;
}

// Shapes with a hole keep it: there the icon stands in the hole, which grows for it.
void add_icon(MarkForm& form, const SceneMark& m, Theme theme) {
  const MarkerShape shape = info(m.family).shape;
  const IconRoom room = icon_room(shape);
  const Palette& light = palette(Theme::light);
  const bool on_paper = form.shape.hole > 0;
  const bool on_light = is_light(family_colour(m.family, theme));
  form.icon = MarkIcon{info(m.icon).icon, m.diameter_pt * room.size, m.diameter_pt * room.lower,
                       on_paper   ? palette(theme).text
                       : on_light ? light.text
                                  : light.panel};
  if (on_paper) form.shape.hole = form.shape.size * kHoleWithIcon;
  if (shape == MarkerShape::small_square || shape == MarkerShape::small_circle) {
    form.shape.size *= kSmallWithIcon;
    form.shape.rounding *= kSmallWithIcon;
  }
}

// Equal parts, one for each function; none where the only function is what gives the family.
void add_functions(MarkForm& form, const SceneMark& m) {
  std::uint32_t total = 0;
  for (std::uint8_t k = kLegalFormCount; k < kKindCount; ++k) {
    if (!m.functions.has(Kind{k})) continue;
    ++form.slices[static_cast<std::size_t>(info(Kind{k}).family)];
    ++total;
  }
  const bool gives_family = total == 1 && form.slices[static_cast<std::size_t>(m.family)] == 1;
  form.has_slices = total > 0 && !gives_family;
}

constexpr double kCellPt = 4;     // of a crowd, one single marker is drawn in each
constexpr double kDotCellPt = 2;  // or dot

struct Grid {
  double cell_pt;
  ScreenPos zero;
  std::ptrdiff_t left, top, columns, rows;

  Grid(const MapFrame& frame, double cell_pt_) : cell_pt(cell_pt_), zero(frame.to_screen({})) {
    const ScreenRect& r = frame.viewport;
    left = cell(r.x_pt, zero.x_pt);
    top = cell(r.y_pt, zero.y_pt);
    columns = cell(r.x_pt + r.width_pt, zero.x_pt) - left + 1;
    rows = cell(r.y_pt + r.height_pt, zero.y_pt) - top + 1;
  }
  std::ptrdiff_t cell(double at, double from) const {
    return static_cast<std::ptrdiff_t>(std::floor((at - from) / cell_pt));
  }
  // None outside of the frame.
  std::optional<std::size_t> cell_of(ScreenPos p) const {
    const std::ptrdiff_t column = cell(p.x_pt, zero.x_pt) - left;
    const std::ptrdiff_t row = cell(p.y_pt, zero.y_pt) - top;
    if (column < 0 || column >= columns || row < 0 || row >= rows) return {};
    return static_cast<std::size_t>(row * columns + column);
  }
};

}  // namespace

MarkShape shape_of(MarkerShape shape) {
  switch (shape) {
    case MarkerShape::circle: break;
    case MarkerShape::rounded_square: return {0, 0.92, 0.36, 0};
    case MarkerShape::drop: return {-1, 1.16, 0, 0};
    case MarkerShape::square: return {0, 0.88, 0.04, 0};
    case MarkerShape::pentagon: return {5, 1.14, 0, 0};
    case MarkerShape::small_square: return {0, 0.68, 0.04, 0};
    case MarkerShape::hexagon_ring: return {6, 1.16, 0, 0.56};
    case MarkerShape::diamond: return {4, 1.28, 0, 0};
    case MarkerShape::ring: return {0, 1, 1, 0.50};
    case MarkerShape::triangle: return {3, 1.36, 0, 0};
    case MarkerShape::small_circle: return {0, 0.70, 0.70, 0};
  }
  return {};
}

MarkForm form_of(const SceneMark& m, const Scene& scene, Theme theme) {
  MarkForm form;
  const double radius = m.diameter_pt / 2 * (m.hovered ? kHoveredGrowth : 1);
  if (m.is_cluster()) {
    form.cluster = form.has_slices = true;
    form.shape = {0, radius, radius, 0};
    form.ring_pt = std::min(kClusterRingPart * m.diameter_pt, kWidestClusterRing);
    for (const Slice& s : scene.slices_of(m)) {
      form.slices[static_cast<std::size_t>(s.family)] += s.count;
    }
    form.fill = m.hovered ? palette(theme).hover : palette(theme).panel;
    return form;
  }
  const Colour colour = family_colour(m.family, theme);
  if (is_dot(m)) {
    const double r = radius - mark::kDotRim / 2;
    form.dot = true;
    form.shape = {0, r, r, 0};
    form.fill = colour;
    return form;
  }
  const MarkShape parts = shape_of(info(m.family).shape);
  const double r = radius - mark::kOutline / 2;
  form.shape = {parts.corners, parts.size * r, parts.rounding * r, parts.hole * r};
  form.fill = m.hovered ? blend(colour, palette(Theme::light).panel, kHoveredShine) : colour;
  if (m.diameter_pt >= kSmallestWithRing) add_functions(form, m);
  if (m.diameter_pt >= kSmallestWithIcon) add_icon(form, m, theme);
  return form;
}

std::vector<const SceneMark*> drawn_marks(std::span<const SceneMark> marks, const MapFrame& frame) {
  std::vector<const SceneMark*> chosen;
  chosen.reserve(marks.size());
  const bool crowd = marks.size() > kCrowd;
  const bool dots = std::ranges::any_of(marks, is_dot);
  const Grid grid(frame, dots ? kDotCellPt : kCellPt);
  std::vector<bool> taken(crowd ? static_cast<std::size_t>(grid.columns * grid.rows) : 0);
  for (auto m = marks.rbegin(); m != marks.rend(); ++m) {
    if (crowd && !m->is_cluster() && !m->hovered && !m->selected && !m->told) {
      const auto cell = grid.cell_of(m->at);
      if (cell && taken[*cell]) continue;
      if (cell) taken[*cell] = true;
    }
    chosen.push_back(&*m);
  }
  std::ranges::reverse(chosen);
  return chosen;
}

std::string short_count(Language language, std::uint32_t count) {
  if (count < 1000) return std::to_string(count);
  const bool millions = count >= 999'500;
  const double part = count / (millions ? 1e6 : 1e3);
  const char* unit = millions ? "M" : "k";
  const long tenths = std::lround(part * 10);
  if (tenths >= 100 || tenths % 10 == 0) return std::to_string(std::lround(part)) + unit;
  const char* point = language == Language::fr ? "," : ".";
  return std::to_string(tenths / 10) + point + std::to_string(tenths % 10) + unit;
}

Colour family_colour(Family family, Theme theme) {
  return theme == Theme::dark ? info(family).dark : info(family).light;
}

Colour blend(Colour from, Colour to, double part) {
  const auto mix = [part](std::uint8_t a, std::uint8_t b) {
    return static_cast<std::uint8_t>(std::lround(a * (1 - part) + b * part));
  };
  return {mix(from.r, to.r), mix(from.g, to.g), mix(from.b, to.b)};
}

}  // namespace terreau
