#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "app/model/scene.h"
#include "app/model/territory_clusters.h"
#include "app/model/world.h"

namespace terreau {

// How wide a name is at the size of map labels, in points.
using MeasureText = std::function<double(std::string_view)>;

// Pixels of the device from here on.
struct LabelBox {
  double left = 0, top = 0, right = 0, bottom = 0;
  bool intersects(const LabelBox& o) const {
    return left < o.right && o.left < right && top < o.bottom && o.top < bottom;
  }
};

// Discs that no name may touch, ordered with the first question.
class LabelObstacles {
 public:
  void clear();
  void add(double x, double y, double radius);
  bool touches(const LabelBox& box);

 private:
  struct Disc {
    double x, y, radius;
  };
  std::vector<Disc> discs_;  // by y once ordered_
  bool ordered_ = false;
  double largest_ = 0;
};

// Boxes that names have taken.
class LabelBoxes {
 public:
  void clear() { rows_.clear(); }
  void add(const LabelBox& box);
  bool touches(const LabelBox& box) const;

 private:
  std::unordered_map<std::int64_t, std::vector<LabelBox>> rows_;  // each box in all that it meets
};

// A name beside, or in the middle of, a point of the map.
struct LabelSpot {
  std::string text;
  MapPos anchor;
  double dx = 0, dy = 0;  // from the anchor to the name's left end, middle height
  double width = 0;
  DepartmentId department;  // whose name it is, else
  PlaceId place;            // whose, else
  RegionId region;          // whose
};

// In points: how a name stands beside a marker.
namespace naming {
inline constexpr double kHalfHeight = 5.5, kBaseline = 3.8;  // around its middle
inline constexpr double kAroundMarks = 2;
inline constexpr double kGap = 5, kRing = 5;  // beside a marker, beside its ring
}  // namespace naming

// A marker's name on one of its four sides, best first: (dx, dy) as in LabelSpot.
struct LabelOffset {
  double dx = 0, dy = 0;
};
std::array<LabelOffset, 4> label_sides(double width, double diameter_pt, bool ring, double scale);
LabelBox label_box(double x, double y, double dx, double dy, double width, double scale);
// At most so many letters as a map has room for.
std::string label_text(std::string_view name);

// The names of a territory's map around what is in view: of regions where departments are small, of
// departments from there on, of places when near. Who competes and who wins is decided at a
// quarter of a zoom level, from which on distances only grow, and in an area of the map far larger
// than the reach of any decision: neither the window nor the way in which it came there plays a
// part.
class LabelLayout {
 public:
  // The names around `frame`; made anew only when it has left the area, or with its contents.
  const std::vector<LabelSpot>& of(const MapState& state, const World& world, const MapFrame& frame,
                                   const MeasureText& measure);

 private:
  struct Area {  // cells of a grid that is fixed to the map
    std::int64_t left = 0, top = 0, right = 0, bottom = 0;
    friend bool operator==(const Area&, const Area&) = default;
  };
  struct Key {
    std::shared_ptr<const Boundaries> boundaries;
    std::shared_ptr<const Markers> markers;
    KindSet visible;
    bool clusters = true;
    ClusterGrouping grouping = ClusterGrouping::distance;
    Territory territory = Territory::metropole;
    double step_zoom = 0, scale = 0;
    bool regions = false;  // are what is named
    bool prepared = true;  // the clusters in view, all of them: MarkerPyramid::prepared()
    Area area;
    friend bool operator==(const Key&, const Key&) = default;
  };
  struct Candidate {  // a place whose name may be shown
    LabelSpot spot;
    double x, y;
    std::vector<LabelOffset> sides;  // that touch nothing that is given
    bool decided = false;
  };
  Area area_around(const MapFrame& frame) const;
  MapBox box_of(const Area& area) const;
  void measure_territories(const MeasureText& measure);
  void find_marks(const World& world, std::vector<Mark>& marks);
  double single_diameter_pt() const;
  bool touches_mark(const LabelBox& box);
  void find_territories(const World& world, std::span<const std::uint8_t> shown);
  bool has_regions() const;
  void find_regions();
  void add_regions();
  void add_departments();
  void add_places(const World& world, const std::vector<Mark>& marks, const MeasureText& measure);
  std::vector<LabelOffset> beside_cluster(const TerritoryCluster& own, double width) const;
  Candidate candidate(const World& world, const Mark& mark, const MeasureText& measure);
  void settle(std::vector<Candidate>& candidates);

  Key key_;
  bool groups_ = false;  // places stand together by territory
  double px_per_m_ = 1;  // at the key's zoom
  std::array<double, kDepartmentCount> department_width_{};
  std::vector<DepartmentId> by_area_;
  struct NamedRegion {
    RegionId region;
    MapPos middle;
    std::vector<DepartmentId> members;  // that nearest to the middle first
    double width_m = 0, name_px = 0, area_m2 = 0;
  };
  struct RegionSpot {
    MapPos anchor;
    LabelOffset offset;
  };
  std::vector<RegionSpot> spots_of(const NamedRegion& region) const;
  std::vector<NamedRegion> regions_;  // of more than one department, the largest first
  std::shared_ptr<const Boundaries> measured_;
  double measured_scale_ = 0;
  const Places* named_ = nullptr;
  std::map<PlaceId, std::pair<std::string, double>> names_;  // shortened, and their widths
  LabelObstacles obstacles_;
  struct Crowd {  // of places, each a mark
    const MarkerPyramid& pyramid;
    std::vector<std::uint8_t> shown;
  };
  std::optional<Crowd> crowd_;                 // which then are the obstacles
  std::vector<TerritoryCluster> territories_;  // where they are what stands on the map
  LabelBoxes taken_;
  std::vector<LabelSpot> spots_;
};

}  // namespace terreau
