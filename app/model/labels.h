#pragma once

#include <array>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app/model/scene.h"
#include "app/model/world.h"

namespace terreau {

// A name on the map, where it is to be written.
struct SceneLabel {
  std::string text;
  ScreenPos pen;            // where it begins, on its baseline; on a whole pixel of the device
  double width_pt = 0;      // as measured
  DepartmentId department;  // whose name it is, else
  PlaceId place;            // whose
  std::uint8_t frame = 0;   // index into Scene::frames
};

// How wide a name is at the size of map labels, in points.
using MeasureText = std::function<double(std::string_view)>;

// Chooses the names that the main map shows, for whoever draws them. Which names compete, and who
// wins, follows from their places on the map at a quarter of a zoom level, never from the window: a
// name does not flicker while the map is dragged. Where a name is not free of markers, insets and
// edges it is left out.
class LabelPlacer {
 public:
  // `measure` answers the same in each call; it is asked again when boundaries or scale change.
  const std::vector<SceneLabel>& place(const MapState& state, const World& world,
                                       const Scene& scene, const MeasureText& measure);

 private:
  struct Pixel {
    double x = 0, y = 0;
  };
  struct Box {
    double left, top, right, bottom;
    bool intersects(const Box& o) const {
      return left < o.right && o.left < right && top < o.bottom && o.top < bottom;
    }
  };
  struct Disc {
    Pixel centre;
    double radius;
  };
  struct Candidate {  // a department's name where it would stand
    DepartmentId department;
    Pixel centre;
    double width;
    double freedom;  // how far up and down it may give way
  };
  void measure_departments(const std::shared_ptr<const Boundaries>& boundaries,
                           const MeasureText& measure, double scale);
  void choose(const MapFrame& frame);
  void find_obstacles(const MapState& state, const Scene& scene);
  bool is_free(const Box& box) const;
  void add_department(const Candidate& c);
  void add_places(const World& world, const Scene& scene, const MeasureText& measure);
  bool add_place(const std::string& name, PlaceId place, double left, double y, double width);
  Box box_at(Pixel centre, double width) const;
  Box box_of(const ScreenRect& rect) const;
  Pixel pixel(const MapFrame& frame, MapPos p) const;

  // Pixels from here on, where nothing else is said.
  std::shared_ptr<const Boundaries> boundaries_;
  double scale_ = 0;  // pixels a point
  std::array<double, kDepartmentCount> width_{};
  std::vector<DepartmentId> by_area_;
  std::vector<Candidate> chosen_;
  std::vector<Box> reserved_, taken_, forbidden_;
  std::vector<Disc> discs_;  // ordered by y
  double largest_disc_ = 0;
  Box window_{};
  std::vector<SceneLabel> labels_;
};

}  // namespace terreau
