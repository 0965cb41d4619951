#pragma once

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "app/gl/mesh.h"
#include "app/render/land.h"
#include "app/render/pixels.h"
#include "geodata/boundaries.h"

namespace terreau::render {

// What departments are filled with.
struct FillStyle {
  glm::vec4 colour{};
  std::optional<glm::vec4> stripes;  // hatched: there is no data
};

struct FillPlan {
  std::vector<FillStyle> styles;                          // the first is that of most departments
  std::array<std::uint8_t, kDepartmentCount> style_of{};  // index into styles
};

// The departments' triangles. Their edges are not smoothed: borders are drawn over them.
class FillPass {
 public:
  FillPass();

  // Meshes are uploaded when a level of a territory is first seen, and dropped with its boundaries.
  void use(const std::shared_ptr<const Boundaries>& boundaries);
  void draw(const PixelFrame& frame, const BoundaryLevel& level, const FillPlan& plan,
            glm::vec2 framebuffer_size);

 private:
  struct Uploaded {
    gl::Mesh departments;
    std::optional<Land> land;  // none: the departments themselves are filled
    std::optional<gl::Mesh> land_mesh;
  };
  const Uploaded& uploaded(const TerritoryMesh& mesh);
  void collect(const PixelFrame& frame, const TerritoryMesh& mesh, const FillPlan& plan,
               std::uint8_t style);
  bool draw_land(const PixelFrame& frame, const TerritoryMesh& mesh, const FillStyle& style,
                 glm::vec2 framebuffer_size);
  void use_style(const PixelFrame& frame, const TerritoryMesh& mesh, const FillStyle& style,
                 glm::vec2 framebuffer_size) const;

  gl::Program plain_, hatch_;
  std::shared_ptr<const Boundaries> boundaries_;
  std::map<const TerritoryMesh*, Uploaded> meshes_;  // of boundaries_, which keeps the keys alive
  std::vector<gl::Range> ranges_;
};

}  // namespace terreau::render
