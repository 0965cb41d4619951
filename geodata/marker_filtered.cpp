#include <algorithm>
#include <vector>

#include "geodata/marker_parts.h"
#include "geodata/over_rows.h"

// A pyramid of some of the places of another one.
namespace terreau {

// Rows keep their order, so what was a range of them still is one.
MarkerPyramid MarkerPyramid::filtered(std::span<const std::uint8_t> keeps) const {
  const std::vector<std::uint32_t> before = kept_before(keeps);
  MarkerPyramid out;
  if (before.empty() || before.back() == 0) return out;
  out.order_.resize(before.back());
  out.positions_ = PackedPositions(positions_.frame());
  out.positions_.resize(before.back());
  out.class_of_row_.resize(before.back());
  over_rows(static_cast<std::uint32_t>(size()), [&](std::uint32_t first, std::uint32_t end) {
    for (std::uint32_t row = first; row < end; ++row) {
      if (before[row + 1] == before[row]) continue;
      out.order_[before[row]] = order_[row];
      out.positions_.set(before[row], positions_.values()[row]);
      out.class_of_row_[before[row]] = class_of_row_[row];
    }
    return 0;
  });
  out.nodes_ = nodes_;
  for (Node& node : out.nodes_) {
    const std::uint32_t first = node.first_place;
    node.first_place = before[first];
    node.own_count = before[first + node.own_count] - node.first_place;
    node.place_count = before[first + node.place_count] - node.first_place;
    node.box = {};
  }
  out.sum_classes();
  if (details_) out.add_cells(details_->origin);
  return out;
}

// How many of the rows before each one are kept; one more than there are rows, for all of them.
std::vector<std::uint32_t> MarkerPyramid::kept_before(std::span<const std::uint8_t> keeps) const {
  struct Part {
    std::uint32_t end, count;
  };
  const auto rows = static_cast<std::uint32_t>(size());
  std::vector<std::uint32_t> before(std::size_t{rows} + 1);
  const auto parts = over_rows(rows, [&](std::uint32_t first, std::uint32_t end) {
    std::uint32_t count = 0;
    for (std::uint32_t row = first; row < end; ++row) {
      const std::uint32_t place = order_[row].value;
      count += place < keeps.size() && keeps[place] != 0 ? 1 : 0;
      before[row + 1] = count;
    }
    return Part{end, count};
  });
  for (std::size_t i = 1, earlier = 0; i < parts.size(); ++i) {
    earlier += parts[i - 1].count;
    for (std::uint32_t row = parts[i - 1].end; row < parts[i].end; ++row) {
      before[row + 1] += static_cast<std::uint32_t>(earlier);
    }
  }
  return before;
}

}  // namespace terreau
