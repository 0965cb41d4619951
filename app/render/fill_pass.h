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

  // Meshes are uploaded when they are first drawn, and dropped with their boundaries.
  void use(const std::shared_ptr<const Boundaries>& boundaries);
  void draw(const PixelFrame& frame, const BoundaryLevel& level, const FillPlan& plan,
            glm::vec2 framebuffer_size);
  // Has the driver compile a program that fills faster, and which the first frame would wait for;
  // shows nothing.
  void warm_up(glm::vec2 framebuffer_size);

 private:
  struct Triangles {
    gl::Mesh mesh;
    int indices = 0;
  };
  struct Level {
    std::optional<Land> land;  // none: the departments themselves are filled
    std::optional<Triangles> of_land, of_departments;
  };
  static Triangles uploaded(std::span<const std::array<float, 2>> vertices,
                            std::span<const std::uint32_t> triangles);
  Level& level_of(const TerritoryMesh& mesh);
  void collect(const PixelFrame& frame, const TerritoryMesh& mesh, const FillPlan& plan,
               std::uint8_t style);
  bool draw_land(const PixelFrame& frame, const TerritoryMesh& mesh, Level& level,
                 const FillStyle& style, glm::vec2 framebuffer_size);
  const gl::Program& program_of(const FillStyle& style);
  void use_style(const PixelFrame& frame, const TerritoryMesh& mesh, const FillStyle& style,
                 glm::vec2 framebuffer_size);

  gl::Program plain_;                 // which lines are drawn with too
  std::optional<gl::Program> solid_;  // once there was time for it
  std::optional<gl::Program> hatch_;  // once stripes were seen
  gl::Mesh view_;                     // a rectangle, for where all is land
  std::shared_ptr<const Boundaries> boundaries_;
  std::map<const TerritoryMesh*, Level> levels_;  // of boundaries_, which keeps the keys alive
  std::vector<gl::Range> ranges_;
};

}  // namespace terreau::render
