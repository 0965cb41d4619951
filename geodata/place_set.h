#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <span>
#include <utility>
#include <vector>

#include "geodata/row_set.h"
#include "geodata/types.h"

namespace terreau {

// Goes through rows of a set: those of a list of places, or of all places.
class PlaceIterator {
 public:
  using value_type = PlaceId;
  using difference_type = std::ptrdiff_t;
  using iterator_category = std::input_iterator_tag;
  using pointer = const PlaceId*;
  using reference = PlaceId;
  PlaceIterator() = default;
  explicit PlaceIterator(RowSet::Iterator row, const PlaceId* list = nullptr)
      : row_(row), list_(list) {}
  PlaceId operator*() const { return list_ == nullptr ? PlaceId{*row_} : list_[*row_]; }
  PlaceIterator& operator++() {
    ++row_;
    return *this;
  }
  PlaceIterator operator++(int) {
    PlaceIterator before = *this;
    ++*this;
    return before;
  }
  friend bool operator==(const PlaceIterator& a, const PlaceIterator& b) {
    return a.row_ == b.row_;
  }

 private:
  RowSet::Iterator row_;
  const PlaceId* list_ = nullptr;
};

// Some of the places of an atlas, or all of them, in the order of their numbers.
class PlaceSet {
 public:
  // Those of its places whose numbers are from a first one on, and before another.
  struct Part {
    PlaceIterator first, last;
    PlaceIterator begin() const { return first; }
    PlaceIterator end() const { return last; }
  };

  PlaceSet() = default;
  // finish() has been called.
  explicit PlaceSet(RowSet rows) : rows_(std::move(rows)) {}
  // Of so many.
  static PlaceSet all(std::size_t places) {
    return PlaceSet(RowSet::all(static_cast<std::uint32_t>(places)));
  }
  static PlaceSet of(std::span<const PlaceId> ids, std::size_t places) {
    RowSet rows(static_cast<std::uint32_t>(places));
    for (const PlaceId p : ids) rows.insert(p.value);
    rows.finish();
    return PlaceSet(std::move(rows));
  }

  std::size_t size() const { return rows_.size(); }
  bool empty() const { return size() == 0; }
  bool is_all() const { return rows_.is_all(); }
  bool contains(PlaceId p) const { return rows_.contains(p.value); }
  PlaceIterator begin() const { return between(0, 0).begin(); }
  PlaceIterator end() const { return between(0, rows_.rows()).end(); }
  Part between(std::uint32_t first, std::uint32_t end) const {
    const RowSet::Part part = rows_.between(first, end);
    return {PlaceIterator(part.first), PlaceIterator(part.last)};
  }
  operator Part() const { return {begin(), end()}; }  // NOLINT: a set is a part of itself
  std::vector<PlaceId> ids() const {
    std::vector<PlaceId> ids;
    ids.reserve(size());
    for (const PlaceId p : *this) ids.push_back(p);
    return ids;
  }
  friend bool operator==(const PlaceSet&, const PlaceSet&) = default;

 private:
  RowSet rows_;
};

// Places by their place in a list; or the first ones of all, of which no list is made.
class PlaceList {
 public:
  PlaceList(std::span<const PlaceId> ids)  // NOLINT: a list is one
      : ids_(ids), size_(static_cast<std::uint32_t>(ids.size())) {}
  PlaceList(const std::vector<PlaceId>& ids) : PlaceList(std::span(ids)) {}  // NOLINT: likewise
  static PlaceList first_of_all(std::uint32_t count) {
    PlaceList list{std::span<const PlaceId>()};
    list.size_ = count;
    return list;
  }
  std::uint32_t size() const { return size_; }
  PlaceId operator[](std::uint32_t i) const { return ids_.empty() ? PlaceId{i} : ids_[i]; }

 private:
  std::span<const PlaceId> ids_;
  std::uint32_t size_;
};

}  // namespace terreau
