#include "app/render/fill_pass.h"

#include <algorithm>

namespace terreau::render {
namespace {

constexpr float kHatchPeriodPt = 7;
constexpr std::array kLayout{gl::Attribute{0, 2, gl::Component::f32, 0}};

}  // namespace

FillPass::FillPass()
    : plain_(load_program("fill", "fill")), hatch_(load_program("fill", "hatch")) {}

void FillPass::use(const std::shared_ptr<const Boundaries>& boundaries) {
  if (boundaries == boundaries_) return;
  meshes_.clear();
  boundaries_ = boundaries;
}

const gl::Mesh& FillPass::mesh_of(const TerritoryMesh& mesh) {
  const auto known = meshes_.find(&mesh);
  if (known != meshes_.end()) return known->second;
  gl::Mesh uploaded(kLayout, sizeof(mesh.fill_vertices.front()));
  uploaded.upload(std::as_bytes(std::span(mesh.fill_vertices)), mesh.triangles);
  return meshes_.emplace(&mesh, std::move(uploaded)).first->second;
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

void FillPass::draw(const PixelFrame& frame, const BoundaryLevel& level, const FillPlan& plan,
                    glm::vec2 framebuffer_size) {
  const TerritoryMesh& mesh = level.meshes[static_cast<std::size_t>(frame.territory)];
  if (mesh.triangles.empty()) return;
  const gl::Mesh& uploaded = mesh_of(mesh);
  gl::blend(false);
  for (std::size_t style = 0; style < plan.styles.size(); ++style) {
    collect(frame, mesh, plan, static_cast<std::uint8_t>(style));
    if (ranges_.empty()) continue;
    const FillStyle& wears = plan.styles[style];
    const gl::Program& program = wears.stripes ? hatch_ : plain_;
    program.use();
    program.set("u_centre",
                glm::vec2(frame.centre.x_m - mesh.origin.x_m, frame.centre.y_m - mesh.origin.y_m));
    program.set("u_focus", glm::vec2(frame.focus_px));
    program.set("u_pixels_per_metre", static_cast<float>(frame.px_per_m));
    program.set("u_size", framebuffer_size);
    program.set("u_colour", wears.colour);
    if (wears.stripes) {
      program.set("u_stripe", *wears.stripes);
      program.set("u_period", kHatchPeriodPt * static_cast<float>(frame.scale));
    }
    uploaded.draw_indexed(ranges_);
  }
  gl::blend(true);
}

}  // namespace terreau::render
