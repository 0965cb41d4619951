#include "app/print/canvas.h"

#include <cmath>
#include <numbers>

#include "app/model/fills.h"
#include "app/print/glyphs.h"

namespace terreau::print {
namespace {

constexpr double kFull = 255;

// Letters stand where their advances say; with pixels they are hinted upright only, as in the
// window.
void set_font_options(cairo_t* context, bool raster) {
  cairo_font_options_t* options = cairo_font_options_create();
  cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
  cairo_font_options_set_hint_style(options,
                                    raster ? CAIRO_HINT_STYLE_SLIGHT : CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
  cairo_set_font_options(context, options);
  cairo_font_options_destroy(options);
}

std::string quoted(const std::string& text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') out += '\\';
    out += c;
  }
  return out + "'";
}

std::string number(double n) {
  std::string text = std::to_string(std::lround(n * 100));
  if (text.size() < 3 || (text[0] == '-' && text.size() < 4)) return std::to_string(std::lround(n));
  return text.insert(text.size() - 2, ".");
}

}  // namespace

Canvas::Canvas(cairo_surface_t* surface, Medium medium, double scale)
    : context_(cairo_create(surface)), medium_(medium), scale_(scale) {
  cairo_scale(context_.get(), scale, scale);
  set_font_options(context_.get(), raster());
  cairo_set_line_join(context_.get(), CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap(context_.get(), CAIRO_LINE_CAP_BUTT);
}

double Canvas::snap(double pt) const { return raster() ? std::round(pt * scale_) / scale_ : pt; }

void Canvas::save() {
  cairo_save(cairo());
  outer_scales_.push_back(scale_);
}

void Canvas::enter(ScreenPos origin, double factor) {
  save();
  cairo_translate(cairo(), origin.x_pt, origin.y_pt);
  cairo_scale(cairo(), factor, factor);
  scale_ *= factor;
}

void Canvas::restore() {
  cairo_restore(cairo());
  scale_ = outer_scales_.back();
  outer_scales_.pop_back();
}

void Canvas::clip(const ScreenRect& r, double radius) {
  rect(r, radius);
  cairo_clip(cairo());
}

// The last pixels may be part of the page only in part.
void Canvas::ground(const ScreenRect& r, Colour colour) {
  rect({r.x_pt, r.y_pt, r.width_pt + 1, r.height_pt + 1});
  fill(colour);
}

void Canvas::move_to(ScreenPos p) { cairo_move_to(cairo(), p.x_pt, p.y_pt); }
void Canvas::line_to(ScreenPos p) { cairo_line_to(cairo(), p.x_pt, p.y_pt); }
void Canvas::close() { cairo_close_path(cairo()); }

void Canvas::rect(const ScreenRect& r, double radius) {
  if (radius <= 0) return cairo_rectangle(cairo(), r.x_pt, r.y_pt, r.width_pt, r.height_pt);
  const double right = r.x_pt + r.width_pt, bottom = r.y_pt + r.height_pt;
  constexpr double kQuarter = std::numbers::pi / 2;
  cairo_new_sub_path(cairo());
  cairo_arc(cairo(), right - radius, r.y_pt + radius, radius, -kQuarter, 0);
  cairo_arc(cairo(), right - radius, bottom - radius, radius, 0, kQuarter);
  cairo_arc(cairo(), r.x_pt + radius, bottom - radius, radius, kQuarter, 2 * kQuarter);
  cairo_arc(cairo(), r.x_pt + radius, r.y_pt + radius, radius, 2 * kQuarter, 3 * kQuarter);
  cairo_close_path(cairo());
}

void Canvas::circle(ScreenPos centre, double radius) {
  cairo_new_sub_path(cairo());
  cairo_arc(cairo(), centre.x_pt, centre.y_pt, radius, 0, 2 * std::numbers::pi);
  cairo_close_path(cairo());
}

void Canvas::use(Colour c) { cairo_set_source_rgb(cairo(), c.r / kFull, c.g / kFull, c.b / kFull); }

void Canvas::fill(Colour colour, bool even_odd) {
  cairo_set_fill_rule(cairo(), even_odd ? CAIRO_FILL_RULE_EVEN_ODD : CAIRO_FILL_RULE_WINDING);
  fill_keep(colour);
  cairo_new_path(cairo());
  cairo_set_fill_rule(cairo(), CAIRO_FILL_RULE_WINDING);
}

void Canvas::fill_keep(Colour colour) {
  use(colour);
  cairo_fill_preserve(cairo());
}

void Canvas::stroke(Colour c, double width, double alpha) {
  cairo_set_source_rgba(cairo(), c.r / kFull, c.g / kFull, c.b / kFull, alpha);
  cairo_set_line_width(cairo(), width);
  cairo_stroke(cairo());
}

void Canvas::stroke_keep(Colour colour, double width) {
  use(colour);
  cairo_set_line_width(cairo(), width);
  cairo_stroke_preserve(cairo());
}

void Canvas::fill_hatched(Colour ground, Colour stripe, ScreenPos origin, const ScreenRect& r) {
  fill_keep(ground);
  save();
  cairo_clip(cairo());
  // x - y of a stripe's middle is a half step more than a whole number of periods.
  const double zero = origin.x_pt - origin.y_pt;
  const double low = r.x_pt - (r.y_pt + r.height_pt) - zero;
  const double high = r.x_pt + r.width_pt - r.y_pt - zero;
  const double step = kHatchPeriod;
  for (double n = std::floor(low / step); n * step < high + step; ++n) {
    const double difference = zero + (n + 0.5) * step;
    move_to({r.y_pt + difference, r.y_pt});
    line_to({r.y_pt + r.height_pt + difference, r.y_pt + r.height_pt});
  }
  stroke(stripe, kHatchPeriod * kHatchPart);
  restore();
}

void Canvas::use(const Type& type) {
  cairo_set_font_face(cairo(), cairo_face(type.face));
  cairo_set_font_size(cairo(), type.size_pt);
}

// Cairo puts letters on whole pixels, which makes their spacing uneven; their outlines it does not.
void Canvas::text(const Type& type, ScreenPos pen, Colour colour, std::string_view utf8) {
  const Run run = run_of(type, utf8, pen.x_pt, snap(pen.y_pt));
  const int letters = static_cast<int>(run.glyphs.size());
  use(type);
  if (raster()) {
    cairo_glyph_path(cairo(), run.glyphs.data(), letters);
    return fill(colour);
  }
  use(colour);
  cairo_show_text_glyphs(cairo(), utf8.data(), static_cast<int>(utf8.size()), run.glyphs.data(),
                         letters, run.clusters.data(), static_cast<int>(run.clusters.size()), {});
}

void Canvas::text_with_halo(const Type& type, ScreenPos pen, Colour colour, Colour halo,
                            double halo_pt, std::string_view utf8) {
  const Run run = run_of(type, utf8, pen.x_pt, snap(pen.y_pt));
  use(type);
  cairo_glyph_path(cairo(), run.glyphs.data(), static_cast<int>(run.glyphs.size()));
  stroke_keep(halo, 2 * halo_pt);
  if (raster()) return fill(colour);
  cairo_new_path(cairo());
  text(type, pen, colour, utf8);
}

void Canvas::symbol(const Type& type, ScreenPos centre, Colour colour, char32_t code_point) {
  const cairo_glyph_t at_zero = glyph_of(type.face, code_point);
  use(type);
  cairo_new_path(cairo());
  cairo_glyph_path(cairo(), &at_zero, 1);
  double left = 0, top = 0, right = 0, bottom = 0;
  cairo_path_extents(cairo(), &left, &top, &right, &bottom);
  cairo_new_path(cairo());
  const cairo_glyph_t glyph{at_zero.index, centre.x_pt - (left + right) / 2,
                            centre.y_pt - (top + bottom) / 2};
  cairo_glyph_path(cairo(), &glyph, 1);
  fill(colour);
}

void Canvas::text_right(const Type& type, ScreenPos pen, Colour colour, std::string_view utf8) {
  text(type, {pen.x_pt - width_pt(type, utf8), pen.y_pt}, colour, utf8);
}

void Canvas::text_centred(const Type& type, ScreenPos pen, Colour colour, std::string_view utf8) {
  text(type, {pen.x_pt - width_pt(type, utf8) / 2, pen.y_pt}, colour, utf8);
}

void Canvas::begin_tag(const char* role, const std::string& attributes) {
  if (medium_ == Medium::pdf) cairo_tag_begin(cairo(), role, attributes.c_str());
}

void Canvas::end_tag(const char* role) {
  if (medium_ == Medium::pdf) cairo_tag_end(cairo(), role);
}

// Cairo wants the rectangle in the page's own points.
void Canvas::link(const ScreenRect& area, const std::string& to) {
  double x = area.x_pt, y = area.y_pt, width = area.width_pt, height = area.height_pt;
  cairo_user_to_device(cairo(), &x, &y);
  cairo_user_to_device_distance(cairo(), &width, &height);
  const std::string rect =
      "rect=[" + number(x) + " " + number(y) + " " + number(width) + " " + number(height) + "] ";
  const bool inside = to.starts_with('#');
  begin_tag(CAIRO_TAG_LINK, rect + (inside ? "dest=" + quoted(to.substr(1)) : "uri=" + quoted(to)));
  end_tag(CAIRO_TAG_LINK);
}

void Canvas::target(const std::string& name) {
  begin_tag(CAIRO_TAG_DEST, "name=" + quoted(name) + " x=0 y=0");
  end_tag(CAIRO_TAG_DEST);
}

}  // namespace terreau::print
