#pragma once

#include <span>
#include <vector>

#include "app/model/map_state.h"
#include "app/model/world.h"

// Clusters that stand for a department or a region instead of for what is close.
namespace terreau {

struct TerritoryCluster {
  DepartmentId department;      // whose places it stands for, or
  RegionId region;              // whose; neither: those of the map without a known department
  MapPos anchor;                // the point of the map that it belongs to
  double dx_pt = 0, dy_pt = 0;  // moved by so much, to the right and down, off its neighbours
  double diameter_pt = 0;
  std::uint32_t count = 0;
  std::vector<std::uint32_t> by_class;  // of the shown classes
};

// True where territories are grouped. From the zoom on at which a usual one fills a good part of a
// window its own places are shown, grouped by distance, wherever the map is.
bool groups_by_territory(const MapState& state, const Boundaries& boundaries, Territory map,
                         double zoom);
// That zoom.
double grouping_end(ClusterGrouping grouping, const Boundaries& boundaries, Territory map);

// One for each department, or region, of a territory's map that has places of classes c with
// shown[c] != 0. Their discs do not overlap. Cost follows the number of territories and classes.
std::vector<TerritoryCluster> territory_clusters(const World& world, ClusterGrouping grouping,
                                                 Territory map, double zoom,
                                                 std::span<const std::uint8_t> shown);

// What a click on one shows.
MapBox box_of(const Boundaries& boundaries, DepartmentId department);
MapBox box_of(const Boundaries& boundaries, RegionId region);

}  // namespace terreau
