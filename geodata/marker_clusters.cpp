// Clustering from the finest zoom to the coarsest, in the manner of D. Leaver's and V. Agafonkin's
// marker clustering, but until no two discs overlap rather than by a fixed radius: the largest node
// goes first and takes in every node that its disc touches, moves to the common centre and looks
// again, until it touches none. A node that was done before can only be touched by one that has
// grown or moved since, and that one looks for itself; so one pass leaves no overlap.
#include "geodata/marker_clusters.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>

#include "geodata/marker_pyramid.h"
#include "geodata/over_rows.h"

namespace terreau {
namespace {

using Id = std::uint32_t;
constexpr Id kNone = ClusterForest::kNone;
constexpr std::size_t kManySlots = 20'000;  // worth a glance at each beforehand
constexpr double kMargin_pt = 2;            // kept free between discs

// One node that is still on its own at the current zoom.
struct Slot {
  MapPos position;  // at the current zoom, where walls may move it
  MapPos mean;
  double radius_pt = 0;     // of a cluster; a single place has the marker's
  std::uint32_t count = 0;  // 0: taken in by another
  Id node = kNone;
  Id next_moved = kNone;  // in its entry of the grid
  bool moved = false;     // since the grid was made
};

// A hash grid over the slots as they stand, each row of cells one run of records in memory; slots
// that move afterwards hang in lists beside it. Two cells may share an entry, which only costs a
// comparison of distances.
class SlotGrid {
 public:
  SlotGrid(std::vector<Slot>& slots, double cell_m) : slots_(slots), per_m_(1 / cell_m) {
    const std::size_t size = std::bit_ceil(slots.size() * 2 + 64);
    mask_ = static_cast<std::uint32_t>(size - 1);
    entries_.assign(size + 1, {0, kNone});
    std::vector<std::uint32_t> entry_of(slots.size());
    for (Id i = 0; i < slots.size(); ++i) {
      slots[i].moved = false;
      entry_of[i] = entry_at(slots[i].position);
      ++entries_[entry_of[i]].begin;
    }
    std::uint32_t end = 0;  // each entry's, from which its begin is counted down
    for (Entry& e : entries_) end = e.begin += end;
    records_.resize(slots.size());
    for (Id i = static_cast<Id>(slots.size()); i-- > 0;) {
      records_[--entries_[entry_of[i]].begin] = {slots[i].position, i};
    }
  }
  void insert_moved(Id slot) {
    Id& head = entries_[entry_at(slots_[slot].position)].moved;
    slots_[slot].moved = true;
    slots_[slot].next_moved = head;
    head = slot;
  }
  void remove(Id slot) {
    if (!slots_[slot].moved) return;  // visit() sees that it moved, or is taken in
    Id* link = &entries_[entry_at(slots_[slot].position)].moved;
    while (*link != slot) link = &slots_[*link].next_moved;
    *link = slots_[slot].next_moved;
  }
  // Calls visit(slot, distance²) for every slot within `reach_m` of p.
  template <class Visit>
  void near(MapPos p, double reach_m, const Visit& visit) const {
    const std::int64_t x0 = cell(p.x_m - reach_m), x1 = cell(p.x_m + reach_m);
    const std::int64_t y0 = cell(p.y_m - reach_m), y1 = cell(p.y_m + reach_m);
    const double reach2 = reach_m * reach_m;
    for (std::int64_t y = y0; y <= y1; ++y) {
      for (std::int64_t x = x0; x <= x1; ++x) {
        const Entry* const e = &entries_[entry(x, y)];
        for (std::uint32_t r = e->begin; r < e[1].begin; ++r) {
          const double d2 = distance2(records_[r].position, p);
          if (d2 >= reach2) continue;
          const Slot& s = slots_[records_[r].slot];
          if (!s.moved && s.count != 0) visit(records_[r].slot, d2);
        }
        for (Id s = e->moved; s != kNone; s = slots_[s].next_moved) {
          const double d2 = distance2(slots_[s].position, p);
          if (d2 < reach2) visit(s, d2);
        }
      }
    }
  }

 private:
  struct Record {
    MapPos position;
    Id slot = kNone;
  };
  struct Entry {
    std::uint32_t begin = 0;  // of its records, which end where the next entry's begin
    Id moved = kNone;         // the first slot that moved into it
  };
  static double distance2(MapPos a, MapPos b) {
    const double dx = a.x_m - b.x_m, dy = a.y_m - b.y_m;
    return dx * dx + dy * dy;
  }
  // Rounds down: no cell number is as low as the shift.
  std::int64_t cell(double m) const {
    constexpr std::int64_t kShift = std::int64_t{1} << 40;
    return static_cast<std::int64_t>(m * per_m_ + static_cast<double>(kShift)) - kShift;
  }
  std::uint32_t entry(std::int64_t x, std::int64_t y) const {
    return static_cast<std::uint32_t>(x + y * 0x9E3779B1) & mask_;
  }
  std::uint32_t entry_at(MapPos p) const { return entry(cell(p.x_m), cell(p.y_m)); }

