#include "app/print/mark_drawing.h"

#include <cmath>
#include <numbers>
#include <numeric>

#include "app/model/palette.h"

namespace terreau::print {
namespace {

using std::numbers::pi;
constexpr Type kCount{Face::semi_bold, mark::kCountSize};

bool is_disc(const MarkShape& s) { return s.corners == 0 && s.rounding >= s.size; }

void add_polygon(Canvas& canvas, ScreenPos c, int corners, double radius) {
  const double turn = corners == 6 ? 0.5 : 0;
  for (int i = 0; i < corners; ++i) {
    const double angle = 2 * pi * (i + turn) / corners;
    const ScreenPos p{c.x_pt + radius * std::sin(angle), c.y_pt - radius * std::cos(angle)};
    i == 0 ? canvas.move_to(p) : canvas.line_to(p);
  }
  canvas.close();
}

void add_drop(Canvas& canvas, ScreenPos c, double r) {
  const double slope = std::asin((mark::kDropBelly - mark::kDropTip) / mark::kDropHeight);
  const double belly_y = c.y_pt + mark::kDropLower * r, tip_y = belly_y - mark::kDropHeight * r;
  cairo_new_sub_path(canvas.cairo());
  cairo_arc(canvas.cairo(), c.x_pt, belly_y, mark::kDropBelly * r, -slope, pi + slope);
  cairo_arc(canvas.cairo(), c.x_pt, tip_y, mark::kDropTip * r, pi + slope, 2 * pi - slope);
  canvas.close();
}

void add_shape(Canvas& canvas, ScreenPos c, const MarkShape& s) {
  if (s.corners > 0) return add_polygon(canvas, c, s.corners, s.size);
  if (s.corners < 0) return add_drop(canvas, c, s.size);
  if (is_disc(s)) return canvas.circle(c, s.size);
  canvas.rect({c.x_pt - s.size, c.y_pt - s.size, 2 * s.size, 2 * s.size}, s.rounding);
}

// The shape and everything as near to it as `around`.
void fill_around(Canvas& canvas, ScreenPos c, const MarkShape& s, double around, Colour colour) {
  if (is_disc(s)) {
    canvas.circle(c, s.size + around);
    return canvas.fill(colour);
  }
  add_shape(canvas, c, s);
  if (around > 0) canvas.stroke_keep(colour, 2 * around);
  canvas.fill(colour);
}

// The parts of a ring by family, clockwise from the top, each over those that follow it; `draw`
// fills all of the ring that is not clipped.
template <class Draw>
void draw_slices(Canvas& canvas, ScreenPos c, const FamilyCounts& counts, double reach, Draw draw) {
  const double total = std::accumulate(counts.begin(), counts.end(), 0.0);
  bool whole = true;  // the first one drawn lies below the others
  double end = total;
  for (int f = kFamilyCount; f-- > 0;) {
    const double count = counts[static_cast<std::size_t>(f)];
    if (count == 0) continue;
    canvas.save();
    if (!std::exchange(whole, false)) {
      canvas.move_to(c);
      cairo_arc(canvas.cairo(), c.x_pt, c.y_pt, reach, -pi / 2, 2 * pi * end / total - pi / 2);
      canvas.close();
      cairo_clip(canvas.cairo());
    }
    draw(static_cast<Family>(f));
    canvas.restore();
    end -= count;
  }
}

void draw_icon(Canvas& canvas, ScreenPos c, const MarkIcon& icon) {
  canvas.symbol({Face::icons, icon.size_pt}, {c.x_pt, c.y_pt + icon.lower_pt}, icon.ink,
                icon.code_point);
}

// With pixels, upright edges end on whole ones.
MarkShape crisp(const Canvas& canvas, MarkShape shape) {
  if (!canvas.raster() || shape.corners != 0 || is_disc(shape)) return shape;
  const double edge = mark::kOutline / 2;
  shape.size = canvas.snap(shape.size + edge) - edge;
  return shape;
}

void draw_cluster(Canvas& canvas, ScreenPos c, const MarkForm& form, std::uint32_t count,
                  const MapState& state) {
  const Palette& colours = palette(state.theme);
  const double ring = form.shape.size - mark::kFine;
  fill_around(canvas, c, form.shape, 0, colours.marker_outline);
  draw_slices(canvas, c, form.slices, form.shape.size, [&](Family family) {
    canvas.circle(c, ring);
    canvas.fill(family_colour(family, state.theme));
  });
  fill_around(canvas, c, form.shape, -mark::kFine - form.ring_pt, colours.marker_outline);
  fill_around(canvas, c, form.shape, -2 * mark::kFine - form.ring_pt, form.fill);
  canvas.text_centred(kCount, {c.x_pt, c.y_pt + mark::kCountSize * mark::kCapHeight / 2},
                      colours.text, short_count(state.language, count));
}

void draw_marker(Canvas& canvas, ScreenPos c, const MarkForm& form, const MapState& state) {
  const Palette& colours = palette(state.theme);
  const MarkShape shape = crisp(canvas, form.shape);
  constexpr double kEdge = mark::kOutline / 2;
  if (form.has_slices) {
    const double outside = form.outside_pt();
    fill_around(canvas, c, shape, outside, colours.marker_outline);
    draw_slices(canvas, c, form.slices, 2 * (shape.size + outside), [&](Family family) {
      fill_around(canvas, c, shape, outside - mark::kFine, family_colour(family, state.theme));
    });
    fill_around(canvas, c, shape, kEdge + mark::kGap, colours.marker_outline);
    fill_around(canvas, c, shape, kEdge + mark::kGap - mark::kFine / 2, colours.panel);
  }
  add_shape(canvas, c, shape);
  canvas.fill_keep(form.fill);
  canvas.stroke(form.dot ? colours.panel : colours.marker_outline,
                form.dot ? mark::kDotRim : mark::kOutline);
  if (shape.hole > 0) {
    shape.corners > 0 ? add_polygon(canvas, c, shape.corners, shape.hole)
                      : canvas.circle(c, shape.hole);
    canvas.fill(colours.panel);
  }
  if (form.icon) draw_icon(canvas, c, *form.icon);
}

ScreenPos centre_of(const Canvas& canvas, const SceneMark& m) {
  if (!canvas.raster() || !is_dot(m)) return canvas.snap(m.at);
  const double scale = canvas.scale();
  const int width_px = dot_width_px(m.diameter_pt * scale);
  const auto on_pixels = [&](double pt) { return dot_centre(pt * scale, width_px) / scale; };
  return {on_pixels(m.at.x_pt), on_pixels(m.at.y_pt)};
}

}  // namespace

void draw_mark(Canvas& canvas, const SceneMark& m, const Scene& scene, const MapState& state) {
  const MarkForm form = form_of(m, scene, state.theme);
  const ScreenPos c = centre_of(canvas, m);
  if (m.selected || m.told) {
    const Palette& colours = palette(state.theme);
    const double outside = form.outside_pt();
    const double halo = mark::kHalo * (m.selected ? 1 : mark::kToldHalo);
    fill_around(canvas, c, form.shape, outside + mark::kGap + halo, colours.accent);
    fill_around(canvas, c, form.shape, outside + mark::kGap, colours.panel);
  }
  form.cluster ? draw_cluster(canvas, c, form, m.count, state)
               : draw_marker(canvas, c, form, state);
}

void draw_swatch(Canvas& canvas, ScreenPos centre, Family family, const MapState& state) {
  SceneMark m;
  m.at = m.anchor = centre;
  m.family = family;
  draw_mark(canvas, m, {}, state);
}

}  // namespace terreau::print
