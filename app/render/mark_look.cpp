#include "app/render/mark_look.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "app/model/i18n.h"
#include "app/model/palette.h"

namespace terreau::render {
namespace {

// In points. The diameters themselves come with the marks.
namespace metrics {
constexpr float kOutline = 1.4F;  // of markers, half outside of the shape
constexpr float kFine = 1.0F;     // of rings
constexpr float kGap = 1.5F;      // between a marker and the ring of its functions
constexpr float kRing = 2.0F;
constexpr float kWidestClusterRing = 5.0F, kClusterRingPart = 0.135F;  // of the diameter
constexpr float kHalo = 2.5F;    // of what is selected, beyond a gap
constexpr float kShadow = 2.5F;  // as in mark.frag
constexpr float kSmallestWithIcon = 16.0F;
constexpr float kCountRoom = 1.5F;  // between a count and its ring
constexpr float kHoveredGrowth = 1.12F;
constexpr float kHoveredShine = 0.18F;
constexpr float kCapHeight = 0.727F;  // of Inter, part of the size
}  // namespace metrics

struct IconRoom {  // parts of the diameter: the icon's size, and how far below the middle it stands
  float size = 0.70F, lower = 0;
};

IconRoom icon_room(MarkerShape shape) {
  switch (shape) {
    case MarkerShape::drop: return {0.56F, 0.10F};
    case MarkerShape::triangle: return {0.52F, 0.10F};
    case MarkerShape::pentagon: return {0.66F, 0.02F};
    case MarkerShape::small_square:
    case MarkerShape::small_circle: return {0.58F, 0};
    default: return {};
  }
}

// With an icon the small shapes grow, so that it is read.
constexpr float kSmallWithIcon = 1.22F;
constexpr float kHoleWithIcon = 0.74F;  // of the size

// Sizes are parts of the radius, chosen so that all look equally large.
MarkLook::Shape shape_of(MarkerShape shape) {
  switch (shape) {
    case MarkerShape::circle: break;
    case MarkerShape::rounded_square: return {0, 0.92F, 0.36F, 0};
    case MarkerShape::drop: return {-1, 1.16F, 0, 0};
    case MarkerShape::square: return {0, 0.88F, 0.04F, 0};
    case MarkerShape::pentagon: return {5, 1.14F, 0, 0};
    case MarkerShape::small_square: return {0, 0.68F, 0.04F, 0};
    case MarkerShape::hexagon_ring: return {6, 1.16F, 0, 0.56F};
    case MarkerShape::diamond: return {4, 1.28F, 0, 0};
    case MarkerShape::ring: return {0, 1, 1, 0.50F};
    case MarkerShape::triangle: return {3, 1.36F, 0, 0};
    case MarkerShape::small_circle: return {0, 0.70F, 0.70F, 0};
  }
  return {};
}

Colour family_colour(Family family, Theme theme) {
  return theme == Theme::dark ? info(family).dark : info(family).light;
}

// Relative luminance decides which of two inks is read better on a colour.
bool is_light(Colour c) {
  const auto linear = [](std::uint8_t v) { return std::pow(static_cast<double>(v) / 255, 2.2); };
  return 0.2126 * linear(c.r) + 0.7152 * linear(c.g) + 0.0722 * linear(c.b) > 0.3;
}

struct Builder {
  const Scene& scene;
  const MapState& state;
  Lettering& lettering;
  bool shadow;
  float scale = static_cast<float>(state.pixel_scale);
  const Palette& colours = palette(state.theme);

