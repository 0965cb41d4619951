#include "app/render/renderer.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>

#include <glm/geometric.hpp>

#include "app/model/arcs.h"
#include "app/model/fills.h"
#include "app/model/graticule.h"
#include "app/model/i18n.h"
#include "app/model/labels.h"
#include "app/model/nearby.h"
#include "app/model/outlines.h"
#include "app/model/palette.h"
#include "app/render/card_pass.h"
#include "app/render/fill_pass.h"
#include "app/render/ground_picture.h"
#include "app/render/inset_pictures.h"
#include "app/render/line_pass.h"
#include "app/render/mark_pass.h"
#include "app/render/text_pass.h"

namespace terreau {
namespace {

using namespace render;

using namespace line;

constexpr double kCaptionMargin = 12;

glm::vec2 pixels(ScreenPos p, const PixelFrame& frame) { return frame.to_px(p); }

glm::ivec2 whole_pixels(ScreenPos p, const PixelFrame& frame) {
  return {static_cast<int>(std::lround(p.x_pt * frame.scale)),
          static_cast<int>(std::lround(p.y_pt * frame.scale))};
}

float line_px(double width_pt, const PixelFrame& frame) {
  return static_cast<float>(width_pt * frame.scale);
}

// The largest rectangle that touches neither a card's border nor its rounded corners.
gl::PixelRect inside_of_card(const gl::PixelRect& card, float radius, float border) {
  const auto margin =
      static_cast<int>(std::ceil(radius - (radius - border) / std::numbers::sqrt2_v<float>));
  const auto inside = [margin](int side) { return std::max(side - 2 * margin, 1); };
  return {card.x + margin, card.y + margin, inside(card.width), inside(card.height)};
}

}  // namespace

struct Renderer::Parts {
  FillPass fills;
  LinePass lines;
  CardPass cards;
  TextPass text;
  std::optional<MarkPass> marks;  // made with the first mark
  Lettering lettering;
  LabelPlacer labels;
  Outlines outlines;
  InsetPictures insets;
  std::vector<PixelFrame> frames;
  std::vector<InsetPictures::Way> ways;  // of each frame; the main map is drawn
  InsetPictures::Look look;
  GroundPicture ground;
  GroundLook ground_look;
  Classes classes;

  // Of the frame being drawn.
  struct Frame {
    const MapState& state;
    const World& world;
    const Scene& scene;
    const Palette& colours;
    glm::vec2 size;  // of what is drawn into
    const FillPlan& plan;
  };

