#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "geodata/places.h"
#include "geodata/types.h"

namespace terreau {

// Diameters on screen, shared by drawing, picking and clustering so that they never disagree.
double marker_diameter_pt(double zoom);               // 12 at national scale, larger from zoom 10
double cluster_diameter_pt(std::uint32_t count);      // 22 … 50

// A place or a cluster to be shown.
struct Mark {
  MapPos position;
  std::uint32_t count = 0;  // visible places in it; 1: `place` is that one
  PlaceId place;            // valid when count is 1
  std::uint32_t node = 0;   // for composition() and members()
};

struct ClassCount {
  Places::ClassIndex class_index = 0;
  std::uint32_t count = 0;
};

// A tree of clusters over the places of one territory, built once and immutable.
//
// Leaves are places (those that share one point share one leaf group). An inner node is shown at the
// integer zooms below its `split_zoom` and above its parent's; from there on its children are. At
// every zoom the shown nodes' discs do not overlap, so clusters never hide each other or a marker;
// zooming in only ever splits a cluster into its parts, and panning changes nothing.
//
// Every node has a count per class, so any choice of visible classes is summed from the nodes on
// screen without going back to the places.
class MarkerPyramid {
 public:
  static constexpr int kMaxZoom = 19;

  MarkerPyramid() = default;
  // `positions[i]` is where `places[i]` stands; `classes[i]` its class.
  MarkerPyramid(std::span<const PlaceId> places, std::span<const MapPos> positions,
                std::span<const Places::ClassIndex> classes);

  std::size_t size() const { return order_.size(); }

  // Appends to `out` what is to be shown in `view` at `zoom` (fractional; its floor counts) of the
  // places whose class c has visible[c] != 0. Cost follows what is in view. With `clusters` false
  // every place is its own mark.
  void visible(const MapBox& view, double zoom, std::span<const std::uint8_t> visible, bool clusters,
               std::vector<Mark>& out) const;

  // Visible places with their own position inside `view`, per class: adds to counts[c].
  void count_in(const MapBox& view, std::span<std::uint32_t> counts) const;

  // Classes of a node, ascending, each once.
  std::span<const ClassCount> composition(std::uint32_t node) const;
  // The places below a node.
  std::span<const PlaceId> members(std::uint32_t node) const;
  // The smallest integer zoom at which the node falls apart; kMaxZoom + 1: never (one shared spot).
  int split_zoom(std::uint32_t node) const;
  MapBox box(std::uint32_t node) const;

 private:
  struct Node {
    MapPos position;
    MapBox box;
    std::uint32_t first_place = 0, place_count = 0;  // range of order_
    std::uint32_t first_child = 0, child_count = 0;  // range of nodes_, 0: a leaf
    std::uint32_t first_class = 0, class_count = 0;  // range of class_counts_
    std::int32_t split_zoom = 0;
  };
  std::vector<Node> nodes_;          // children contiguous; parents before or after, see .cpp
  std::vector<std::uint32_t> roots_;
  std::vector<PlaceId> order_;       // places in depth-first order
  std::vector<MapPos> positions_;    // of order_
  std::vector<Places::ClassIndex> classes_;  // of order_
  std::vector<ClassCount> class_counts_;
};

}  // namespace terreau
