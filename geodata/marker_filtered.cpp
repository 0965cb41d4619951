#include <utility>

#include "geodata/marker_parts.h"
#include "geodata/over_rows.h"

// A pyramid of some of the places of another one.
namespace terreau {

// The tree and its leaves stay; only what is counted below its nodes is another.
MarkerPyramid MarkerPyramid::filtered(const PlaceSet& kept) const {
  MarkerPyramid out;
  RowSet leaves = rows_where(leaf_count(), [&](std::uint32_t leaf) {
    return kept_.contains(leaf) && kept.contains(leaves_->places[leaf]);
  });
  if (leaves.size() == 0) return out;
  out.kept_ = std::move(leaves);
  out.leaves_ = leaves_;
  out.nodes_ = nodes_;
  out.sum_classes();
  if (details_) out.add_cells(details_->origin);
  return out;
}

}  // namespace terreau
