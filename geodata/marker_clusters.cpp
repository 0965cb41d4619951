// Clustering from the finest zoom to the coarsest, in the manner of D. Leaver's and V. Agafonkin's
// marker clustering, but until no two discs overlap rather than by a fixed radius: the largest node
// goes first and takes in every node that its disc touches, moves to the common centre and looks
// again, until it touches none. A node that was done before can only be touched by one that has
// grown or moved since, and that one looks for itself; so one pass leaves no overlap.
#include "geodata/marker_clusters.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "geodata/marker_pyramid.h"

namespace terreau {
namespace {

using Id = std::uint32_t;
constexpr Id kNone = ClusterForest::kNone;
constexpr double kSpot_m = 0.5;   // places in one square of this size share a spot
constexpr double kMargin_pt = 2;  // kept free between discs

struct KeyedPoint {
  std::uint64_t key;
  Id point;
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
void radix_sort(std::vector<KeyedPoint>& items, std::uint64_t max_key) {
  constexpr unsigned kBits = 11;
  std::vector<KeyedPoint> other(items.size());
  for (unsigned shift = 0; shift < 64 && (max_key >> shift) != 0; shift += kBits) {
    std::array<std::size_t, std::size_t{1} << kBits> begin{};
    const auto digit = [&](const KeyedPoint& k) {
      return static_cast<std::size_t>(k.key >> shift) & (begin.size() - 1);
    };
    for (const KeyedPoint& k : items) ++begin[digit(k)];
    std::size_t sum = 0;
    for (std::size_t& b : begin) sum += std::exchange(b, sum);
    for (const KeyedPoint& k : items) other[begin[digit(k)]++] = k;
    items.swap(other);
  }
}

// In Morton order of squares of kSpot_m: what is near on the map is mostly near in memory.
std::vector<KeyedPoint> morton_order(std::span<const MapPos> points) {
  MapBox box;
  std::vector<KeyedPoint> items;
  items.reserve(points.size());
  for (const MapPos p : points) {
    if (std::isfinite(p.x_m) && std::isfinite(p.y_m)) box.extend(p);
  }
  std::uint64_t max_key = 0;
  const auto square = [](double offset_m) {
    return static_cast<std::uint64_t>(std::min(offset_m / kSpot_m, 4294967295.0));
  };
  for (Id i = 0; i < points.size(); ++i) {
    const MapPos p = points[i];
    if (!std::isfinite(p.x_m) || !std::isfinite(p.y_m)) continue;
    const std::uint64_t key =
        spread_bits(square(p.x_m - box.min_x_m)) | spread_bits(square(p.y_m - box.min_y_m)) << 1;
    max_key = std::max(max_key, key);
    items.push_back({key, i});
  }
  radix_sort(items, max_key);
  return items;
}

// One node that is still on its own at the current zoom.
struct Slot {
  MapPos position;
  double radius_pt = 0;
  std::uint32_t count = 0;  // 0: taken in by another
  Id node = kNone;
  Id next_in_cell = kNone;
};

// A hash grid over the slots: cells of one row are neighbours in memory. Two cells may share an
// entry, which only costs a comparison of distances.
class SlotGrid {
 public:
  SlotGrid(std::vector<Slot>& slots, double cell_m) : slots_(slots), per_m_(1 / cell_m) {
    std::size_t size = 64;
    while (size < slots.size() * 2) size *= 2;
    heads_.assign(size, kNone);
    mask_ = static_cast<std::uint32_t>(size - 1);
    for (Id i = static_cast<Id>(slots.size()); i-- > 0;) insert(i);
  }
  void insert(Id slot) {
    Id& head = heads_[entry_at(slots_[slot].position)];
    slots_[slot].next_in_cell = head;
    head = slot;
  }
  void remove(Id slot) {
    Id* link = &heads_[entry_at(slots_[slot].position)];
    while (*link != slot) link = &slots_[*link].next_in_cell;
    *link = slots_[slot].next_in_cell;
  }
  // Calls visit(slot) for every slot within `reach_m` of p, and some others.
  template <class Visit>
  void near(MapPos p, double reach_m, const Visit& visit) const {
    const std::int64_t x0 = cell(p.x_m - reach_m), x1 = cell(p.x_m + reach_m);
    const std::int64_t y0 = cell(p.y_m - reach_m), y1 = cell(p.y_m + reach_m);
    for (std::int64_t y = y0; y <= y1; ++y) {
      for (std::int64_t x = x0; x <= x1; ++x) {
        for (Id s = heads_[entry(x, y)]; s != kNone; s = slots_[s].next_in_cell) visit(s);
      }
    }
  }

