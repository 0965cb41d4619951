#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

#include "geodata/marker_members.h"
#include "geodata/packed_positions.h"
#include "geodata/place_set.h"
#include "geodata/places.h"
#include "geodata/types.h"

namespace terreau {

// Diameters on screen, shared by drawing, picking and clustering so that they never disagree.
double marker_diameter_pt(double zoom);           // 12 up to zoom 9, smoothly to 20 at zoom 12
double cluster_diameter_pt(std::uint32_t count);  // 22 for two … 50 from 10,000 on

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
// Leaves are places (those that share one point share one leaf group). An inner node is shown at
// the integer zooms below its `split_zoom` and above its parent's; from there on its children are.
// At every zoom the shown nodes' discs do not overlap, so clusters never hide each other or a
// marker; zooming in only ever splits a cluster into its parts, and panning changes nothing.
//
// Every node has a count per class, so any choice of visible classes is summed from the nodes on
// screen without going back to the places.
//
// Of many places only the coarse tree is built at once: up to kCellZoom, all in one square cell of
// kCellPt at that zoom are one spot. Beyond, a cell falls apart into a tree of its own, which
// prepare() builds for the cells of a view; until then it is shown as one cluster. Its clusters
// stay inside the cell, so the trees of neighbours need not know each other.
class MarkerPyramid {
 public:
  static constexpr int kMaxZoom = 19;
  static constexpr int kCellZoom = 11;
  static constexpr double kCellPt = 64;
  static constexpr std::size_t kMostWithoutCells = 20'000;  // are built within a frame or two
  static constexpr std::size_t kFewDots = 2'000, kMostDots = 20'000;  // all drawn without clusters
  static constexpr double kDotPt = 6;

  MarkerPyramid() = default;
  // `positions[i]` is where `places[i]` stands; `classes[i]` its class. Places that are not on the
  // map are left out. More than `most_without_cells` places get cells.
  MarkerPyramid(PlaceList places, PackedPositions positions,
                const ValueColumn<Places::ClassIndex>& classes,
                std::size_t most_without_cells = kMostWithoutCells);

  std::size_t size() const { return kept_.size(); }

  // Of those of its places that are in `kept`, in a fraction of the time and memory that a new one
  // takes: every cluster stays where it is, with fewer places or none.
  MarkerPyramid filtered(const PlaceSet& kept) const;

  // Appends to `out` what is to be shown in `view` at `zoom` (fractional; its floor counts) of the
  // places whose class c has visible[c] != 0: the marks whose position is inside the view, or so
  // near to it that their disc may reach in. Cost follows what is in view. A node with one visible
  // place left is that place, at its own position. With `clusters` false every place is its own
  // mark, but of more than most_dots() places one is enough in each square of kDotPt or less.
  void visible(const MapBox& view, double zoom, std::span<const std::uint8_t> visible,
               bool clusters, std::vector<Mark>& out) const;

  // Places that are all drawn without clusters at that zoom: no more than squares of kDotPt.
  std::size_t most_dots(double zoom) const;
  // The side of these squares, which changes at each quarter of a zoom only.
  static double dot_square_m(double zoom);

  // Whether visible() shows all that there is to be told apart there.
  bool prepared(const MapBox& view, double zoom) const;
  // Builds what is missing for that, on all processors, the middle of the view first. Safe beside
  // any other call; what has been built stays.
  void prepare(const MapBox& view, double zoom, std::stop_token stop = {}) const;

  // Visible places with their own position inside `view`, per class: adds to counts[c].
  void count_in(const MapBox& view, std::span<std::uint32_t> counts) const;

  // Appends the places with their own position inside `view`.
  void places_in(const MapBox& view, std::vector<PlaceId>& out) const;
  // Appends the visible places whose position is inside `box`.
  void visible_in(const MapBox& box, std::span<const std::uint8_t> visible,
                  std::vector<PlaceId>& out) const;
  // Whether there is one.
  bool any_in(const MapBox& box, std::span<const std::uint8_t> visible) const;
  // Appends the `count` visible places nearest to `at` on the map, nearest first, and those that
  // are farther than the last of them by no more than `slack` (a part of its distance).
  void nearest(MapPos at, std::size_t count, double slack, std::span<const std::uint8_t> visible,
               std::vector<PlaceId>& out) const;

