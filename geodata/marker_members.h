#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <vector>

#include "geodata/row_set.h"
#include "geodata/types.h"

namespace terreau {

// The places below a node of a pyramid, in the order of its leaves.
class MarkerMembers {
 public:
  class Iterator {
   public:
    using value_type = PlaceId;
    using difference_type = std::ptrdiff_t;
    using iterator_category = std::input_iterator_tag;
    using pointer = const PlaceId*;
    using reference = PlaceId;
    Iterator() = default;
    Iterator(const PlaceId* places, RowSet::Iterator leaf) : places_(places), leaf_(leaf) {}
    PlaceId operator*() const { return places_[*leaf_]; }
    Iterator& operator++() {
      ++leaf_;
      return *this;
    }
    Iterator operator++(int) {
      Iterator before = *this;
      ++*this;
      return before;
    }
    friend bool operator==(const Iterator& a, const Iterator& b) { return a.leaf_ == b.leaf_; }

   private:
    const PlaceId* places_ = nullptr;
    RowSet::Iterator leaf_;
  };

  MarkerMembers() = default;
  // Those of `kept` that are among the `count` leaves from `first` on.
  MarkerMembers(const std::vector<PlaceId>& places, const RowSet& kept, std::uint32_t first,
                std::uint32_t count)
      : places_(places.data()), kept_(&kept), first_(first), end_(first + count) {}
  Iterator begin() const { return at(first_); }
  Iterator end() const { return at(end_); }
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
  Iterator at(std::uint32_t leaf) const {
    return kept_ == nullptr ? Iterator() : Iterator(places_, {*kept_, kept_->next(leaf)});
  }
  const PlaceId* places_ = nullptr;
  const RowSet* kept_ = nullptr;
  std::uint32_t first_ = 0, end_ = 0;
};

}  // namespace terreau
