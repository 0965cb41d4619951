#include "app/print/sheet.h"

#include <algorithm>

#include "app/model/i18n.h"
#include "app/model/palette.h"
#include "app/model/summary.h"
#include "app/model/words.h"
#include "app/print/furniture.h"
#include "geodata/projection.h"

namespace terreau::print {
namespace {

constexpr double kCaptionMargin = 12;
constexpr Type kCaption{Face::semi_bold, line::kTitleSize},
    kCredits{Face::medium, line::kLabelSize};

constexpr double kMargin = 28, kNarrowMargin = 20, kNarrow = 480;  // of pages narrower than that
constexpr double kGap = 12;
constexpr double kSideWidth = 172;   // of the legend beside the map
constexpr double kSideRatio = 1.15;  // of a page wide enough for it
constexpr double kScaleColumn = kScaleWidth + kNorthSize + 6;
constexpr double kFrameRadius = 4;
constexpr int kAttempts = 4;

// What the data's licences ask for, and how much is shown.
std::string credits(const MapState& state, const World& world) {
  std::string borders = "Natural Earth";
  for (const BoundaryReport& r : world.atlas.boundary_reports) {
    const bool own = r.departments > 0 && !r.source.starts_with("france/");
    if (own) borders = r.source.substr(r.source.rfind('/') + 1);
  }
  return filled(tr(state.language, "Borders: {}"), {borders}) + " · " +
         tr_n(state.language, "{} place", "{} places", world.markers->total.total);
}

// Below, on the right; where insets are in the way, above, under a title.
ScreenPos credits_at(const Sheet& sheet, double width_pt) {
  const double x = sheet.page.width_pt - kCaptionMargin - width_pt;
  const double y = sheet.page.height_pt - kCaptionMargin;
  const auto in_the_way = [&](const MapFrame& f) {
    const ScreenRect& r = f.viewport;
    return f.inset && (r.x_pt + r.width_pt) * sheet.map_factor > x &&
           (r.y_pt + r.height_pt) * sheet.map_factor > y - kCredits.size_pt;
  };
  if (std::ranges::none_of(sheet.scene.frames, in_the_way)) return {x, y};
  const double title = sheet.options.title.empty() ? 0 : kCaption.line_pt();
  return {x, kCaptionMargin + title + kCredits.size_pt};
}

// On a map that fills its page: a title above, the credits below.
void draw_captions(Canvas& canvas, const Sheet& sheet, const World& world) {
  const Palette& colours = palette(sheet.state.theme);
  if (!sheet.options.title.empty()) {
    canvas.tagged("H1", [&] {
      canvas.text_with_halo(kCaption, {kCaptionMargin, kCaptionMargin + kCaption.size_pt},
                            colours.text, colours.sea, line::kLabelHalo, sheet.options.title);
    });
  }
  const std::string text = credits(sheet.state, world);
  canvas.tagged("P", [&] {
    canvas.text_with_halo(kCredits, credits_at(sheet, width_pt(kCredits, text)), colours.secondary,
                          colours.sea, line::kLabelHalo, text);
  });
}

double margin(const Sheet& sheet) {
  return std::min(sheet.page.width_pt, sheet.page.height_pt) < kNarrow ? kNarrowMargin : kMargin;
}

bool legend_beside(const Sheet& sheet) {
  return sheet.page.width_pt > sheet.page.height_pt * kSideRatio;
}

std::string joined(const std::vector<std::string>& sentences) {
  std::string text;
  for (const std::string& s : sentences) text += (text.empty() ? "" : " ") + s;
  return text;
}

// How many places pass, and the filters in words.
std::string subtitle(const MapState& state, const World& world) {
  const auto passing = static_cast<std::int64_t>(world.markers->passing.size());
  const auto all = static_cast<std::int64_t>(world.atlas.places->size());
  const auto* d = std::get_if<DepartmentId>(&state.selected);
  std::string text =
      d != nullptr && d->valid()
          ? tr_n(state.language, "{} place in the department", "{} places in the department",
                 extent_of(state, world).places)
      : passing == all
          ? tr_n(state.language, "{} place", "{} places", all)
          : filled(tr(state.language, "{} of {} places"),
                   {format_count(state.language, passing), format_count(state.language, all)});
  for (const std::string& s : filter_sentences(state.language, state.filter)) {
    text += " · " + (s.ends_with('.') ? s.substr(0, s.size() - 1) : s);
  }
  if (state.visible == KindSet::all()) return text;
  std::string hidden;
  for (int f = 0; f < kFamilyCount; ++f) {
    const auto family = static_cast<Family>(f);
    if (!(kinds_of(family) & state.visible).empty()) continue;
    hidden += (hidden.empty() ? "" : ", ") + std::string(tr(state.language, info(family).name));
  }
  if (!hidden.empty()) text += " · " + filled(tr(state.language, "not shown: {}"), {hidden});
  return text;
}

std::string lower_line(const Sheet& sheet, const World& world) {
  const SheetOptions& o = sheet.options;
  return "Terreau " TERREAU_VERSION " · " +
         filled(tr(sheet.state.language, "fingerprint {}"),
                {fingerprint(world, sheet.state, o.title + std::to_string(o.width_pt))});
}

double lines_pt(const Type& type, const std::vector<std::string>& lines) {
  return type.line_pt() * static_cast<double>(lines.size());
}

void wrap_notes(Sheet& sheet, double width) {
  sheet.notes.clear();
  for (const std::string& note : sheet.legend.notes) {
    std::ranges::move(wrapped(type::kSmall, note, width), std::back_inserter(sheet.notes));
  }
}

// On the right: legend and notes from the top, the scale at the bottom.
void place_beside(Sheet& sheet) {
  sheet.map.width_pt -= kSideWidth + kGap * 1.5;
  const double x = sheet.map.x_pt + sheet.map.width_pt + kGap * 1.5;
  sheet.legend_width_pt = kSideWidth;
  sheet.legend_at = {x, sheet.map.y_pt};
  const double legend = height_pt(sheet.legend, kSideWidth, sheet.map_factor);
  wrap_notes(sheet, kSideWidth);
  sheet.notes_at = {x, sheet.map.y_pt + legend + kGap / 2};
  sheet.scale_at = {x, sheet.map.y_pt + sheet.map.height_pt - kScaleHeight};
}

// Below the map: the legend, then notes with the scale to their right.
void place_below(Sheet& sheet, double width) {
  sheet.legend_width_pt = width;
  const double legend = height_pt(sheet.legend, width, sheet.map_factor);
  wrap_notes(sheet, width - kScaleColumn - kGap);
  const double band = std::max(lines_pt(type::kSmall, sheet.notes), kScaleHeight);
  sheet.map.height_pt -= legend + band + kGap * 1.5;
  const double y = sheet.map.y_pt + sheet.map.height_pt + kGap;
  sheet.legend_at = {sheet.map.x_pt, y};
  sheet.notes_at = {sheet.map.x_pt, y + legend + kGap / 2};
  sheet.scale_at = {sheet.map.x_pt + width - kScaleColumn, y + legend + kGap / 2};
}

// Above, below and beside the map; what is left is the map's.
void place_furniture(Sheet& sheet, const World& world) {
  const double m = margin(sheet), width = sheet.page.width_pt - 2 * m;
  const Language language = sheet.state.language;
  sheet.title = wrapped(type::kTitle, sheet.options.title, width);
  sheet.subtitle = wrapped(type::kSubtitle, subtitle(sheet.state, world), width);
  sheet.sources = wrapped(type::kSmall, joined(source_sentences(language, world)), width);
  const double top =
      m + lines_pt(type::kTitle, sheet.title) + lines_pt(type::kSubtitle, sheet.subtitle);
  const double low =
      sheet.page.height_pt - m - lines_pt(type::kSmall, sheet.sources) - type::kSmall.line_pt();
  sheet.map = {m, top + kGap * 0.75, width, low - top - kGap * 1.75};
  legend_beside(sheet) ? place_beside(sheet) : place_below(sheet, width);
}

// The least that a map can be; a page with more text than room keeps it, at the cost of the rest.
void keep_some_map(ScreenRect& map) {
  map.width_pt = std::max(map.width_pt, 60.0);
  map.height_pt = std::max(map.height_pt, 60.0);
}

void make_scene(Sheet& sheet, const World& world, const SetView& set_view) {
  sheet.state.width_pt = sheet.map.width_pt / sheet.map_factor;
  sheet.state.height_pt = sheet.map.height_pt / sheet.map_factor;
  set_view(sheet.state);
  prepare_markers(frames(sheet.state, *world.atlas.boundaries), *world.markers);
  sheet.scene = build_scene(sheet.state, world);
}

void draw_headings(Canvas& canvas, const Sheet& sheet) {
  const Palette& colours = palette(sheet.state.theme);
  const double m = margin(sheet);
  double y = m;
  canvas.tagged("H1", [&] {
    y += draw_lines(canvas, type::kTitle, {m, y - 3}, colours.text, sheet.title);
  });
  canvas.tagged("P", [&] {
    draw_lines(canvas, type::kSubtitle, {m, y}, colours.secondary, sheet.subtitle);
  });
}

void draw_sources(Canvas& canvas, const Sheet& sheet, const World& world) {
  const Palette& colours = palette(sheet.state.theme);
  const double m = margin(sheet);
  const double lines = static_cast<double>(sheet.sources.size()) + 1;
  double y = sheet.page.height_pt - m - lines * type::kSmall.line_pt();
  canvas.tagged("P", [&] {
    y += draw_lines(canvas, type::kSmall, {m, y}, colours.secondary, sheet.sources);
    canvas.text(type::kSmall, {m, y + type::kSmall.size_pt}, colours.secondary,
                lower_line(sheet, world));
  });
}

void draw_furniture(Canvas& canvas, const Sheet& sheet, const World& world) {
  canvas.tagged("Sect", [&] {
    draw(canvas, sheet.legend, sheet.legend_at, sheet.legend_width_pt, sheet.map_factor,
         sheet.state, sheet.scene);
    draw_lines(canvas, type::kSmall, sheet.notes_at, palette(sheet.state.theme).secondary,
               sheet.notes);
  });
  const MapFrame& frame = sheet.scene.frames.front();
  const double metres = metres_per_point(frame.camera.zoom) / sheet.map_factor;
  draw_north(canvas, {sheet.scale_at.x_pt - 8, sheet.scale_at.y_pt - 4}, frame, sheet.state);
  draw_scale(canvas, {sheet.scale_at.x_pt + kNorthSize, sheet.scale_at.y_pt}, metres,
             sheet.options.factor, sheet.state, sheet.options.on_paper);
  draw_sources(canvas, sheet, world);
}

GeoReference reference(const Sheet& sheet, double pixels_per_pt) {
  const MapFrame& frame = sheet.scene.frames.front();
  const double factor = sheet.options.factor * sheet.map_factor;
  // As it is drawn: map and camera begin on whole pixels, counted from the map's corner.
  const auto pixel = [&](double pt, double scale) {
    return std::round(pt * pixels_per_pt * scale);
  };
  const double x = pixel(sheet.map.x_pt, sheet.options.factor) + pixel(frame.focus.x_pt, factor);
  const double y = pixel(sheet.map.y_pt, sheet.options.factor) + pixel(frame.focus.y_pt, factor);
  const double metres_a_pixel = metres_per_point(frame.camera.zoom) / factor / pixels_per_pt;
  return {
      std::string(Projection(frame.territory).crs()),
      {frame.camera.center.x_m - x * metres_a_pixel, frame.camera.center.y_m + y * metres_a_pixel},
      metres_a_pixel * pixels_per_pt};
}

}  // namespace

Sheet lay_out(const SheetOptions& options, const MapState& state, const World& world,
              const SetView& set_view) {
  Sheet sheet;
  sheet.options = options;
  sheet.state = state;
  sheet.state.panels = false;
  sheet.map_factor = options.on_paper ? kPaperPoint : 1;
  sheet.page =
      sheet.map = {0, 0, options.width_pt / options.factor, options.height_pt / options.factor};
  make_scene(sheet, world, set_view);
  if (!options.furniture) return sheet;
  sheet.legend = legend_of(sheet.state, world, sheet.scene);
  // The legend needs room for what is on the map, whose size depends on that room.
  for (int i = 0; i < kAttempts; ++i) {
    place_furniture(sheet, world);
    keep_some_map(sheet.map);
    make_scene(sheet, world, set_view);
    const auto height = [&](const Legend& l) {
      return height_pt(l, sheet.legend_width_pt, sheet.map_factor);
    };
    const double reserved = height(sheet.legend);
    sheet.legend = legend_of(sheet.state, world, sheet.scene);
    if (height(sheet.legend) <= reserved) break;
  }
  return sheet;
}

void draw(Canvas& canvas, const Sheet& sheet, const World& world, MapDrawing& map) {
  canvas.enter({0, 0}, sheet.options.factor);
  if (sheet.options.furniture) {
    canvas.ground(sheet.page, palette(sheet.state.theme).panel);
  }
  // In the order in which a page is read aloud.
  if (sheet.options.furniture) draw_headings(canvas, sheet);
  canvas.tagged("Figure", [&] {
    draw_map(canvas, {sheet.map.x_pt, sheet.map.y_pt}, sheet.map_factor, sheet.options.furniture,
             sheet.state, sheet.scene, world, map);
  });
  sheet.options.furniture ? draw_furniture(canvas, sheet, world)
                          : draw_captions(canvas, sheet, world);
  canvas.restore();
}

void draw_map(Canvas& canvas, ScreenPos at, double factor, bool framed, const MapState& state,
              const Scene& scene, const World& world, MapDrawing& map) {
  const ScreenRect all{0, 0, state.width_pt, state.height_pt};
  canvas.enter(canvas.snap(at), factor);
  canvas.save();
  if (framed) canvas.clip(all, kFrameRadius);
  map.draw(canvas, state, world, scene);
  canvas.restore();
  if (framed) {
    canvas.rect(all, kFrameRadius);
    canvas.stroke(palette(state.theme).region_border, 0.75);
  }
  link_places(canvas, scene, world);
  canvas.restore();
}

void link_places(Canvas& canvas, const Scene& scene, const World& world) {
  if (canvas.medium() != Medium::pdf) return;
  const Places& places = *world.atlas.places;
  for (const SceneMark& m : scene.marks) {
    if (m.count > 1 || !m.place.valid()) continue;
    if (!scene.frames[m.frame].viewport.contains(m.at)) continue;
    const std::string_view site = places.website(m.place);
    const std::string url(site.starts_with("http") ? site : places.source_url(m.place));
    if (!url.starts_with("http")) continue;
    const double r = m.diameter_pt / 2 + 1;
    canvas.link({m.at.x_pt - r, m.at.y_pt - r, 2 * r, 2 * r}, url);
  }
}

Result<std::vector<std::byte>> render(Format format, double pixels_per_pt, const Sheet& sheet,
                                      const World& world, MapDrawing& map) {
  const SheetOptions& o = sheet.options;
  Document document({format, pixels_per_pt, o.on_paper, sheet.state.language, o.title,
                     subtitle(sheet.state, world), ""});
  Canvas& canvas = document.begin_page(o.width_pt, o.height_pt);
  if (!sheet.scene.frames.empty()) document.set_georeference(reference(sheet, pixels_per_pt));
  draw(canvas, sheet, world, map);
  return document.finish();
}

}  // namespace terreau::print