  std::vector<Slot>& slots_;
  std::vector<Entry> entries_;
  std::vector<Record> records_;
  std::uint32_t mask_ = 0;
  double per_m_;
};

// The zooms are gone through in stages of a few that share one grid. A first glance at each slot,
// on all processors, covers what it can touch at any zoom of the stage; most need no second one.
class Builder {
 public:
  Builder(std::span<const MarkerSpot> spots, const ClusterRules& rules);
  ClusterForest run();

 private:
  void merge_stage(int last_zoom);
  void start_level(int zoom);
  std::vector<Id> to_look_at() const;
  void glance(const SlotGrid& grid, Id first, Id end, int last_zoom);
  bool look(SlotGrid& grid, Id slot, double partner_radius_pt, int last_zoom);
  std::int8_t first_touch(double nearest2, int zoom, int last_zoom) const;
  void absorb(Id into, Id other);
  void adopt(Id parent, Id first, Id last);
  double m_per_pt(int zoom) const { return m_per_pt_[static_cast<std::size_t>(zoom)]; }
  double cluster_radius_pt(std::uint32_t count) const {
    return count < radii_pt_.size() ? radii_pt_[count] : cluster_diameter_pt(count) / 2;
  }
  double radius_pt(const Slot& s) const { return s.count == 1 ? marker_radius_pt_ : s.radius_pt; }
  MapPos shown_at(MapPos mean, std::uint32_t count) const {
    return rules_.walls && count > 1 ? inside_walls(mean, *rules_.walls, count, zoom_) : mean;
  }

