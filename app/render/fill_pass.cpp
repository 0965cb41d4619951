#include "app/render/fill_pass.h"

#include <algorithm>

#include <glm/common.hpp>

#include "geodata/triangulate_flips.h"

namespace terreau::render {
namespace {

constexpr std::size_t kMostLandVertices = 30'000;  // else a frame waits for its triangles
constexpr std::size_t kVertexSize = 2 * sizeof(float);
constexpr glm::vec4 kCovered(0, 1, 0, 0);  // in the middle of a line two pixels wide
constexpr std::array kLayout{gl::Attribute{0, 2, gl::Component::f32, 0}};

std::vector<std::uint32_t> triangles_of(const Land& land) {
  std::vector<std::vector<MapPos>> rings;
  std::vector<MapPos> points;
  std::size_t first = 0;
  for (const std::uint32_t end : land.ring_ends) {
    auto& ring = rings.emplace_back();
    for (std::size_t i = first; i < end; ++i) {
      ring.push_back(
          {static_cast<double>(land.vertices[i][0]), static_cast<double>(land.vertices[i][1])});
    }
    points.insert(points.end(), ring.begin(), ring.end());
    first = end;
  }
  std::vector<std::uint32_t> triangles = triangulate(rings);
  make_delaunay(points, triangles);
  return triangles;
}

// Of what is in view and a little more, as a strip.
std::array<glm::vec2, 4> corners(const PixelFrame& frame, MapPos origin) {
  const double more_m = 2 / frame.px_per_m;
  const glm::vec2 low(frame.view.min_x_m - origin.x_m - more_m,
                      frame.view.min_y_m - origin.y_m - more_m);
  const glm::vec2 high(frame.view.max_x_m - origin.x_m + more_m,
                       frame.view.max_y_m - origin.y_m + more_m);
  return {low, glm::vec2(high.x, low.y), glm::vec2(low.x, high.y), high};
}

}  // namespace

FillPass::FillPass() : plain_(load_program("fill", "line")), view_(kLayout, kVertexSize) {}

void FillPass::use(const std::shared_ptr<const Boundaries>& boundaries) {
  if (boundaries == boundaries_) return;
  levels_.clear();
  boundaries_ = boundaries;
}

FillPass::Triangles FillPass::uploaded(std::span<const std::array<float, 2>> vertices,
                                       std::span<const std::uint32_t> triangles) {
  Triangles made{gl::Mesh(kLayout, kVertexSize), static_cast<int>(triangles.size())};
  made.mesh.upload(std::as_bytes(vertices), triangles);
  return made;
}

FillPass::Level& FillPass::level_of(const TerritoryMesh& mesh) {
  const auto known = levels_.find(&mesh);
  if (known != levels_.end()) return known->second;
  return levels_.emplace(&mesh, Level{land_of(mesh, kMostLandVertices), {}, {}}).first->second;
}

// The triangles in view that wear one style; neighbours in the mesh become one range.
void FillPass::collect(const PixelFrame& frame, const TerritoryMesh& mesh, const FillPlan& plan,
                       std::uint8_t style) {
  ranges_.clear();
  for (const FillRange& fill : mesh.fills) {
    const std::size_t department = fill.department.value;
    if (plan.style_of[department] != style || fill.count == 0) continue;
    if (!boundaries_->shapes[department].map_box.intersects(frame.view)) continue;
    const gl::Range range{static_cast<int>(fill.first), static_cast<int>(fill.count)};
    if (!ranges_.empty() && ranges_.back().first + ranges_.back().count == range.first) {
      ranges_.back().count += range.count;
    } else {
      ranges_.push_back(range);
    }
  }
}

const gl::Program& FillPass::program_of(const FillStyle& style) {
  if (!style.stripes) return solid_ ? *solid_ : plain_;
  if (!hatch_) hatch_.emplace(load_program("fill", "hatch"));
  return *hatch_;
}

void FillPass::use_style(const PixelFrame& frame, const TerritoryMesh& mesh, const FillStyle& style,
                         glm::vec2 framebuffer_size) {
  const gl::Program& program = program_of(style);
  program.use();
  program.set("u_centre",
              glm::vec2(frame.centre.x_m - mesh.origin.x_m, frame.centre.y_m - mesh.origin.y_m));
  program.set("u_focus", glm::vec2(frame.focus_px));
  program.set("u_pixels_per_metre", static_cast<float>(frame.px_per_m));
  program.set("u_size", framebuffer_size);
  if (solid_ && !style.stripes) return program.set("u_colour", opaque(style.colour));
  gl::set_constant(1, kCovered);
  gl::set_constant(2, opaque(style.colour));
  if (!style.stripes) return;
  program.set("u_stripe", opaque(*style.stripes));
  program.set("u_period", static_cast<float>(kHatchPeriod * frame.scale));
}

// The whole land in one colour, below what differs. Inland that is one clear. False: not possible.
bool FillPass::draw_land(const PixelFrame& frame, const TerritoryMesh& mesh, Level& level,
                         const FillStyle& style, glm::vec2 framebuffer_size) {
  if (!level.land || style.stripes) return false;
  switch (cover_of(*level.land, mesh.origin, frame.view)) {
    case Cover::sea: break;
    case Cover::land:
      if (glm::vec2(frame.rect.width, frame.rect.height) == glm::abs(framebuffer_size)) {
        gl::clear(opaque(style.colour));
      } else {  // within a rectangle drivers draw a clear, with a program that is compiled for it
        use_style(frame, mesh, style, framebuffer_size);
        view_.stream_vertices(std::span<const glm::vec2>(corners(frame, mesh.origin)));
        view_.draw(gl::Primitive::triangle_strip, {0, 4});
      }
      break;
    case Cover::both: {
      use_style(frame, mesh, style, framebuffer_size);
      if (!level.of_land) level.of_land = uploaded(level.land->vertices, triangles_of(*level.land));
      const std::array all{gl::Range{0, level.of_land->indices}};
      level.of_land->mesh.draw_indexed(all);
      break;
    }
  }
  return true;
}

void FillPass::draw(const PixelFrame& frame, const BoundaryLevel& level, const FillPlan& plan,
                    glm::vec2 framebuffer_size) {
  const TerritoryMesh& mesh = level.meshes[static_cast<std::size_t>(frame.territory)];
  if (mesh.triangles.empty()) return;
  Level& drawn = level_of(mesh);
  gl::blend(false);
  const bool land = draw_land(frame, mesh, drawn, plan.styles.front(), framebuffer_size);
  for (std::size_t style = land ? 1 : 0; style < plan.styles.size(); ++style) {
    collect(frame, mesh, plan, static_cast<std::uint8_t>(style));
    if (ranges_.empty()) continue;
    use_style(frame, mesh, plan.styles[style], framebuffer_size);
    if (!drawn.of_departments) {
      drawn.of_departments = uploaded(mesh.fill_vertices, mesh.triangles);
    }
    drawn.of_departments->mesh.draw_indexed(ranges_);
  }
  gl::blend(true);
}

void FillPass::warm_up(glm::vec2 framebuffer_size) {
  if (solid_) return;
  solid_.emplace(load_program("fill", "solid"));
  solid_->use();
  solid_->set("u_pixels_per_metre", 1.0F);
  solid_->set("u_size", framebuffer_size);
  constexpr glm::vec2 kBeside(-2, -2);  // of the framebuffer, within its guard
  const std::array corners{kBeside, kBeside + 1.0F, kBeside - 1.0F};
  view_.stream_vertices(std::span<const glm::vec2>(corners));
  gl::blend(false);
  view_.draw(gl::Primitive::triangle_strip, {0, 3});
  gl::blend(true);
}

}  // namespace terreau::render
