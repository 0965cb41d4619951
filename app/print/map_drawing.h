#pragma once

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "app/model/fills.h"
#include "app/model/labels.h"
#include "app/model/land.h"
#include "app/model/outlines.h"
#include "app/print/canvas.h"

namespace terreau::print {

// The map of a state on paper: what the window shows of the same scene. Keeps what several maps of
// one world share; for one thread.
class MapDrawing {
 public:
  // From (0, 0) to the state's width and height.
  void draw(Canvas& canvas, const MapState& state, const World& world, const Scene& scene);
  // Of the map just drawn.
  const std::vector<SceneLabel>& labels() const { return *labels_; }

 private:
  struct Page;  // the map being drawn
  using Ring = std::vector<std::array<float, 2>>;
  struct Shapes {  // of one mesh; metres from its origin
    std::optional<Land> land;
    std::array<std::optional<std::vector<Ring>>, kDepartmentCount> departments;
  };

  void use(const World& world);
  Shapes& shapes_of(const TerritoryMesh& mesh);
  const std::vector<Ring>& rings_of(const TerritoryMesh& mesh, DepartmentId department);
  void draw_ground(const Page& page, const MapFrame& frame);
  void add_land(const Page& page, const MapFrame& frame, const TerritoryMesh& mesh);
  void add_departments(const Page& page, const MapFrame& frame, const TerritoryMesh& mesh,
                       std::optional<std::uint8_t> style);
  void draw_outlines(const Page& page, const MapFrame& frame, const std::vector<Outline>& outlines,
                     Colour colour, double width_pt);
  void draw_graticule(const Page& page, const MapFrame& frame);
  void draw_labels(const Page& page);
  void draw_marks(const Page& page, std::size_t frame);
  void draw_inset(const Page& page, std::size_t frame);

  std::shared_ptr<const Boundaries> boundaries_;
  std::map<const TerritoryMesh*, Shapes> shapes_;  // of boundaries_, which keeps the keys alive
  Outlines outlines_;
  LabelPlacer placer_;
  const std::vector<SceneLabel>* labels_ = nullptr;
  Classes classes_;
};

}  // namespace terreau::print
