#pragma once

#include <cmath>
#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <vector>

#include "geodata/marker_pyramid.h"

// Internal: what the files of MarkerPyramid share.
namespace terreau {

struct MarkerPyramid::Query {
  MapBox view;  // with the margin that a disc can reach over
  int zoom;     // an integer
  std::span<const std::uint8_t> visible;
  std::vector<Mark>& out;
  class Dots* dots = nullptr;  // without clusters, of many places
  bool shows(Places::ClassIndex c) const { return c < visible.size() && visible[c] != 0; }
};

// The squares of a view, of which each holds one dot. They belong to the map, not to the view.
class Dots {
 public:
  Dots(const MapBox& view, double size_m)
      : size_m_(size_m),
        left_(number(view.min_x_m)),
        low_(number(view.min_y_m)),
        columns_(number(view.max_x_m) - left_ + 1),
        taken_(static_cast<std::size_t>(columns_ * (number(view.max_y_m) - low_ + 1))) {}
  double size_m() const { return size_m_; }
  // The squares of a part of the view that have none.
  std::size_t free_in(const MapBox& box) const {
    std::size_t free = 0;
    for (std::int64_t y = number(box.min_y_m) - low_; y <= number(box.max_y_m) - low_; ++y) {
      for (std::int64_t x = number(box.min_x_m) - left_; x <= number(box.max_x_m) - left_; ++x) {
        free += taken_[static_cast<std::size_t>(x + columns_ * y)] ? 0 : 1;
      }
    }
    return free;
  }
  // False where the square of a place in the view had one.
  bool take(MapPos p) {
    const auto i =
        static_cast<std::size_t>(number(p.x_m) - left_ + columns_ * (number(p.y_m) - low_));
    if (taken_[i]) return false;
    return taken_[i] = true;
  }

 private:
  std::int64_t number(double m) const { return static_cast<std::int64_t>(std::floor(m / size_m_)); }
  double size_m_;
  std::int64_t left_, low_, columns_;
  std::vector<bool> taken_;
};

// The only part that grows after the pyramid is built.
struct MarkerPyramid::Details {
  struct Cell {
    std::uint32_t first_place, node;
    std::unique_ptr<const MarkerPyramid> tree = nullptr;  // null: not built yet
  };
  MapPos origin;             // a corner of cells
  mutable std::mutex mutex;  // of the trees; one that is there stays
  std::vector<Cell> cells;   // by first place; those of one place are none
  const Cell* of_row(std::uint32_t row) const;
  const MarkerPyramid* tree(const Cell& cell) const {
    const std::lock_guard lock(mutex);
    return cell.tree.get();
  }
};

}  // namespace terreau
