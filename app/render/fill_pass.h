#pragma once

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "app/gl/mesh.h"
#include "app/model/fills.h"
#include "app/model/land.h"
#include "app/render/pixels.h"
#include "geodata/boundaries.h"

namespace terreau::render {

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
    int land_indices = 0;
  };
  const Uploaded& uploaded(const TerritoryMesh& mesh);
  void collect(const PixelFrame& frame, const TerritoryMesh& mesh, const FillPlan& plan,
               std::uint8_t style);
  bool draw_land(const PixelFrame& frame, const TerritoryMesh& mesh, const FillStyle& style,
                 glm::vec2 framebuffer_size);
  void use_style(const PixelFrame& frame, const TerritoryMesh& mesh, const FillStyle& style,
                 glm::vec2 framebuffer_size);

  gl::Program plain_;
  std::optional<gl::Program> hatch_;  // once stripes were seen
  gl::Mesh view_;                     // a rectangle, for where all is land
  std::shared_ptr<const Boundaries> boundaries_;
  std::map<const TerritoryMesh*, Uploaded> meshes_;  // of boundaries_, which keeps the keys alive
  std::vector<gl::Range> ranges_;
};

}  // namespace terreau::render
