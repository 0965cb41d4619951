#include "app/print/legend.h"

#include <algorithm>
#include <cmath>

#include "app/model/fills.h"
#include "app/model/i18n.h"
#include "app/model/palette.h"
#include "app/model/words.h"
#include "app/print/furniture.h"
#include "app/print/mark_drawing.h"

namespace terreau::print {
namespace {

constexpr double kMethodIndent = 110;  // beside the box of no data
constexpr double kColumn = 158, kColumnGap = 18;
constexpr double kSign = 22, kCountGap = 6;  // the sign's column; between a name and its count
constexpr double kRowGap = 4.5, kSmallestRow = 15, kHeading = 17;
constexpr double kToneWidth = 34, kToneHeight = 10, kTones = 64;

// How a row is broken, in one column.
struct Placed {
  const Legend::Row* row;
  std::vector<std::string> lines;
  double height = 0;
};

Placed placed(const Legend::Row& row, double column, double factor) {
  const double count = row.count.empty() ? 0 : width_pt(type::kStrong, row.count) + kCountGap;
  Placed p{&row, wrapped(type::kBody, row.name, column - kSign - count), 0};
  const double sign = row.mark ? row.mark->diameter_pt * factor : 0;
  p.height = std::max({kSmallestRow, sign + 2,
                       type::kBody.line_pt() * static_cast<double>(p.lines.size()) + kRowGap});
  return p;
}

struct Columns {
  int count = 1;
  double width = 0;
};

Columns columns_of(double width) {
  const int n = std::max(1, static_cast<int>((width + kColumnGap) / (kColumn + kColumnGap)));
  return {n, (width - kColumnGap * (n - 1)) / n};
}

// Rows one below the other; the columns are about equally high, none higher than the returned.
struct Flow {
  std::vector<std::vector<Placed>> columns;
  double height = 0;
};

Flow flow(const Legend& legend, const Columns& c, double factor) {
  double total = 0, tallest = 0;
  std::vector<Placed> all;
  for (const Legend::Row& row : legend.rows) {
    all.push_back(placed(row, c.width, factor));
    total += all.back().height;
    tallest = std::max(tallest, all.back().height);
  }
  Flow out;
  // Grows until everything fits.
  for (double limit = std::max(total / c.count, tallest);; limit += 2) {
    out = {{{}}, 0};
    double y = 0;
    for (const Placed& p : all) {
      if (y + p.height > limit + 1e-6) {
        out.columns.emplace_back();
        y = 0;
      }
      out.columns.back().push_back(p);
      y += p.height;
      out.height = std::max(out.height, y);
    }
    if (static_cast<int>(out.columns.size()) <= c.count) return out;
  }
}

double tones_height(const Legend& legend) { return legend.tones.empty() ? 0 : kTones; }

void draw_sign(Canvas& canvas, const Legend::Row& row, const MapState& state, const Scene& scene) {
  if (row.family) draw_swatch(canvas, {0, 0}, *row.family, state);
  if (row.line) {
    canvas.move_to({-kSign / 2 + 3, 0});
    canvas.line_to({kSign / 2 - 5, 0});
    canvas.stroke(*row.line, line::kOutlineLine);
  }
  if (!row.mark) return;
  SceneMark mark = *row.mark;
  mark.at = mark.anchor = {0, 0};
  draw_mark(canvas, mark, scene, state);
}

void draw_text(Canvas& canvas, const Placed& p, ScreenPos at, double column,
               const MapState& state) {
  const Palette& colours = palette(state.theme);
  const double text = type::kBody.line_pt() * static_cast<double>(p.lines.size());
  const double top = at.y_pt + (p.height - text) / 2 + 0.6;
  draw_lines(canvas, type::kBody, {at.x_pt + kSign, top}, colours.text, p.lines);
  canvas.text_right(type::kStrong, {at.x_pt + column, top + type::kBody.size_pt}, colours.text,
                    p.row->count);
}

void draw_tones(Canvas& canvas, const Legend& legend, ScreenPos at, const MapState& state) {
  const Palette& colours = palette(state.theme);
  canvas.text(type::kBody, {at.x_pt, at.y_pt + type::kBody.size_pt}, colours.text,
              legend.tones_title);
  double x = at.x_pt;
  const double y = canvas.snap(at.y_pt + type::kBody.line_pt() + 3);
  const auto box_at = [&](double left, double top) {
    return ScreenRect{left, top, kToneWidth - 3, kToneHeight};
  };
  const auto frame = [&](const ScreenRect& box) {
    canvas.rect(box, 1.5);
    canvas.stroke(colours.region_border, 0.5);
  };
  for (const Legend::Tone& tone : legend.tones) {
    canvas.rect(box_at(x, y), 1.5);
    canvas.fill(tone.colour);
    frame(box_at(x, y));
    canvas.text_centred(type::kSmall,
                        {x + (kToneWidth - 3) / 2, y + kToneHeight + 2 + type::kSmall.size_pt},
                        colours.secondary, tone.below);
    x += kToneWidth;
  }
  const ScreenRect none = box_at(at.x_pt, y + kToneHeight + type::kSmall.line_pt() + 6);
  canvas.rect(none, 1.5);
  canvas.fill_hatched(colours.land, stripe_colour(state.theme), {none.x_pt, none.y_pt}, none);
  frame(none);
  canvas.text(type::kSmall, {none.x_pt + kToneWidth + 3, none.y_pt + kToneHeight - 2.5},
              colours.secondary, tr(state.language, "no data"));
  canvas.text(type::kSmall, {none.x_pt + kMethodIndent, none.y_pt + kToneHeight - 2.5},
              colours.secondary, legend.tones_method);
}

void add_tones(Legend& legend, const MapState& state, const World& world) {
  if (state.choropleth == Choropleth::none) return;
  const ChoroplethMap map = classify(state, world);
  const ChoroplethWords words = words_of(state, map);
  legend.tones_title = words.title + (words.source.empty() ? "" : " · " + words.source);
  legend.tones_method = words.method;
  const std::size_t n = map.upper_bounds.size();
  for (std::size_t i = 0; i < n; ++i) {
    legend.tones.push_back({class_colour(state.theme, i, n), "≤ " + words.bounds[i + 1]});
  }
}

bool on_map(const Scene& scene, const SceneMark& m) {
  return scene.frames[m.frame].viewport.contains(m.at);
}

// A small cluster of several families says most in little room.
bool better(const SceneMark& a, const SceneMark& b) {
  const bool mixed = a.slice_count > 1;
  return mixed != (b.slice_count > 1) ? mixed : a.count < b.count;
}

// The signs of the map that are explained by one of them.
void add_signs(Legend& legend, const MapState& state, const Scene& scene) {
  const SceneMark *cluster = nullptr, *ring = nullptr;
  for (const SceneMark& m : scene.marks) {
    if (!on_map(scene, m)) continue;
    if (m.count > 1 && (cluster == nullptr || better(m, *cluster))) cluster = &m;
    if (!m.is_cluster() && ring == nullptr && form_of(m, scene, state.theme).has_slices) ring = &m;
  }
  const auto add = [&](const SceneMark& m, std::string_view name) {
    SceneMark sign = m;
    sign.selected = sign.hovered = false;
    legend.rows.push_back({std::string(name), "", {}, sign, {}});
  };
  if (cluster != nullptr) {
    add(*cluster, tr(state.language, "Several places: how many, and their families"));
  }
  if (ring != nullptr) add(*ring, tr(state.language, "Ring: further functions of the place"));
}

void add_lines(Legend& legend, const MapState& state, const World& world, const Scene& scene) {
  for (const std::uint32_t i : scene.overlays) {
    const Overlay& overlay = (*world.atlas.overlays)[i];
    const std::string name =
        overlay.date.empty() ? overlay.name : overlay.name + ", " + overlay.date;
    legend.rows.push_back({name, "", {}, {}, overlay_colour(state.theme, i)});
  }
  if (!state.nearby) return;
  const std::string around =
      filled(tr(state.language, "Within {}"),
             {format_distance(state.language, state.nearby->radius_km * 1000)}) +
      (state.nearby->name.empty() ? "" : " · " + state.nearby->name);
  legend.rows.push_back({around, "", {}, {}, palette(state.theme).accent});
}

}  // namespace

Extent extent_of(const MapState& state, const World& world) {
  const Counts& total = world.markers->total;
  const auto* d = std::get_if<DepartmentId>(&state.selected);
  if (d == nullptr || !d->valid()) return {total.total, total.located};
  Extent extent;
  const Places& places = *world.atlas.places;
  for (const PlaceId p : world.markers->passing) {
    if (places.department(p) != *d) continue;
    ++extent.places;
    extent.located += places.located(p) ? 1 : 0;
  }
  return extent;
}

Legend legend_of(const MapState& state, const World& world, const Scene& scene) {
  Legend legend;
  const Language language = state.language;
  for (std::size_t f = 0; f < kFamilyCount; ++f) {
    if (scene.in_view_by_family[f] == 0) continue;
    const auto family = static_cast<Family>(f);
    legend.rows.push_back({std::string(tr(language, info(family).name)),
                           format_count(language, scene.in_view_by_family[f]),
                           family,
                           {},
                           {}});
  }
  add_signs(legend, state, scene);
  if (legend.rows.empty()) legend.notes.emplace_back(tr(language, "No place is on this map."));
  add_lines(legend, state, world, scene);
  add_tones(legend, state, world);
  if (scene.in_view > 0) {
    legend.notes.emplace_back(
        tr(language, "A place with several functions is counted in each of its rows."));
  }
  const Extent extent = extent_of(state, world);
  if (extent.places > extent.located) {
    legend.notes.push_back(tr_n(language, "{} place without a position is not drawn.",
                                "{} places without a position are not drawn.",
                                extent.places - extent.located));
  }
  return legend;
}

double height_pt(const Legend& legend, double width, double factor) {
  return kHeading + flow(legend, columns_of(width), factor).height + tones_height(legend);
}

void draw(Canvas& canvas, const Legend& legend, ScreenPos at, double width, double factor,
          const MapState& state, const Scene& scene) {
  const Palette& colours = palette(state.theme);
  canvas.text(type::kHeading, {at.x_pt, at.y_pt + type::kHeading.size_pt}, colours.text,
              tr(state.language, "Legend"));
  const Columns c = columns_of(width);
  const Flow rows = flow(legend, c, factor);
  double x = at.x_pt;
  for (const auto& column : rows.columns) {
    double y = at.y_pt + kHeading;
    for (const Placed& p : column) {
      canvas.enter(canvas.snap(ScreenPos{x + kSign / 2 - 3, y + p.height / 2}), factor);
      draw_sign(canvas, *p.row, state, scene);
      canvas.restore();
      draw_text(canvas, p, {x, y}, c.width, state);
      y += p.height;
    }
    x += c.width + kColumnGap;
  }
  const double y = at.y_pt + kHeading + rows.height;
  if (!legend.tones.empty()) draw_tones(canvas, legend, {at.x_pt, y + 8}, state);
}

}  // namespace terreau::print