  // Of a number that no node has, these four tell nothing.
  // Classes of a node, ascending, each once.
  std::span<const ClassCount> composition(std::uint32_t node) const;
  // The places below a node, as long as this pyramid and what it was filtered from.
  MarkerMembers members(std::uint32_t node) const;
  // The smallest integer zoom at which the node falls apart; kMaxZoom + 1: never (one place, one
  // shared spot, or places too near to each other for the last zoom).
  int split_zoom(std::uint32_t node) const;
  MapBox box(std::uint32_t node) const;

  struct Columns;  // what pyramid_cache.cpp keeps

 private:
  // A node has places of its own, each a leaf, and inner nodes as children. A leaf is no Node: its
  // number is nodes_.size() plus its row of leaves_. The numbers after the leaves are the nodes and
  // leaves of the cells' trees (marker_cells.cpp).
  struct Node {
    MapPos position;
    MapBox box;  // of its places that are kept
    std::uint32_t first_place = 0,
                  place_count = 0;  // range of leaves_: its own, then its children's
    std::uint32_t own_count = 0;    // all of them: one shared spot
    std::uint32_t first_child = 0, child_count = 0;  // range of nodes_, after their parent
    std::uint32_t first_class = 0, class_count = 0;  // range of class_counts_
    std::int16_t split_zoom = 0;
    bool spot = false;  // its places share one spot, or one cell
  };
  struct Query;
  struct Details;
  class Sums;
  struct InTree {  // a number as it is in the tree that has it; null: there is none
    const MarkerPyramid* tree = nullptr;
    std::uint32_t node = 0;
  };
  struct Leaves {  // in depth-first order
    BulkVector<PlaceId> places;
    PackedPositions positions;
    BulkVector<Places::ClassIndex> classes;
  };
  MarkerPyramid(PlaceList places, PackedPositions&& positions,
                const ValueColumn<Places::ClassIndex>& classes, const struct ClusterRules& rules);
  std::vector<std::uint32_t> lay_out(const struct ClusterForest& forest, std::size_t spots);
  void sum_classes();
  void add_own(Node& node, Sums& sums) const;
  std::size_t most_class_counts(std::size_t classes) const;
  void add_cells(MapPos origin);
  std::uint32_t leaf_count() const { return kept_.rows(); }
  MarkerMembers members_of(const Node& node) const {
    return {leaves_->places, kept_, node.first_place, node.place_count};
  }
  // Those that are kept.
  RowSet::Part own_leaves(const Node& node) const {
    return kept_.between(node.first_place, node.first_place + node.own_count);
  }
  MapPos position(std::uint32_t leaf) const { return leaves_->positions[leaf]; }
  bool shows(std::uint32_t leaf, std::span<const std::uint8_t> visible) const {
    const Places::ClassIndex c = leaves_->classes[leaf];
    return c < visible.size() && visible[c] != 0 && kept_.contains(leaf);
  }
  bool is_cell(const Node& node) const { return details_ && node.spot; }
  void show(const Node& node, const Query& query) const;
  void show_leaf(std::uint32_t leaf, const Query& query) const;
  void show_dots(const Node& node, const Query& query) const;
  void show_dots_of_cell(const Node& node, const Query& query) const;
  bool show_dot(std::uint32_t leaf, const Query& query) const;
  bool show_tree_of_cell(const Node& node, const Query& query) const;
  std::uint32_t only_visible(const Node& node, std::span<const std::uint8_t> visible) const;
  void places_in(const Node& node, const MapBox& view, std::vector<PlaceId>& out) const;
  void count_in(const Node& node, const MapBox& view, std::span<std::uint32_t> counts) const;
  bool any_in(const Node& node, const MapBox& box, std::span<const std::uint8_t> visible) const;
  bool any_visible(const Node& node, std::span<const std::uint8_t> visible) const;
  InTree in_tree(std::uint32_t node) const;
  std::vector<std::uint32_t> missing_cells(const MapBox& view, double zoom) const;
  void build(std::span<const std::uint32_t> cells, std::stop_token stop) const;
  std::unique_ptr<const MarkerPyramid> build_tree_of_cell(const Node& cell) const;

  std::vector<Node> nodes_;               // the first holds all and is never shown
  std::shared_ptr<const Leaves> leaves_;  // of what is filtered from one, the same; null: none
  RowSet kept_;                           // of leaves_
  std::vector<ClassCount> class_counts_;  // one of each class, then those of each node
  std::optional<MapBox> walls_;           // of the tree of a cell
  std::shared_ptr<Details> details_;      // null: there are no cells
};

}  // namespace terreau