 private:
  std::int64_t cell(double m) const { return static_cast<std::int64_t>(std::floor(m * per_m_)); }
  std::uint32_t entry(std::int64_t x, std::int64_t y) const {
    return static_cast<std::uint32_t>(x + y * 0x9E3779B1) & mask_;
  }
  std::uint32_t entry_at(MapPos p) const { return entry(cell(p.x_m), cell(p.y_m)); }

  std::vector<Slot>& slots_;
  std::vector<Id> heads_;
  std::uint32_t mask_ = 0;
  double per_m_;
};

class Builder {
 public:
  explicit Builder(std::span<const MapPos> points);
  ClusterForest run();

 private:
  void make_spots(const std::vector<KeyedPoint>& items);
  void set_radii();
  std::vector<Id> by_size() const;
  void merge_level();
  bool merge_touching(SlotGrid& grid, Id slot, double partner_radius_pt);
  void absorb(Id into, Id other);
  void adopt(Id parent, Id first, Id last);

  std::span<const MapPos> points_;
  int zoom_ = MarkerPyramid::kMaxZoom;
  double m_per_pt_ = 0;
  double largest_radius_pt_ = 0;
  Id first_of_level_ = 0;       // nodes from here on were made at this zoom
  std::vector<Id> last_child_;  // of those
  std::vector<Slot> slots_;
  std::vector<Id> touching_;
  ClusterForest forest_;
};

Builder::Builder(std::span<const MapPos> points) : points_(points) {
  make_spots(morton_order(points));
}

void Builder::make_spots(const std::vector<KeyedPoint>& items) {
  forest_.order.reserve(items.size());
  for (std::size_t first = 0; first < items.size();) {
    std::size_t last = first;
    MapPos sum;
    for (; last < items.size() && items[last].key == items[first].key; ++last) {
      const MapPos p = points_[items[last].point];
      sum = {sum.x_m + p.x_m, sum.y_m + p.y_m};
      forest_.order.push_back(items[last].point);
    }
    const auto count = static_cast<double>(last - first);
    const MapPos mean =
        last - first == 1 ? points_[items[first].point] : MapPos{sum.x_m / count, sum.y_m / count};
    forest_.spot_begin.push_back(static_cast<Id>(first));
    forest_.nodes.push_back(
        {mean, static_cast<Id>(last - first), kNone, kNone, MarkerPyramid::kMaxZoom + 1});
    slots_.push_back(
        {mean, 0, static_cast<Id>(last - first), static_cast<Id>(forest_.nodes.size() - 1), kNone});
    first = last;
  }
  forest_.spot_begin.push_back(static_cast<Id>(items.size()));
}

ClusterForest Builder::run() {
  for (; zoom_ >= 0; --zoom_) {
    first_of_level_ = static_cast<Id>(forest_.nodes.size());
    last_child_.clear();
    m_per_pt_ = metres_per_point(zoom_);
    set_radii();
    merge_level();
    std::erase_if(slots_, [](const Slot& s) { return s.count == 0; });
  }
  for (const Slot& s : slots_) forest_.roots.push_back(s.node);
  return std::move(forest_);
}

void Builder::set_radii() {
  const double marker_radius_pt = marker_diameter_pt(zoom_) / 2;
  largest_radius_pt_ = 0;
  for (Slot& s : slots_) {
    s.radius_pt = s.count == 1 ? marker_radius_pt : cluster_diameter_pt(s.count) / 2;
    largest_radius_pt_ = std::max(largest_radius_pt_, s.radius_pt);
  }
}

std::vector<Id> Builder::by_size() const {
  std::vector<Id> order;
  order.reserve(slots_.size());
  for (Id i = 0; i < slots_.size(); ++i) {
    if (slots_[i].count > 1) order.push_back(i);
  }
  std::sort(order.begin(), order.end(), [&](Id a, Id b) {
    return slots_[a].count != slots_[b].count ? slots_[a].count > slots_[b].count : a < b;
  });
  for (Id i = 0; i < slots_.size(); ++i) {
    if (slots_[i].count == 1) order.push_back(i);
  }
  return order;
}

void Builder::merge_level() {
  SlotGrid grid(slots_, 2 * (marker_diameter_pt(zoom_) + kMargin_pt) * m_per_pt_);
  for (const Id slot : by_size()) {
    if (slots_[slot].count == 0) continue;
    // Larger ones have looked already.
    if (!merge_touching(grid, slot, slots_[slot].radius_pt)) continue;
    while (merge_touching(grid, slot, largest_radius_pt_)) {
    }
  }
}

bool Builder::merge_touching(SlotGrid& grid, Id slot, double partner_radius_pt) {
  const Slot self = slots_[slot];
  touching_.clear();
  grid.near(self.position, (self.radius_pt + partner_radius_pt + kMargin_pt) * m_per_pt_,
            [&](Id other) {
              const Slot& o = slots_[other];
              const double reach_m = (self.radius_pt + o.radius_pt + kMargin_pt) * m_per_pt_;
              const double dx = o.position.x_m - self.position.x_m;
              const double dy = o.position.y_m - self.position.y_m;
              if (dx * dx + dy * dy < reach_m * reach_m && other != slot)
                touching_.push_back(other);
            });
  if (touching_.empty()) return false;
  std::sort(touching_.begin(), touching_.end());
  touching_.erase(std::unique(touching_.begin(), touching_.end()), touching_.end());
  grid.remove(slot);
  for (const Id other : touching_) {
    grid.remove(other);
    absorb(slot, other);
  }
  slots_[slot].radius_pt = cluster_diameter_pt(slots_[slot].count) / 2;
  largest_radius_pt_ = std::max(largest_radius_pt_, slots_[slot].radius_pt);
  grid.insert(slot);
  return true;
}

void Builder::absorb(Id into, Id other) {
  Slot& a = slots_[into];
  Slot& b = slots_[other];
  if (a.node < first_of_level_) {
    const Id made = static_cast<Id>(forest_.nodes.size());
    forest_.nodes.push_back({});
    last_child_.push_back(kNone);
    adopt(made, a.node, a.node);
    a.node = made;
  }
  if (b.node < first_of_level_) {
    adopt(a.node, b.node, b.node);
  } else {
    adopt(a.node, forest_.nodes[b.node].first_child, last_child_[b.node - first_of_level_]);
  }
  const double weight = static_cast<double>(b.count) / (a.count + b.count);
  a.position.x_m += (b.position.x_m - a.position.x_m) * weight;
  a.position.y_m += (b.position.y_m - a.position.y_m) * weight;
  a.count += b.count;
  b.count = 0;
  ClusterForest::Node& node = forest_.nodes[a.node];
  node.position = a.position;
  node.count = a.count;
  node.split_zoom = zoom_ + 1;
}

// Appends the run of siblings first … last to the children of `parent`.
void Builder::adopt(Id parent, Id first, Id last) {
  Id& end = last_child_[parent - first_of_level_];
  (end == kNone ? forest_.nodes[parent].first_child : forest_.nodes[end].next_sibling) = first;
  end = last;
  forest_.nodes[last].next_sibling = kNone;
}

}  // namespace

ClusterForest cluster_points(std::span<const MapPos> points) { return Builder(points).run(); }

}  // namespace terreau
