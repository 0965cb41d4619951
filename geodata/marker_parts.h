#pragma once

#include <algorithm>
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
  // Classes are visible:
  bool all = std::ranges::all_of(visible, [](std::uint8_t shown) { return shown != 0; });
  bool shows(Places::ClassIndex c) const { return c < visible.size() && visible[c] != 0; }
};

// The squares of a view, of which each holds one dot. They belong to the map, not to the view.
class Dots {
 public:
  Dots(const MapBox& view, double size_m)
      : per_m_(1 / size_m),
        left_m_(std::floor(view.min_x_m / size_m) * size_m),
        low_m_(std::floor(view.min_y_m / size_m) * size_m),
        columns_(column(view.max_x_m) + 1),
        taken_(columns_ * (row(view.max_y_m) + 1)) {}
  double size_m() const { return 1 / per_m_; }
  // The squares of a part of the view that have none.
  std::size_t free_in(const MapBox& box) const {
    std::size_t free = 0;
    for (std::size_t y = row(box.min_y_m); y <= row(box.max_y_m); ++y) {
      for (std::size_t x = column(box.min_x_m); x <= column(box.max_x_m); ++x) {
        free += taken_[x + columns_ * y] == 0 ? 1U : 0U;
      }
    }
    return free;
  }
  // Where a place in the view leaves its mark: not 0 once its square has a dot.
  std::uint8_t& at(MapPos p) { return taken_[column(p.x_m) + columns_ * row(p.y_m)]; }

 private:
  // No position in the view is left of or below its first square.
  std::size_t column(double x_m) const {
    return static_cast<std::size_t>((x_m - left_m_) * per_m_);
  }
  std::size_t row(double y_m) const { return static_cast<std::size_t>((y_m - low_m_) * per_m_); }
  double per_m_, left_m_, low_m_;
  std::size_t columns_;
  std::vector<std::uint8_t> taken_;
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
