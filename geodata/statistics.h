#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "geodata/places.h"

namespace terreau {

// Counts over a set of places. An organisation counts once in `total`, and once in each of its
// kinds and in each family of these kinds, so the rows may add up to more than the total.
struct Counts {
  int total = 0;
  int located = 0;
  std::array<int, kKindCount> by_kind{};
  std::array<int, kFamilyCount> by_family{};
  std::array<int, kPrecisionCount> by_precision{};
  std::array<int, kDepartmentCount> by_department{};  // by the department it is known in
  std::array<int, kRegionCount> by_region{};  // by its department's, or the one it is known in
};

Counts count(const Places& places, const std::vector<PlaceId>& subset);

// Counts per class of places and value of one property. A choice of classes is summed from the
// table, so that showing and hiding kinds never goes back to the places.
class ClassTable {
 public:
  ClassTable() = default;
  ClassTable(std::size_t rows, std::size_t classes) : classes_(classes), counts_(rows * classes) {}
  void add(std::size_t row, Places::ClassIndex c, int n = 1) { counts_[row * classes_ + c] += n; }
  void add(const ClassTable& other);  // of the same size
  std::size_t rows() const { return classes_ == 0 ? 0 : counts_.size() / classes_; }
  bool empty() const { return counts_.empty(); }
  std::span<const int> row(std::size_t row) const {
    return std::span(counts_).subspan(row * classes_, classes_);
  }
  // Of the classes c with shown[c] != 0.
  int sum(std::size_t row, std::span<const std::uint8_t> shown) const;

 private:
  std::size_t classes_ = 0;
  std::vector<int> counts_;
};

// shown[c] != 0: some kind of class c is visible.
std::vector<std::uint8_t> shown_classes(const Places& places, KindSet visible);

// A set of places, counted by class; the last row of territories stands for "not known".
struct ClassTables {
  ClassTable located;  // 0: without a point, 1: with one
  ClassTable departments, regions, precisions;
};
ClassTables tabulate(const Places& places, std::span<const PlaceId> subset);

// What count() says of those places of the set that are shown while only `visible` kinds are. Rows
// of hidden kinds and families are 0.
Counts count_shown(const Places& places, const ClassTables& tables, KindSet visible);

}  // namespace terreau
