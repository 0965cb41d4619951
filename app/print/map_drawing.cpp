#include "app/print/map_drawing.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "app/model/arcs.h"
#include "app/model/graticule.h"
#include "app/model/nearby.h"
#include "app/model/palette.h"
#include "app/print/clip.h"
#include "app/print/mark_drawing.h"

namespace terreau::print {
namespace {

using namespace line;

constexpr Type kLabel{Face::medium, kLabelSize};
constexpr double kClipMargin = 16;  // lines just outside still reach inside

ScreenRect grown(const ScreenRect& r, double margin) {
  return {r.x_pt - margin, r.y_pt - margin, r.width_pt + 2 * margin, r.height_pt + 2 * margin};
}

// The camera's centre lands on a whole pixel, as in the window.
MapFrame snapped(MapFrame frame, const Canvas& canvas) {
  frame.focus = canvas.snap(frame.focus);
  const ScreenRect r = frame.viewport;
  const ScreenPos low = canvas.snap({r.x_pt, r.y_pt});
  const ScreenPos high = canvas.snap({r.x_pt + r.width_pt, r.y_pt + r.height_pt});
  frame.viewport = {low.x_pt, low.y_pt, high.x_pt - low.x_pt, high.y_pt - low.y_pt};
  return frame;
}

std::vector<ScreenPos> on_screen(const MapFrame& frame, MapPos origin,
                                 std::span<const std::array<float, 2>> vertices) {
  std::vector<ScreenPos> points;
  points.reserve(vertices.size());
  for (const auto& v : vertices) {
    points.push_back(frame.to_screen(
        {origin.x_m + static_cast<double>(v[0]), origin.y_m + static_cast<double>(v[1])}));
  }
  return points;
}

void add_ring(Canvas& canvas, std::span<const ScreenPos> ring, const ScreenRect& rect) {
  const std::vector<ScreenPos> points = clipped(ring, rect);
  if (points.size() < 3) return;
  canvas.move_to(points.front());
  for (const ScreenPos p : std::span(points).subspan(1)) canvas.line_to(p);
  canvas.close();
}

using Edges = std::unordered_multimap<std::uint32_t, std::uint32_t>;

// The edges that only one triangle has, each from one corner to the next.
Edges outer_edges(std::span<const std::uint32_t> triangles) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> all;
  for (std::size_t i = 0; i + 2 < triangles.size(); i += 3) {
    for (std::size_t k = 0; k < 3; ++k) {
      all.emplace_back(triangles[i + k], triangles[i + (k + 1) % 3]);
    }
  }
  std::ranges::sort(all);
  Edges outer;
  for (const auto& [from, to] : all) {
    if (!std::ranges::binary_search(all, std::pair(to, from))) outer.emplace(from, to);
  }
  return outer;
}

template <class Vertex>
std::vector<std::vector<Vertex>> rings_around(std::span<const std::uint32_t> triangles,
                                              std::span<const Vertex> vertices) {
  Edges edges = outer_edges(triangles);
  std::vector<std::vector<Vertex>> rings;
  while (!edges.empty()) {
    auto& ring = rings.emplace_back();
    for (auto edge = edges.begin(); edge != edges.end();) {
      const std::uint32_t next = edge->second;
      ring.push_back(vertices[edge->first]);
      edges.erase(edge);
      edge = edges.find(next);
    }
  }
  return rings;
}

}  // namespace

struct MapDrawing::Page {
  Canvas& canvas;
  const MapState& state;
  const World& world;
  const Scene& scene;
  const Palette& colours;
  FillPlan plan;
};

void MapDrawing::use(const World& world) {
  if (world.atlas.boundaries != boundaries_) shapes_.clear();
  boundaries_ = world.atlas.boundaries;
  outlines_.use(world.atlas.boundaries, world.atlas.overlays);
}

MapDrawing::Shapes& MapDrawing::shapes_of(const TerritoryMesh& mesh) {
  const auto [entry, is_new] = shapes_.try_emplace(&mesh);
  if (is_new) entry->second.land = land_of(mesh);
  return entry->second;
}

const std::vector<MapDrawing::Ring>& MapDrawing::rings_of(const TerritoryMesh& mesh,
                                                          DepartmentId department) {
  auto& kept = shapes_of(mesh).departments[department.value];
  if (kept) return *kept;
  kept.emplace();
  for (const FillRange& fill : mesh.fills) {
    if (fill.department != department) continue;
    const auto own = std::span(mesh.triangles).subspan(fill.first, fill.count);
    auto rings = rings_around(own, std::span(mesh.fill_vertices));
    std::ranges::move(rings, std::back_inserter(*kept));
  }
  return *kept;
}

// Only departments of `style`, or all.
void MapDrawing::add_departments(const Page& page, const MapFrame& frame, const TerritoryMesh& mesh,
                                 std::optional<std::uint8_t> style) {
  const MapBox view = frame.view();
  for (const FillRange& fill : mesh.fills) {
    const std::size_t d = fill.department.value;
    if (style && page.plan.style_of[d] != *style) continue;
    if (!boundaries_->shapes[d].map_box.intersects(view)) continue;
    for (const Ring& ring : rings_of(mesh, fill.department)) {
      add_ring(page.canvas, on_screen(frame, mesh.origin, ring),
               grown(frame.viewport, kClipMargin));
    }
  }
}

