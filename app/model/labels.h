#pragma once

#include <string>
#include <vector>

#include "app/model/label_layout.h"

namespace terreau {

// A name on the map, where it is to be written.
struct SceneLabel {
  std::string text;
  ScreenPos pen;            // where it begins, on its baseline; on a whole pixel of the device
  double width_pt = 0;      // as measured
  DepartmentId department;  // whose name it is, else
  PlaceId place;            // whose, else
  RegionId region;          // whose
  std::uint8_t frame = 0;   // index into Scene::frames
};

// Chooses the names that the main map shows, for whoever draws them. Names do not flicker while the
// map is dragged (see LabelLayout); where one is not free of insets and edges it is left out, never
// cut. The selected place has its name wherever there is room for it, and others give way.
class LabelPlacer {
 public:
  // `measure` answers the same in each call; it is asked again when boundaries or scale change.
  const std::vector<SceneLabel>& place(const MapState& state, const World& world,
                                       const Scene& scene, const MeasureText& measure);

 private:
  void find_room(const MapState& state, const Scene& scene);
  bool in_room(const LabelBox& box) const;
  bool add(const LabelSpot& spot, double x, double y);
  void add_place(const SceneMark& mark, const World& world, const MeasureText& measure);
  void add_fans(const World& world, const Scene& scene, const MeasureText& measure);
  void add_spots(const MapState& state, const World& world, const Scene& scene,
                 const std::vector<LabelSpot>& spots);

  LabelLayout layout_;
  // Pixels of the device.
  double scale_ = 1;
  LabelBox window_;
  std::vector<LabelBox> insets_;
  LabelBoxes taken_;
  LabelObstacles moved_;  // marks that do not stand where the layout knows them
  LabelObstacles marks_;  // all
  std::vector<SceneLabel> labels_;
};

}  // namespace terreau
