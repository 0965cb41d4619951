#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <cairo.h>

#include "app/print/lettering.h"
#include "geodata/taxonomy.h"
#include "geodata/types.h"

// A page of any format to draw on, in points from its top left corner.
namespace terreau::print {

struct DropContext {
  void operator()(cairo_t* context) const { cairo_destroy(context); }
};
struct DropSurface {
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
using Context = std::unique_ptr<cairo_t, DropContext>;
using Surface = std::unique_ptr<cairo_surface_t, DropSurface>;

enum class Medium : std::uint8_t { raster, svg, pdf };

class Canvas {
 public:
  // `scale`: pixels (or the format's units) a point.
  Canvas(cairo_surface_t* surface, Medium medium, double scale);

  Medium medium() const { return medium_; }
  bool raster() const { return medium_ == Medium::raster; }
  double scale() const { return scale_; }
  // On a whole pixel, where there are pixels.
  double snap(double pt) const;
  ScreenPos snap(ScreenPos p) const { return {snap(p.x_pt), snap(p.y_pt)}; }

  // Until restore() what follows is drawn from `origin` and `factor` times as large. On a whole
  // pixel, for snap().
  void enter(ScreenPos origin, double factor = 1);
  void save();
  void restore();
  void clip(const ScreenRect& rect, double radius = 0);

  // Paints a page or a map, before all else; it may reach a little beyond.
  void ground(const ScreenRect& rect, Colour colour);

  // The path, and what becomes of it. Only the ..._keep leave it for more.
  void move_to(ScreenPos p);
  void line_to(ScreenPos p);
  void close();
  void rect(const ScreenRect& r, double radius = 0);
  void circle(ScreenPos centre, double radius);
  void fill(Colour colour, bool even_odd = false);
  void fill_keep(Colour colour);
  void stroke(Colour colour, double width_pt, double alpha = 1);
  void stroke_keep(Colour colour, double width_pt);
  // Diagonal stripes inside the path, as where there is no data; `origin` fixes them to the map.
  void fill_hatched(Colour ground, Colour stripe, ScreenPos origin, const ScreenRect& around);

  // Text from a pen on the baseline.
  void text(const Type& type, ScreenPos pen, Colour colour, std::string_view utf8);
  void text_with_halo(const Type& type, ScreenPos pen, Colour colour, Colour halo, double halo_pt,
                      std::string_view utf8);
  // An icon with its ink around `centre`; an outline, no text.
  void symbol(const Type& type, ScreenPos centre, Colour colour, char32_t code_point);
  void text_right(const Type& type, ScreenPos pen, Colour colour, std::string_view utf8);
  void text_centred(const Type& type, ScreenPos pen, Colour colour, std::string_view utf8);

  // PDF only, nothing elsewhere. What is drawn is of a role ("H1", "P", "Figure"); a link
  // covers `area`, to "https://…" or to a target of this document ("#name").
  template <class Draw>
  void tagged(const char* role, Draw draw) {
    begin_tag(role, "");
    draw();
    end_tag(role);
  }
  void link(const ScreenRect& area, const std::string& to);
  void target(const std::string& name);  // here, at the top of the page

  cairo_t* cairo() const { return context_.get(); }

 private:
  void begin_tag(const char* role, const std::string& attributes);
  void end_tag(const char* role);
  void use(Colour colour);
  void use(const Type& type);

  Context context_;
  Medium medium_;
  double scale_;
  std::vector<double> outer_scales_;  // of save() and enter()
};

}  // namespace terreau::print