void MapDrawing::add_land(const Page& page, const MapFrame& frame, const TerritoryMesh& mesh) {
  const auto& land = shapes_of(mesh).land;
  if (!land) return add_departments(page, frame, mesh, {});
  std::size_t first = 0;
  for (const std::uint32_t end : land->ring_ends) {
    const auto ring = std::span(land->vertices).subspan(first, end - first);
    add_ring(page.canvas, on_screen(frame, mesh.origin, ring), grown(frame.viewport, kClipMargin));
    first = end;
  }
}

// The land as a whole in the commonest style, so that no seam shows between departments, then those
// that differ.
void MapDrawing::draw_ground(const Page& page, const MapFrame& frame) {
  const BoundaryLevel* level = level_for(*boundaries_, frame.camera.zoom);
  if (level == nullptr) return;
  const TerritoryMesh& mesh = level->meshes[static_cast<std::size_t>(frame.territory)];
  const auto fill = [&](const FillStyle& style) {
    style.stripes ? page.canvas.fill_hatched(style.colour, *style.stripes,
                                             frame.to_screen(mesh.origin), frame.viewport)
                  : page.canvas.fill(style.colour, true);
  };
  add_land(page, frame, mesh);
  fill(page.plan.styles.front());
  for (std::size_t style = 1; style < page.plan.styles.size(); ++style) {
    add_departments(page, frame, mesh, static_cast<std::uint8_t>(style));
    fill(page.plan.styles[style]);
  }
  for (const BorderKind kind : {BorderKind::department, BorderKind::region, BorderKind::coast}) {
    if (!border_shown(page.state, kind)) continue;
    for (const BorderArc& arc : mesh.borders) {
      if (arc.kind != kind || arc.count < 2 || !arc.box.intersects(frame.view())) continue;
      const auto vertices = std::span(mesh.line_vertices).subspan(arc.first, arc.count);
      add_line(page.canvas, on_screen(frame, mesh.origin, vertices),
               grown(frame.viewport, kClipMargin));
    }
    const bool thin = kind == BorderKind::department;
    page.canvas.stroke(thin ? page.colours.department_border : page.colours.region_border,
                       thin ? kDepartmentLine : kRegionLine);
  }
  for (const std::uint32_t i : page.scene.overlays) {
    draw_outlines(page, frame, outlines_.overlay(i, frame.territory, frame.camera.zoom + 2),
                  overlay_colour(page.state.theme, i), kOverlayLine);
  }
  if (const auto* d = std::get_if<DepartmentId>(&page.state.selected);
      d != nullptr && d->valid() && department(*d).territory == frame.territory) {
    draw_outlines(page, frame, outlines_.department(*d), page.colours.accent, kOutlineLine);
  }
  if (const auto* r = std::get_if<RegionId>(&page.state.selected); r != nullptr && r->valid()) {
    draw_outlines(page, frame, outlines_.region(*r, frame.territory), page.colours.accent,
                  kOutlineLine);
  }
}

void MapDrawing::draw_outlines(const Page& page, const MapFrame& frame,
                               const std::vector<Outline>& outlines, Colour colour, double width) {
  for (const Outline& outline : outlines) {
    if (outline.points.empty() || !outline.box.intersects(frame.view())) continue;
    std::vector<ScreenPos> points;
    points.reserve(outline.points.size());
    for (const MapPos& p : outline.points) points.push_back(frame.to_screen(p));
    add_line(page.canvas, points, grown(frame.viewport, kClipMargin));
  }
  page.canvas.stroke(colour, width);
}

void MapDrawing::draw_graticule(const Page& page, const MapFrame& frame) {
  const std::vector<GraticuleLine> lines = graticule(page.state, frame);
  for (const GraticuleLine& line : lines) add_line(page.canvas, line.points, frame.viewport);
  page.canvas.stroke(page.colours.secondary, kGraticuleLine, kGraticuleAlpha);
  for (const GraticuleLine& line : lines) {
    if (!line.label) continue;
    const ScreenPos pen{line.label->x_pt - width_pt(kLabel, line.text) / 2,
                        line.label->y_pt + naming::kBaseline};
    page.canvas.text_with_halo(kLabel, pen, page.colours.secondary, page.colours.land, kLabelHalo,
                               line.text);
  }
}

// A department's name has a halo in the colour that it stands on; over the classes of a choropleth
// land's own colour is read best.
void MapDrawing::draw_labels(const Page& page) {
  const auto measure = [](std::string_view text) { return width_pt(kLabel, text); };
  labels_ = &placer_.place(page.state, page.world, page.scene, measure);
  const bool classes_shown = page.state.choropleth != Choropleth::none;
  for (const SceneLabel& label : *labels_) {
    const bool on_fill = label.department.valid() && !classes_shown;
    const Colour halo = on_fill
                            ? page.plan.styles[page.plan.style_of[label.department.value]].colour
                            : page.colours.land;
    page.canvas.text_with_halo(kLabel, label.pen, page.colours.map_label, halo, kLabelHalo,
                               label.text);
  }
}

