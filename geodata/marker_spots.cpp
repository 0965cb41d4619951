#include "geodata/marker_spots.h"

#include <algorithm>
#include <array>
#include <utility>

#include "geodata/over_rows.h"

namespace terreau {
namespace {

using Value = PackedPositions::Value;

struct Sum {
  std::uint64_t x = 0, y = 0;
  std::uint32_t count = 0;
  void add(Value v) {
    x += v[0];
    y += v[1];
    ++count;
  }
  void add(const Sum& other) {
    x += other.x;
    y += other.y;
    count += other.count;
  }
};

// From whole numbers: the same whatever the order was in which they were summed.
MarkerSpot spot_of(const Sum& sum, const PackedPositions::Frame& frame) {
  const double x = static_cast<double>(sum.x) / sum.count;
  const double y = static_cast<double>(sum.y) / sum.count;
  return {{frame.corner.x_m + frame.step_m * x, frame.corner.y_m + frame.step_m * y}, sum.count};
}

template <class Key>
struct KeyedPoint {
  Key key;
  std::uint32_t point;
};

// Bit i to bit 2 i (the usual "magic numbers" way; G. M. Morton, 1966, for the order).
std::uint64_t spread_bits(std::uint64_t v) {
  v &= 0xFFFFFFFFU;
  v = (v | v << 16) & 0x0000FFFF0000FFFFU;
  v = (v | v << 8) & 0x00FF00FF00FF00FFU;
  v = (v | v << 4) & 0x0F0F0F0F0F0F0F0FU;
  v = (v | v << 2) & 0x3333333333333333U;
  return (v | v << 1) & 0x5555555555555555U;
}

// Least significant digit first; stable, so that ties keep the order of the points.
template <class Key>
void radix_sort(std::vector<KeyedPoint<Key>>& items, std::uint64_t max_key) {
  constexpr unsigned kBits = 11;
  std::vector<KeyedPoint<Key>> other(items.size());
  for (unsigned shift = 0; shift < 8 * sizeof(Key) && max_key >> shift != 0; shift += kBits) {
    std::array<std::size_t, std::size_t{1} << kBits> begin{};
    const auto digit = [&](const KeyedPoint<Key>& k) {
      return static_cast<std::size_t>(k.key >> shift) & (begin.size() - 1);
    };
    for (const auto& k : items) ++begin[digit(k)];
    std::size_t sum = 0;
    for (std::size_t& b : begin) sum += std::exchange(b, sum);
    for (const auto& k : items) other[begin[digit(k)]++] = k;
    items.swap(other);
  }
}

// Of those that are on the map.
MapBox box_of(const PackedPositions& points) {
  MapBox all;
  for (const MapBox& part : over_rows(static_cast<std::uint32_t>(points.size()),
                                      [&](std::uint32_t first, std::uint32_t end) {
                                        Value low = PackedPositions::kNone, high{};
                                        for (auto i = first; i < end; ++i) {
                                          if (!points.any(i)) continue;
                                          const Value v = points.values()[i];
                                          low = {std::min(low[0], v[0]), std::min(low[1], v[1])};
                                          high = {std::max(high[0], v[0]), std::max(high[1], v[1])};
                                        }
                                        MapBox box;
                                        if (low == PackedPositions::kNone) return box;
                                        box.extend(points.frame().at(low));
                                        box.extend(points.frame().at(high));
                                        return box;
                                      })) {
    all.extend(part);
  }
  return all;
}

}  // namespace

std::uint64_t MarkerSpots::square_of(MapPos p) const {
  const auto number = [&](double offset_m) {
    return static_cast<std::uint64_t>(std::min(offset_m / size_m_, 4294967295.0));
  };
  return spread_bits(number(p.x_m - origin_.x_m)) | spread_bits(number(p.y_m - origin_.y_m)) << 1;
}

MarkerSpots::MarkerSpots(const PackedPositions& points, double size_m)
    : points_(points), size_m_(size_m) {
  const MapBox box = box_of(points);
  if (box.empty()) return;
  origin_ = {box.min_x_m, box.min_y_m};
  const std::uint64_t max_square = square_of({box.max_x_m, box.max_y_m});
  if (max_square / 16 < points.size()) {
    count_squares(max_square + 1);
  } else if (max_square <= 0xFFFFFFFFU) {
    sort_by_square<std::uint32_t>(max_square);
  } else {
    sort_by_square<std::uint64_t>(max_square);
  }
}

template <class Visit>
void MarkerSpots::each(std::uint32_t first, std::uint32_t end, const Visit& visit) const {
  for (std::uint32_t i = first; i < end; ++i) {
    if (points_.any(i)) visit(square_of(points_[i]), i);
  }
}

void MarkerSpots::count_squares(std::uint64_t squares) {
  struct Sums {
    Part part;
    std::vector<Sum> of_square;
  };
  auto parts = over_rows(static_cast<std::uint32_t>(points_.size()),
                         [&](std::uint32_t first, std::uint32_t end) {
                           Sums sums{{first, end, {}}, std::vector<Sum>(squares)};
                           each(first, end, [&](std::uint64_t square, std::uint32_t i) {
                             sums.of_square[square].add(points_.values()[i]);
                           });
                           return sums;
                         });
  spot_of_square_.resize(squares);
  for (Sums& sums : parts) {
    for (const Sum& sum : sums.of_square) sums.part.counts.push_back(sum.count);
    parts_.push_back(std::move(sums.part));
  }
  for (std::size_t square = 0; square < squares; ++square) {
    Sum sum;
    for (const Sums& sums : parts) sum.add(sums.of_square[square]);
    if (sum.count == 0) continue;
    spot_of_square_[square] = static_cast<std::uint32_t>(spots_.size());
    spots_.push_back(spot_of(sum, points_.frame()));
  }
}

template <class Key>
void MarkerSpots::sort_by_square(std::uint64_t max_square) {
  std::vector<KeyedPoint<Key>> items;
  items.reserve(points_.size());
  each(0, static_cast<std::uint32_t>(points_.size()), [&](std::uint64_t square, std::uint32_t i) {
    items.push_back({static_cast<Key>(square), i});
  });
  radix_sort(items, max_square);
  order_.reserve(items.size());
  for (std::size_t i = 0; i < items.size();) {
    const Key square = items[i].key;
    Sum sum;
    for (; i < items.size() && items[i].key == square; ++i) {
      sum.add(points_.values()[items[i].point]);
      order_.push_back(items[i].point);
    }
    spots_.push_back(spot_of(sum, points_.frame()));
  }
}

void MarkerSpots::lay_out(
    std::span<const std::uint32_t> row_of_spot,
    const std::function<void(std::uint32_t row, std::uint32_t point)>& put) const {
  for (std::uint32_t spot = 0, i = 0; i < order_.size(); ++spot) {
    for (std::uint32_t n = 0; n < spots_[spot].count; ++n) put(row_of_spot[spot] + n, order_[i++]);
  }
  // Where the next point of each square goes, for each part: after those of the parts before.
  std::vector<std::vector<std::uint32_t>> next(parts_.size());
  for (std::vector<std::uint32_t>& rows : next) rows.resize(spot_of_square_.size());
  for (std::size_t square = 0; square < spot_of_square_.size(); ++square) {
    std::uint32_t row = spots_.empty() ? 0 : row_of_spot[spot_of_square_[square]];
    for (std::size_t i = 0; i < parts_.size(); ++i) {
      next[i][square] = row;
      row += parts_[i].counts[square];
    }
  }
  for_each(parts_.size(), points_.size(), [&](std::size_t i) {
    each(parts_[i].first, parts_[i].end,
         [&](std::uint64_t square, std::uint32_t point) { put(next[i][square]++, point); });
  });
}

}  // namespace terreau
