#include "app/render/mark_look.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "app/model/marks.h"
#include "app/model/palette.h"

namespace terreau::render {
namespace {

constexpr double kShadow = 2.5;  // points, as in mark.frag

struct Builder {
  const Scene& scene;
  const MapState& state;
  Lettering& lettering;
  bool shadow;
  float scale = static_cast<float>(state.pixel_scale);
  const Palette& colours = palette(state.theme);

  float px(double points) const { return static_cast<float>(points) * scale; }
  MarkLook look(const SceneMark& m) const;
  void set_shape(MarkLook& i, const SceneMark& m, const MarkForm& form) const;
  void add_count(MarkLook& i, const SceneMark& m) const;
  void add_icon(MarkLook& i, const MarkIcon& icon) const;
};

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
  const MarkForm form = form_of(m, scene, state.theme);
  MarkLook i;
  // 2: the thinner ring of what a story tells of.
  const std::uint8_t around_it = m.selected ? 1 : m.told ? 2 : 0;
  i.kind = {form.cluster, 0, shadow, around_it};
  i.fill = rgba(form.fill);
  if (form.has_slices) put_slices(i, form.slices);
  set_shape(i, m, form);
  if (form.cluster) add_count(i, m);
  if (form.icon) add_icon(i, *form.icon);
  const float extent =
      i.shape.size + px(form.outside_pt() + (form.has_slices && !form.cluster ? 1 : 0));
  const double around = around_it != 0 ? mark::kGap + mark::kHalo : 0.0;
  const double reach = std::max(around, shadow ? kShadow : 0.0);
  i.half_side = std::ceil(extent + px(reach + 1));
  return i;
}

void Builder::set_shape(MarkLook& i, const SceneMark& m, const MarkForm& form) const {
  const double rounding = form.cluster ? form.ring_pt : form.shape.rounding;
  i.shape = {static_cast<float>(form.shape.corners), px(form.shape.size), px(rounding),
             px(form.shape.hole)};
  if (form.cluster || form.shape.corners != 0) return;
  // Upright edges end on whole pixels.
  const float edge = px(mark::kOutline / 2);
  if (shape_of(info(m.family).shape).rounding < 1) {
    i.shape.size = std::round(i.shape.size + edge) - edge;
  }
}

void Builder::add_count(MarkLook& i, const SceneMark& m) const {
  const gl::TextStyle style = lettering.count(scale);
  const gl::Sprite word = lettering.atlas.sprite(short_count(state.language, m.count), style);
  const int baseline_px =
      static_cast<int>(std::lround(static_cast<double>(style.size_px) * mark::kCapHeight / 2));
  put_glyph(i, word, -(word.width + 1) / 2, baseline_px + word.top);
  i.ink = rgba(colours.text);
}

void Builder::add_icon(MarkLook& i, const MarkIcon& icon) const {
  const gl::TextStyle style = lettering.icon(std::round(static_cast<double>(px(icon.size_pt))));
  const gl::Sprite sprite = lettering.atlas.sprite(gl::utf8_of(icon.code_point), style);
  const int lower_px = static_cast<int>(std::lround(px(icon.lower_pt)));
  put_glyph(i, sprite, -(sprite.width / 2), -(sprite.height / 2) + lower_px);
  i.ink = rgba(icon.ink);
}

}  // namespace

MarkLook look_of(const SceneMark& mark, const Scene& scene, const MapState& state,
                 Lettering& lettering, bool shadow) {
  return Builder{scene, state, lettering, shadow}.look(mark);
}

void set_mark_uniforms(const gl::Program& program, const MapState& state) {
  const Palette& colours = palette(state.theme);
  const auto px = [&](double points) {
    return static_cast<float>(points) * static_cast<float>(state.pixel_scale);
  };
  program.set("u_outline", opaque(colours.marker_outline));
  program.set("u_paper", opaque(colours.panel));
  program.set("u_accent", opaque(colours.accent));
  program.set("u_outline_width", px(mark::kOutline));
  program.set("u_gap", px(mark::kGap));
  program.set("u_ring", px(mark::kRing));
  program.set("u_fine", px(mark::kFine));
  program.set("u_shadow", px(kShadow));
  program.set("u_halo", px(mark::kGap + mark::kHalo));
}

}  // namespace terreau::render
