#include "app/print/sheet.h"

#include "app/model/i18n.h"
#include "app/model/palette.h"
#include "geodata/projection.h"

namespace terreau::print {
namespace {

constexpr double kMargin = 12;
constexpr Type kTitle{Face::semi_bold, line::kTitleSize}, kSmall{Face::medium, line::kLabelSize};

// What the data's licences ask for, and how much is shown.
std::string credits(const MapState& state, const World& world) {
  std::string borders = "Natural Earth";
  for (const BoundaryReport& r : world.atlas.boundary_reports) {
    if (!r.source.starts_with("france/")) borders = r.source.substr(r.source.rfind('/') + 1);
  }
  std::string text(tr(state.language, "Borders: {}"));
  text.replace(text.find("{}"), 2, borders);
  return text + " · " + tr_n(state.language, "{} place", "{} places", world.markers->total.total);
}

// A title above the map and the credits below, both on it.
void draw_captions(Canvas& canvas, const Sheet& sheet, const World& world) {
  const Palette& colours = palette(sheet.state.theme);
  const ScreenRect& page = sheet.page;
  if (!sheet.options.title.empty()) {
    canvas.text_with_halo(kTitle, {kMargin, kMargin + kTitle.size_pt}, colours.text, colours.sea,
                          line::kLabelHalo, sheet.options.title);
  }
  const std::string text = credits(sheet.state, world);
  canvas.text_with_halo(
      kSmall, {page.width_pt - kMargin - width_pt(kSmall, text), page.height_pt - kMargin},
      colours.secondary, colours.sea, line::kLabelHalo, text);
}

GeoReference reference(const Sheet& sheet) {
  const MapFrame& frame = sheet.scene.frames.front();
  const double factor = sheet.options.factor;
  return {std::string(Projection(frame.territory).crs()),
          frame.to_map({-sheet.map.x_pt, -sheet.map.y_pt}),
          metres_per_point(frame.camera.zoom) / factor};
}

}  // namespace

Sheet lay_out(const SheetOptions& options, const MapState& state, const World& world,
              const SetView& set_view) {
  Sheet sheet{options, state, {}, {}, {}};
  sheet.page =
      sheet.map = {0, 0, options.width_pt / options.factor, options.height_pt / options.factor};
  sheet.state.width_pt = sheet.map.width_pt;
  sheet.state.height_pt = sheet.map.height_pt;
  sheet.state.panels = false;
  set_view(sheet.state);
  sheet.scene = build_scene(sheet.state, world);
  return sheet;
}

void draw(Canvas& canvas, const Sheet& sheet, const World& world, MapDrawing& map) {
  canvas.enter({0, 0}, sheet.options.factor);
  canvas.enter({sheet.map.x_pt, sheet.map.y_pt});
  map.draw(canvas, sheet.state, world, sheet.scene);
  canvas.restore();
  draw_captions(canvas, sheet, world);
  canvas.restore();
}

Result<std::vector<std::byte>> render(Format format, double pixels_per_pt, const Sheet& sheet,
                                      const World& world, MapDrawing& map) {
  Document document({format, pixels_per_pt, sheet.options.furniture, sheet.state.language,
                     sheet.options.title, "", ""});
  Canvas& canvas = document.begin_page(sheet.options.width_pt, sheet.options.height_pt);
  if (!sheet.scene.frames.empty()) document.set_georeference(reference(sheet));
  draw(canvas, sheet, world, map);
  return document.finish();
}

}  // namespace terreau::print
