#pragma once

#include <array>
#include <memory>
#include <string>
#include <vector>

#include "app/model/scene.h"
#include "app/model/world.h"
#include "app/render/text_pass.h"

namespace terreau::render {

struct Label {
  std::string text;
  glm::ivec2 pen_px{};        // where it begins, on the baseline
  DepartmentId department{};  // whose name it is, if any
};

// Chooses the names that the main map shows. Which names compete, and who wins, follows from their
// places on the map at a quarter of a zoom level, never from the window: a name does not flicker
// while the map is dragged. Where a name is not free of markers, insets and edges it is left out.
class Labels {
 public:
  const std::vector<Label>& place(const PixelFrame& frame, const MapState& state,
                                  const World& world, const Scene& scene,
                                  const Lettering& lettering);

 private:
  struct Box {
    double left, top, right, bottom;
    bool intersects(const Box& o) const {
      return left < o.right && o.left < right && top < o.bottom && o.top < bottom;
    }
  };
  struct Disc {
    glm::dvec2 centre;
    double radius;
  };
  struct Candidate {  // a department's name where it would stand, in pixels
    DepartmentId department;
    glm::dvec2 centre;
    double width;
    double freedom;  // how far up and down it may give way
  };
  void measure(const std::shared_ptr<const Boundaries>& boundaries, const Lettering& lettering,
               double scale);
  void choose(const PixelFrame& frame);
  void find_obstacles(const PixelFrame& frame, const MapState& state, const Scene& scene);
  bool is_free(const Box& box) const;
  void add_department(const Candidate& c);
  void add_places(const PixelFrame& frame, const World& world, const Scene& scene,
                  const Lettering& lettering);
  bool add_place(std::string_view name, double left, double y, double width);
  Box box_at(glm::dvec2 centre, double width) const;

  std::shared_ptr<const Boundaries> boundaries_;
  double scale_ = 0;
  std::array<double, kDepartmentCount> width_px_{};
  std::vector<DepartmentId> by_area_;
  std::vector<Candidate> chosen_;
  std::vector<Box> reserved_, taken_, forbidden_;
  std::vector<Disc> discs_;  // ordered by y
  double largest_disc_ = 0;
  Box window_{};
  std::vector<Label> labels_;
};

}  // namespace terreau::render