namespace {

void draw_arcs(Canvas& canvas, const MapState& state, const World& world, const Scene& scene) {
  const Palette& colours = palette(state.theme);
  for (const Arc& arc : arcs_shown(state, world, scene)) {
    const Colour colour = arc.ring == 1 ? colours.accent : colours.secondary;
    const std::vector<ScreenPos> points = curve(arc);
    if (points.size() < 2) continue;
    canvas.move_to(points.front());
    for (const ScreenPos p : points) canvas.line_to(p);
    const ScreenPos tip = points.back(), before = points[points.size() - 2];
    const double length = distance_pt(tip, before);
    const ScreenPos back{(before.x_pt - tip.x_pt) / length * kArrow,
                         (before.y_pt - tip.y_pt) / length * kArrow};
    const ScreenPos across{-back.y_pt * kArrowWidth, back.x_pt * kArrowWidth};
    canvas.move_to({tip.x_pt + back.x_pt + across.x_pt, tip.y_pt + back.y_pt + across.y_pt});
    canvas.line_to(tip);
    canvas.line_to({tip.x_pt + back.x_pt - across.x_pt, tip.y_pt + back.y_pt - across.y_pt});
    canvas.stroke(colour, kArcLine);
  }
}

}  // namespace

// What is near a spot has its circle; the members of a fan lead to the spot that they share; then
// the marks, and arcs beneath the selected one.
void MapDrawing::draw_marks(const Page& page, std::size_t index) {
  const MapFrame& frame = page.scene.frames[index];
  if (page.state.nearby) {
    add_line(page.canvas, nearby_outline(*page.state.nearby, frame),
             grown(frame.viewport, kClipMargin));
    page.canvas.stroke(page.colours.accent, kOutlineLine);
  }
  const auto own = std::ranges::equal_range(page.scene.marks, index, {}, &SceneMark::frame);
  for (const SceneMark& m : own) {
    if (m.anchor == m.at) continue;
    page.canvas.move_to(m.anchor);
    page.canvas.line_to(m.at);
  }
  page.canvas.stroke(page.colours.secondary, kLeaderLine);
  const std::vector<const SceneMark*> marks = drawn_marks({own.begin(), own.end()}, frame);
  const auto draw = [&](const SceneMark* m) { draw_mark(page.canvas, *m, page.scene, page.state); };
  const bool one_selected = !marks.empty() && marks.back()->selected;
  for (std::size_t i = 0; i + (one_selected ? 1 : 0) < marks.size(); ++i) draw(marks[i]);
  if (index == 0) draw_arcs(page.canvas, page.state, page.world, page.scene);
  if (one_selected) draw(marks.back());
}

void MapDrawing::draw_inset(const Page& page, std::size_t index) {
  const MapFrame frame = snapped(page.scene.frames[index], page.canvas);
  const ScreenRect& r = frame.viewport;
  page.canvas.save();
  page.canvas.clip(r, kCardRadius);
  page.canvas.rect(r);
  page.canvas.fill(page.colours.sea);
  draw_ground(page, frame);
  draw_marks(page, index);
  page.canvas.restore();
  page.canvas.rect({r.x_pt + kHairline / 2, r.y_pt + kHairline / 2, r.width_pt - kHairline,
                    r.height_pt - kHairline},
                   kCardRadius - kHairline / 2);
  page.canvas.stroke(page.colours.department_border, kHairline);
  const std::string_view name = inset_name(frame, page.state.language);
  const double left = frame.viewport.center().x_pt - width_pt(kLabel, name) / 2;
  page.canvas.text_with_halo(
      kLabel, {left, page.canvas.snap(r.y_pt + r.height_pt - kInsetNameBaseline)},
      page.colours.map_label,
      frame.id == InsetId::petite_couronne ? page.colours.land : page.colours.sea, kLabelHalo,
      name);
}

void MapDrawing::draw(Canvas& canvas, const MapState& state, const World& world,
                      const Scene& scene) {
  use(world);
  const Page page{canvas,
                  state,
                  world,
                  scene,
                  palette(state.theme),
                  plain_fill_plan(state, classes_.of(state, world))};
  canvas.ground({0, 0, state.width_pt, state.height_pt}, page.colours.sea);
  for (std::size_t i = 0; i < scene.frames.size(); ++i) {
    if (scene.frames[i].inset) {
      draw_inset(page, i);
    } else {
      const MapFrame frame = snapped(scene.frames[i], canvas);
      draw_ground(page, frame);
      if (state.graticule) draw_graticule(page, frame);
      draw_labels(page);
      draw_marks(page, i);
    }
  }
}

}  // namespace terreau::print