  MarkLook look(const SceneMark& m) const;
  void make_cluster(MarkLook& i, const SceneMark& m) const;
  void make_marker(MarkLook& i, const SceneMark& m, float radius_px) const;
  void add_functions(MarkLook& i, const SceneMark& m) const;
  void add_count(MarkLook& i, const SceneMark& m) const;
  void add_icon(MarkLook& i, const SceneMark& m) const;
};

using FamilyCounts = std::array<std::uint32_t, kFamilyCount>;

// Where each family's slice ends, the last one at the whole circle.
void put_slices(MarkLook& i, const FamilyCounts& counts) {
  const std::uint64_t total = std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
  std::uint64_t sum = 0;
  for (std::size_t f = 0; f < counts.size(); ++f) {
    sum += counts[f];
    i.ends[f] = static_cast<std::uint8_t>(sum * 255 / std::max<std::uint64_t>(total, 1));
  }
  i.kind[1] = 1;
}

void put_glyph(MarkLook& i, const gl::Sprite& s, int left_px, int top_px) {
  i.glyph = {s.x, s.y, s.width, s.height};
  i.glyph_corner = {static_cast<std::int16_t>(left_px), static_cast<std::int16_t>(top_px)};
}

MarkLook Builder::look(const SceneMark& m) const {
  MarkLook i;
  i.kind = {m.count > 1, 0, shadow, m.selected};
  float radius_px = static_cast<float>(m.diameter_pt) / 2 * scale;
  if (m.hovered) radius_px *= metrics::kHoveredGrowth;
  i.shape = {0, radius_px, radius_px, 0};
  if (m.count > 1) {
    make_cluster(i, m);
  } else {
    make_marker(i, m, radius_px - metrics::kOutline / 2 * scale);
  }
  const float extent =
      std::max(i.shape.size, radius_px) +
      (i.kind[1] != 0 && m.count == 1 ? metrics::kGap + metrics::kRing + 2 : 0) * scale;
  const float around = m.selected ? metrics::kGap + metrics::kHalo : 0.0F;
  const float reach = std::max(around, shadow ? metrics::kShadow : 0.0F);
  i.half_side = std::ceil(extent + (reach + 1) * scale);
  return i;
}

void Builder::make_cluster(MarkLook& i, const SceneMark& m) const {
  FamilyCounts counts{};
  for (const Slice& s : scene.slices_of(m)) counts[static_cast<std::size_t>(s.family)] += s.count;
  put_slices(i, counts);
  const float ring = metrics::kClusterRingPart * static_cast<float>(m.diameter_pt);
  i.shape.rounding = std::min(ring, metrics::kWidestClusterRing) * scale;
  i.fill = rgba(m.hovered ? colours.hover : colours.panel);
  add_count(i, m);
}

void Builder::add_count(MarkLook& i, const SceneMark& m) const {
  const gl::TextStyle style = lettering.count(scale);
  std::string text = format_count(state.language, m.count);
  const float room_px =
      2 * (i.shape.size - i.shape.rounding - (2 * metrics::kFine + metrics::kCountRoom) * scale);
  if (lettering.atlas.width_px(text, style) > room_px) text = short_count(state.language, m.count);
  const gl::Sprite word = lettering.atlas.sprite(text, style);
  const int baseline_px = static_cast<int>(std::lround(style.size_px * metrics::kCapHeight / 2));
  put_glyph(i, word, -(word.width + 1) / 2, baseline_px + word.top);
  i.ink = rgba(colours.text);
}

void Builder::make_marker(MarkLook& i, const SceneMark& m, float radius_px) const {
  const MarkLook::Shape shape = shape_of(info(m.family).shape);
  i.shape = {shape.corners, shape.size * radius_px, shape.rounding * radius_px,
             shape.hole * radius_px};
  // Upright edges end on whole pixels.
  const float edge = metrics::kOutline / 2 * scale;
  if (shape.corners == 0 && shape.rounding < 1)
    i.shape.size = std::round(i.shape.size + edge) - edge;
  const Colour family = family_colour(m.family, state.theme);
  const Colour white = palette(Theme::light).panel;
  i.fill = rgba(m.hovered ? blend(family, white, metrics::kHoveredShine) : opaque(family));
  add_functions(i, m);
  if (m.diameter_pt >= metrics::kSmallestWithIcon) add_icon(i, m);
}

// Equal parts, one for each function; none where the only function is what gives the family.
void Builder::add_functions(MarkLook& i, const SceneMark& m) const {
  FamilyCounts counts{};
  std::uint32_t total = 0;
  for (std::uint8_t k = kLegalFormCount; k < kKindCount; ++k) {
    if (!m.functions.has(Kind{k})) continue;
    ++counts[static_cast<std::size_t>(info(Kind{k}).family)];
    ++total;
  }
  const bool gives_family = total == 1 && counts[static_cast<std::size_t>(m.family)] == 1;
  if (total > 0 && !gives_family) put_slices(i, counts);
}

// Shapes with a hole keep it: there the icon stands in the hole, which grows for it.
void Builder::add_icon(MarkLook& i, const SceneMark& m) const {
  const MarkerShape shape = info(m.family).shape;
  const IconRoom room = icon_room(shape);
  const float diameter_px = static_cast<float>(m.diameter_pt) * scale;
  const gl::TextStyle style = lettering.icon(std::round(diameter_px * room.size));
  const gl::Sprite icon = lettering.atlas.sprite(gl::utf8_of(info(m.icon).icon), style);
  const int lower_px = static_cast<int>(std::lround(diameter_px * room.lower));
  put_glyph(i, icon, -(icon.width / 2), -(icon.height / 2) + lower_px);
  const Palette& light = palette(Theme::light);
  const bool on_paper = i.shape.hole > 0;
  const bool on_light = is_light(family_colour(m.family, state.theme));
  i.ink = rgba(on_paper ? colours.text : on_light ? light.text : light.panel);
  if (on_paper) i.shape.hole = i.shape.size * kHoleWithIcon;
  if (shape == MarkerShape::small_square || shape == MarkerShape::small_circle) {
    i.shape.size *= kSmallWithIcon;
    i.shape.rounding *= kSmallWithIcon;
  }
}

}  // namespace

MarkLook look_of(const SceneMark& mark, const Scene& scene, const MapState& state,
                 Lettering& lettering, bool shadow) {
  return Builder{scene, state, lettering, shadow}.look(mark);
}

void set_mark_uniforms(const gl::Program& program, const MapState& state) {
  const Palette& colours = palette(state.theme);
  const auto scale = static_cast<float>(state.pixel_scale);
  std::array<glm::vec4, kFamilyCount> families;
  for (std::size_t f = 0; f < families.size(); ++f) {
    families[f] = opaque(family_colour(static_cast<Family>(f), state.theme));
  }
  program.set("u_family", families);
  program.set("u_outline", opaque(colours.marker_outline));
  program.set("u_paper", opaque(colours.panel));
  program.set("u_accent", opaque(colours.accent));
  program.set("u_outline_width", metrics::kOutline * scale);
  program.set("u_gap", metrics::kGap * scale);
  program.set("u_ring", metrics::kRing * scale);
  program.set("u_fine", metrics::kFine * scale);
  program.set("u_shadow", metrics::kShadow * scale);
  program.set("u_halo", (metrics::kGap + metrics::kHalo) * scale);
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

}  // namespace terreau::render
