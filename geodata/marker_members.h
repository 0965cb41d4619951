#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "geodata/place_set.h"
#include "geodata/row_set.h"
#include "geodata/types.h"

namespace terreau {

// The places below a node of a pyramid, in the order of its leaves.
class MarkerMembers {
 public:
  MarkerMembers() = default;
  // Those of `kept` that are among the `count` leaves from `first` on.
  MarkerMembers(std::span<const PlaceId> places, const RowSet& kept, std::uint32_t first,
                std::uint32_t count)
      : places_(places.data()), kept_(&kept), first_(first), end_(first + count) {}
  PlaceIterator begin() const { return at(first_); }
  PlaceIterator end() const { return at(end_); }
  bool empty() const { return begin() == end(); }
  PlaceId front() const { return *begin(); }
  // Leaves that are looked through for them.
  std::size_t leaves() const { return end_ - first_; }
  // Whether those of a node below this one's, of the same tree.
  bool hold(const MarkerMembers& part) const {
    return places_ == part.places_ && first_ <= part.first_ && part.end_ <= end_ &&
           part.leaves() < leaves();
  }

 private:
  PlaceIterator at(std::uint32_t leaf) const {
    if (kept_ == nullptr) return {};
    return PlaceIterator({*kept_, kept_->next(leaf)}, places_);
  }
  const PlaceId* places_ = nullptr;
  const RowSet* kept_ = nullptr;
  std::uint32_t first_ = 0, end_ = 0;
};

}  // namespace terreau