  void draw_ground(const Frame& f, const PixelFrame& frame);
  void show_ground(const Frame& f, const PixelFrame& frame);
  void add_borders(const Frame& f, const PixelFrame& frame, const TerritoryMesh& mesh,
                   BorderKind kind);
  void add_outlines(const PixelFrame& frame, const std::vector<Outline>& outlines, Colour colour,
                    double width_pt = kOutlineLine);
  void add_overlays(const Frame& f, const PixelFrame& frame);
  void draw_graticule(const Frame& f, const PixelFrame& frame);
  void place_words(const Frame& f);
  void add_labels(const Frame& f, const PixelFrame& frame);
  void draw_marks(const Frame& f, const PixelFrame& frame, std::size_t index);
  void draw_leaders(const Frame& f, const PixelFrame& frame, std::span<const SceneMark> own);
  void draw_arcs(const Frame& f, const PixelFrame& frame);
  void draw_circle(const Frame& f, const PixelFrame& frame, std::size_t index);
  void lay_out(const MapState& state, const World& world, const Scene& moved, const FillPlan& plan);
  void draw_inset(const Frame& f, const PixelFrame& frame, std::size_t index);
  void add_inset_name(const Frame& f, const PixelFrame& frame, std::size_t index);
};

void Renderer::Parts::add_borders(const Frame& f, const PixelFrame& frame,
                                  const TerritoryMesh& mesh, BorderKind kind) {
  const bool thin = kind == BorderKind::department;
  const LinePass::Pen pen{rgba(thin ? f.colours.department_border : f.colours.region_border),
                          line_px(thin ? kDepartmentLine : kRegionLine, frame)};
  const glm::dvec2 origin = frame.to_px(mesh.origin);
  const auto error_m = static_cast<float>(kBoundaryErrorPt * metres_per_point(frame.zoom));
  const auto to_px = [&](const std::array<float, 2>& v) {
    return glm::vec2(origin.x + static_cast<double>(v[0]) * frame.px_per_m,
                     origin.y - static_cast<double>(v[1]) * frame.px_per_m);
  };
  for (const BorderArc& arc : mesh.borders) {
    if (arc.kind != kind || arc.count < 2 || !arc.box.intersects(frame.view)) continue;
    const std::uint32_t last = arc.first + arc.count - 1;
    lines.move_to(to_px(mesh.line_vertices[arc.first]));
    for (std::uint32_t i = arc.first + 1; i < last; ++i) {
      if (mesh.line_weights[i] > error_m) lines.line_to(to_px(mesh.line_vertices[i]));
    }
    lines.line_to(to_px(mesh.line_vertices[last]));
    lines.end_line(pen);
  }
}

void Renderer::Parts::add_outlines(const PixelFrame& frame, const std::vector<Outline>& outlines_,
                                   Colour colour, double width_pt) {
  const LinePass::Pen pen{rgba(colour), line_px(width_pt, frame)};
  for (const Outline& outline : outlines_) {
    if (outline.points.empty() || !outline.box.intersects(frame.view)) continue;
    lines.move_to(glm::vec2(frame.to_px(outline.points.front())));
    for (const MapPos& p : outline.points) lines.line_to(glm::vec2(frame.to_px(p)));
    lines.end_line(pen);
  }
}

void Renderer::Parts::add_overlays(const Frame& f, const PixelFrame& frame) {
  for (const std::uint32_t i : f.scene.overlays) {
    add_outlines(frame, outlines.overlay(i, frame.territory, frame.zoom),
                 overlay_colour(f.state.theme, i), kOverlayLine);
  }
  for (const Target* t : {&f.state.hovered, &f.state.selected}) {
    const auto* o = std::get_if<OverlayRef>(t);
    if (o == nullptr || !exists(f.world.atlas, *o)) continue;
    const bool selected = t == &f.state.selected;
    add_outlines(frame, outlines.feature(*o, frame.territory, frame.zoom),
                 selected ? f.colours.accent : overlay_colour(f.state.theme, o->overlay),
                 kOverlayLinePointed);
  }
}

void Renderer::Parts::draw_ground(const Frame& f, const PixelFrame& frame) {
  const BoundaryLevel* level = level_for(*f.world.atlas.boundaries, frame.zoom);
  lines.begin(frame.rect);
  if (level != nullptr) {
    fills.draw(frame, *level, f.plan, f.size);
    const TerritoryMesh& mesh = level->meshes[static_cast<std::size_t>(frame.territory)];
    for (const BorderKind kind : {BorderKind::department, BorderKind::region, BorderKind::coast}) {
      if (border_shown(f.state, kind)) add_borders(f, frame, mesh, kind);
    }
  }
  add_overlays(f, frame);
  if (const auto* d = std::get_if<DepartmentId>(&f.state.selected);
      d != nullptr && d->valid() && department(*d).territory == frame.territory) {
    add_outlines(frame, outlines.department(*d), f.colours.accent);
  }
  for (const Target* t : {&f.state.hovered, &f.state.selected}) {
    const auto* r = std::get_if<RegionId>(t);
    if (r == nullptr || !r->valid()) continue;
    const bool selected = t == &f.state.selected;
    add_outlines(frame, outlines.region(*r, frame.territory),
                 selected ? f.colours.accent : f.colours.region_border);
  }
  lines.draw(f.size);
}

// Of the main map, first of all that a frame shows.
void Renderer::Parts::show_ground(const Frame& f, const PixelFrame& frame) {
  const glm::vec4 sea = opaque(f.colours.sea);
  describe_ground(f.state, f.world, f.scene, f.plan, ground_look);
  const GroundPicture::Way way = ground.way_of(frame, f.size, ground_look);
  if (way == GroundPicture::Way::draw_wide) {
    const unsigned framebuffer = gl::bound_framebuffer();
    const GroundPicture::Canvas canvas = ground.begin_wide(frame);
    gl::clear(sea);
    draw_ground({f.state, f.world, f.scene, f.colours, canvas.size, f.plan}, canvas.frame);
    gl::bind_framebuffer(framebuffer);
  }
  gl::begin_frame(static_cast<int>(f.size.x), static_cast<int>(f.size.y));
  if (way == GroundPicture::Way::draw_wide || way == GroundPicture::Way::show) {
    return ground.show(frame);
  }
  gl::clear(sea);
  draw_ground(f, frame);
  if (way == GroundPicture::Way::take) ground.take(frame);
}

// A department's name has a halo in the colour that it stands on; over the classes of a choropleth
// land's own colour is read best.
void Renderer::Parts::add_labels(const Frame& f, const PixelFrame& frame) {
  const gl::TextStyle style = lettering.label(frame.scale);
  const bool classes_shown = f.state.choropleth != Choropleth::none;
  TextPass::Ink ink{};
  const auto measure = [&](std::string_view name) {
    return lettering.atlas.width_px(name, style) / frame.scale;
  };
  for (const SceneLabel& label : labels.place(f.state, f.world, f.scene, measure)) {
    const bool on_fill = label.department.valid() && !classes_shown;
    ink.colour = rgba(label.place.valid() ? f.colours.secondary : f.colours.map_label);
    ink.halo = opaque(on_fill ? f.plan.styles[f.plan.style_of[label.department.value]].colour
                              : f.colours.land);
    text.add(lettering.atlas.sprite(label.text, style), whole_pixels(label.pen, frame), ink);
  }
}

void Renderer::Parts::draw_graticule(const Frame& f, const PixelFrame& frame) {
  lines.begin(frame.rect);
  const glm::vec4 colour =
      opaque(f.colours.secondary) * static_cast<float>(kGraticuleAlpha);  // premultiplied
  const LinePass::Pen pen{rgba(colour), line_px(kGraticuleLine, frame)};
  const gl::TextStyle style = lettering.label(frame.scale);
  for (const GraticuleLine& line : graticule(f.state, f.scene.frames[0])) {
    lines.move_to(pixels(line.points.front(), frame));
    for (const ScreenPos p : line.points) lines.line_to(pixels(p, frame));
    lines.end_line(pen);
    if (!line.label) continue;
    const double half = lettering.atlas.width_px(line.text, style) / 2 / frame.scale;
    text.add(lettering.atlas.sprite(line.text, style),
             whole_pixels({line.label->x_pt - half, line.label->y_pt + naming::kBaseline}, frame),
             {rgba(f.colours.secondary), opaque(f.colours.land)});
  }
  lines.draw(f.size);
}

// Before anything is drawn: where new words come into a texture from which some were drawn, a
// driver finishes all that was drawn first.
void Renderer::Parts::place_words(const Frame& f) {
  for (std::size_t i = 0; i < frames.size(); ++i) {
    if (f.scene.frames[i].inset) {
      const std::string_view name = inset_name(f.scene.frames[i], f.state.language);
      lettering.atlas.sprite(name, lettering.label(frames[i].scale));
    } else {
      add_labels(f, frames[i]);
    }
  }
}

// From the members of a fan to the spot that they share.
void Renderer::Parts::draw_leaders(const Frame& f, const PixelFrame& frame,
                                   std::span<const SceneMark> own) {
  lines.begin(frame.rect);
  const LinePass::Pen pen{rgba(f.colours.secondary), line_px(kLeaderLine, frame)};
  for (const SceneMark& m : own) {
    if (m.anchor == m.at) continue;
    lines.move_to(pixels(m.anchor, frame));
    lines.line_to(pixels(m.at, frame));
    lines.end_line(pen);
  }
  lines.draw(f.size);
}

// What is between places, each with an arrow towards whom it acts on.
void Renderer::Parts::draw_arcs(const Frame& f, const PixelFrame& frame) {
  lines.begin(frame.rect);
  for (const Arc& arc : arcs_shown(f.state, f.world, f.scene)) {
    const LinePass::Pen pen{rgba(arc.ring == 1 ? f.colours.accent : f.colours.secondary),
                            line_px(kArcLine, frame)};
    const std::vector<ScreenPos> points = curve(arc);
    if (points.size() < 2) continue;
    lines.move_to(pixels(points.front(), frame));
    for (const ScreenPos p : points) lines.line_to(pixels(p, frame));
    lines.end_line(pen);
    const glm::vec2 tip = pixels(points.back(), frame);
    const glm::vec2 back = pixels(points[points.size() - 2], frame) - tip;
    const glm::vec2 along = glm::normalize(back) * line_px(kArrow, frame);
    const glm::vec2 across = glm::vec2(-along.y, along.x) * static_cast<float>(kArrowWidth);
    lines.move_to(tip + along + across);
    lines.line_to(tip);
    lines.line_to(tip + along - across);
    lines.end_line(pen);
  }
  lines.draw(f.size);
}

// Around what lies near a spot, beneath the marks.
void Renderer::Parts::draw_circle(const Frame& f, const PixelFrame& frame, std::size_t index) {
  if (!f.state.nearby) return;
  lines.begin(frame.rect);
  const std::vector<ScreenPos> line = nearby_outline(*f.state.nearby, f.scene.frames[index]);
  const LinePass::Pen pen{rgba(f.colours.accent), line_px(kOutlineLine, frame)};
  for (std::size_t i = 0; i < line.size(); ++i) {
    i == 0 ? lines.move_to(pixels(line[i], frame)) : lines.line_to(pixels(line[i], frame));
  }
  if (!line.empty()) lines.end_line(pen);
  lines.draw(f.size);
}

// The marks of one frame stand together in the scene; arcs go beneath the selected one.
void Renderer::Parts::draw_marks(const Frame& f, const PixelFrame& frame, std::size_t index) {
  const auto own = std::ranges::equal_range(f.scene.marks, index, {}, &SceneMark::frame);
  draw_circle(f, frame, index);
  draw_leaders(f, frame, {own.begin(), own.end()});
  if (marks) marks->draw(index, MarkPass::Part::below, f.size);
  if (index == 0) draw_arcs(f, frame);
  if (marks) marks->draw(index, MarkPass::Part::selected, f.size);
}

void Renderer::Parts::draw_inset(const Frame& f, const PixelFrame& frame, std::size_t index) {
  const InsetId id = f.scene.frames[index].id;
  const int height = static_cast<int>(f.size.y);
  const float radius = line_px(kCardRadius, frame), hairline = line_px(kHairline, frame);
  const gl::PixelRect inside = inside_of_card(frame.rect, radius, hairline);
  cards.draw(frame.rect,
             {opaque(f.colours.sea), opaque(f.colours.department_border), radius, hairline},
             f.size);
  if (frame.copied) return insets.show(id, f.size);
  gl::clip(inside, height);
  draw_ground(f, frame);
  draw_marks(f, frame, index);
  gl::clip({}, height);
  if (ways[index] == InsetPictures::Way::picture) insets.take(id, inside, height);
}

void Renderer::Parts::add_inset_name(const Frame& f, const PixelFrame& frame, std::size_t index) {
  const std::string_view place = inset_name(f.scene.frames[index], f.state.language);
  const gl::TextStyle style = lettering.label(frame.scale);
  const gl::PixelRect rect = pixel_rect(f.scene.frames[index].viewport, frame.scale);
  const double left = rect.x + (rect.width - lettering.atlas.width_px(place, style)) / 2;
  const bool on_land = f.scene.frames[index].id == InsetId::petite_couronne;
  const double baseline = rect.y + rect.height - kInsetNameBaseline * frame.scale;
  text.add(lettering.atlas.sprite(place, style),
           {static_cast<int>(std::lround(left)), static_cast<int>(std::lround(baseline))},
           {rgba(f.colours.map_label), opaque(on_land ? f.colours.land : f.colours.sea)});
}

// How each frame is shown.
void Renderer::Parts::lay_out(const MapState& state, const World& world, const Scene& moved,
                              const FillPlan& plan) {
  frames.clear();
  ways.clear();
  for (std::size_t i = 0; i < moved.frames.size(); ++i) {
    const MapFrame& frame = moved.frames[i];
    InsetPictures::Way way = InsetPictures::Way::draw;
    if (frame.inset) {
      InsetPictures::describe(state, world, moved, i, plan, look);
      way = insets.way_of(frame.id, look);
    }
    frames.push_back(pixel_frame(frame, state.pixel_scale));
    frames.back().copied = way == InsetPictures::Way::copy;
    ways.push_back(way);
  }
}

Renderer::Renderer() : parts_(std::make_unique<Parts>()) {}
Renderer::~Renderer() = default;

void Renderer::draw(const MapState& state, const World& world, const Scene& scene,
                    const Scene& moved, int framebuffer_width_px, int framebuffer_height_px) {
  Parts& p = *parts_;
  const Palette& colours = palette(state.theme);
  p.fills.use(world.atlas.boundaries);
  p.outlines.use(world.atlas.boundaries, world.atlas.overlays);
  p.lettering.atlas.begin_frame();
  const FillPlan plan = fill_plan(state, p.classes.of(state, world));
  p.lay_out(state, world, moved, plan);
  const Parts::Frame f{state, world, scene, colours, {framebuffer_width_px, framebuffer_height_px},
                       plan};
  p.place_words(f);
  if (!p.marks && !moved.marks.empty()) p.marks.emplace();
  if (p.marks) p.marks->prepare(moved, p.frames, state, p.lettering);
  for (std::size_t i = 0; i < p.frames.size(); ++i) {
    if (scene.frames[i].inset) {
      p.draw_inset(f, p.frames[i], i);
      p.add_inset_name(f, p.frames[i], i);
    } else {
      p.show_ground(f, p.frames[i]);
      if (state.graticule) p.draw_graticule(f, p.frames[i]);
      p.text.draw(p.lettering.atlas, f.size);
      p.draw_marks(f, p.frames[i], i);
    }
  }
  p.text.draw(p.lettering.atlas, f.size);
}

void Renderer::warm_up(Warm most, const MapState& state, const Scene& scene,
                       int framebuffer_width_px, int framebuffer_height_px) {
  Parts& p = *parts_;
  gl::begin_frame(framebuffer_width_px, framebuffer_height_px);
  if (most == Warm::all) p.fills.warm_up({framebuffer_width_px, framebuffer_height_px});
  if (p.marks || p.frames.empty()) return;
  Scene sample;  // a cluster and a place, beside the framebuffer but within its guard
  sample.frames = scene.frames;
  sample.slices = {{}};
  SceneMark mark;
  mark.at = mark.anchor = {-2 * mark.diameter_pt, 0};
  sample.marks.push_back(mark);
  mark.count = 2;
  mark.slice_count = 1;
  sample.marks.push_back(mark);
  p.marks.emplace().prepare(sample, p.frames, state, p.lettering);
  gl::begin_frame(framebuffer_width_px, framebuffer_height_px);
  p.marks->draw(0, MarkPass::Part::below, {framebuffer_width_px, framebuffer_height_px});
}

}  // namespace terreau