  ClusterRules rules_;
  int zoom_;
  std::array<double, MarkerPyramid::kMaxZoom + 1> m_per_pt_{};  // at each zoom
  std::array<double, 1024> radii_pt_{};                         // of small clusters, by count
  double marker_radius_pt_ = 0;
  double largest_radius_pt_ = 0;
  Id first_of_level_ = 0;       // nodes from here on were made at this zoom
  std::vector<Id> last_child_;  // of those
  std::vector<Slot> slots_;
  // Per slot: at zooms above this it touches none that is not larger, unless that one has moved
  // since, and then that one has looked.
  std::vector<std::int8_t> touches_from_;
  std::vector<Id> touching_;
  ClusterForest forest_;
};

Builder::Builder(std::span<const MarkerSpot> spots, const ClusterRules& rules)
    : rules_(rules), zoom_(rules.finest_zoom) {
  for (int z = 0; z <= MarkerPyramid::kMaxZoom; ++z)
    m_per_pt_[static_cast<std::size_t>(z)] = metres_per_point(z);
  for (std::uint32_t i = 0; i < radii_pt_.size(); ++i) radii_pt_[i] = cluster_diameter_pt(i) / 2;
  forest_.nodes.reserve(spots.size() + spots.size() / 2);
  slots_.reserve(spots.size());
  for (const MarkerSpot& spot : spots) {
    Slot slot;
    slot.position = slot.mean = spot.mean;
    slot.count = spot.count;
    slot.radius_pt = cluster_radius_pt(spot.count);
    slot.node = static_cast<Id>(forest_.nodes.size());
    slots_.push_back(slot);
    largest_radius_pt_ = std::max(largest_radius_pt_, slot.radius_pt);
    forest_.nodes.push_back({spot.mean, spot.count, kNone, kNone, rules_.finest_zoom + 1});
  }
}

ClusterForest Builder::run() {
  // Walls move what is shown at each zoom; and among cells, much is near from the start.
  int length = rules_.walls || rules_.finest_zoom < MarkerPyramid::kMaxZoom ? 1 : 5;
  while (zoom_ >= 0) {
    const std::size_t before = slots_.size();
    merge_stage(std::max(0, zoom_ - length + 1));
    std::erase_if(slots_, [](const Slot& s) { return s.count == 0; });
    // A wide look costs more where much is near: then soon most of it has merged anyway.
    const std::size_t merged = before - slots_.size();
    length = !rules_.walls && merged * 40 < before ? 3 : 1;
  }
  for (const Slot& s : slots_) forest_.roots.push_back(s.node);
  return std::move(forest_);
}

void Builder::merge_stage(int last_zoom) {
  start_level(zoom_);
  if (rules_.walls) {
    for (Slot& s : slots_) s.position = shown_at(s.mean, s.count);
  }
  SlotGrid grid(slots_, 2 * (2 * marker_radius_pt_ + kMargin_pt) * m_per_pt(last_zoom));
  touches_from_.assign(slots_.size(), static_cast<std::int8_t>(zoom_));
  const bool pays = last_zoom < zoom_ || slots_.size() >= kManySlots;
  if (pays) {
    in_parts(slots_.size(), slots_.size(),
             [&](Id first, Id end) { glance(grid, first, end, last_zoom); });
  }
  for (; zoom_ >= last_zoom; --zoom_) {
    start_level(zoom_);
    for (const Id slot : to_look_at()) {
      if (slots_[slot].count == 0) continue;
      // Larger ones have looked already, so it looks for those up to its own size.
      if (!look(grid, slot, radius_pt(slots_[slot]), last_zoom)) continue;
      while (look(grid, slot, largest_radius_pt_, last_zoom)) {
      }
    }
  }
}

void Builder::start_level(int zoom) {
  first_of_level_ = static_cast<Id>(forest_.nodes.size());
  last_child_.clear();
  marker_radius_pt_ = marker_diameter_pt(zoom) / 2;
}

// The slots that may touch another at this zoom, large ones first.
std::vector<Id> Builder::to_look_at() const {
  std::vector<Id> clusters, singles;
  for (Id i = 0; i < slots_.size(); ++i) {
    if (touches_from_[i] < zoom_ || slots_[i].count == 0) continue;
    (slots_[i].count > 1 ? clusters : singles).push_back(i);
  }
  std::sort(clusters.begin(), clusters.end(), [&](Id a, Id b) {
    return slots_[a].count != slots_[b].count ? slots_[a].count > slots_[b].count : a < b;
  });
  clusters.insert(clusters.end(), singles.begin(), singles.end());
  return clusters;
}

// Larger slots look for smaller ones, so each looks for those up to its own size.
void Builder::glance(const SlotGrid& grid, Id first, Id end, int last_zoom) {
  for (Id slot = first; slot < end; ++slot) {
    const double own_pt = radius_pt(slots_[slot]) + kMargin_pt;
    double nearest2 = std::numeric_limits<double>::infinity();
    grid.near(slots_[slot].position, (own_pt + radius_pt(slots_[slot])) * m_per_pt(last_zoom),
              [&](Id other, double distance2) {
                const double reach_pt = own_pt + radius_pt(slots_[other]);
                if (other != slot) nearest2 = std::min(nearest2, distance2 / (reach_pt * reach_pt));
              });
    touches_from_[slot] = first_touch(nearest2, zoom_, last_zoom);
  }
}

// The first zoom, going down, at which what is `nearest2` (metres per point)² away is touched.
std::int8_t Builder::first_touch(double nearest2, int zoom, int last_zoom) const {
  while (zoom >= last_zoom && nearest2 >= m_per_pt(zoom) * m_per_pt(zoom)) --zoom;
  return static_cast<std::int8_t>(zoom);
}

// Takes in what the slot touches, and says whether there was anything; if not, notes from which
// zoom of this stage there will be.
bool Builder::look(SlotGrid& grid, Id slot, double partner_radius_pt, int last_zoom) {
  const MapPos position = slots_[slot].position;
  const double own_pt = radius_pt(slots_[slot]) + kMargin_pt;
  const double now2 = m_per_pt(zoom_) * m_per_pt(zoom_);
  touching_.clear();
  double nearest2 = std::numeric_limits<double>::infinity();  // (metres per point at contact)²
  grid.near(position, (own_pt + partner_radius_pt) * m_per_pt(last_zoom),
            [&](Id other, double distance2) {
              if (other == slot) return;
              const double reach_pt = own_pt + radius_pt(slots_[other]);
              const double contact2 = distance2 / (reach_pt * reach_pt);
              nearest2 = std::min(nearest2, contact2);
              if (contact2 < now2) touching_.push_back(other);
            });
  if (touching_.empty()) {
    touches_from_[slot] = first_touch(nearest2, zoom_ - 1, last_zoom);
    return false;
  }
  std::sort(touching_.begin(), touching_.end());
  grid.remove(slot);
  for (const Id other : touching_) {
    grid.remove(other);
    absorb(slot, other);
  }
  slots_[slot].radius_pt = cluster_radius_pt(slots_[slot].count);
  largest_radius_pt_ = std::max(largest_radius_pt_, slots_[slot].radius_pt);
  grid.insert_moved(slot);
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
  a.mean.x_m += (b.mean.x_m - a.mean.x_m) * weight;
  a.mean.y_m += (b.mean.y_m - a.mean.y_m) * weight;
  a.count += b.count;
  a.position = shown_at(a.mean, a.count);
  b.count = 0;
  ClusterForest::Node& node = forest_.nodes[a.node];
  node.position = a.mean;
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

std::vector<std::uint32_t> ClusterForest::children(std::uint32_t node) const {
  std::vector<std::uint32_t> out;
  for (Id c = nodes[node].first_child; c != kNone; c = nodes[c].next_sibling) out.push_back(c);
  return out;
}

ClusterForest cluster_spots(std::span<const MarkerSpot> spots, const ClusterRules& rules) {
  return Builder(spots, rules).run();
}

MapPos inside_walls(MapPos p, const MapBox& walls, std::uint32_t count, int zoom) {
  const double inset_pt = cluster_diameter_pt(count) / 2 + kMargin_pt / 2;
  const double inset_m = inset_pt * metres_per_point(zoom);
  const auto within = [inset_m](double v, double low, double high) {
    return high - low <= 2 * inset_m ? (low + high) / 2
                                     : std::clamp(v, low + inset_m, high - inset_m);
  };
  return {within(p.x_m, walls.min_x_m, walls.max_x_m), within(p.y_m, walls.min_y_m, walls.max_y_m)};
}

}  // namespace terreau
