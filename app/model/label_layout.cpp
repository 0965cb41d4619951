#include "app/model/label_layout.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <functional>
#include <numeric>

namespace terreau {
namespace {

constexpr double kBetween = 3;         // points: room around each name
constexpr double kSmallestRadius = 9;  // a department must be this deep around its label, points
constexpr double kWidestPart = 1.25;   // of the department's own width
constexpr double kDepartmentNameZoom = 6.75, kPlaceNameZoom = 9.5;
constexpr double kWidestPartOfRegion = 1.7;  // the sea beside it and a corner of its neighbour
constexpr double kFarthestInRegion = 0.5;    // of a square as large: beyond, a name seems another's
constexpr std::size_t kMostMarks = 4000;     // more are a crowd, which has no names
constexpr std::size_t kLongestName = 30;
constexpr double kStepsPerZoom = 4;
constexpr int kRounds = 3;
constexpr double kRowHeight = 24;  // pixels: of LabelBoxes' rows
// What a decision depends on is nearer than this, in points: in each round two names of the longest
// kind, end to end, decide about each other.
constexpr double kReachX = 800, kReachY = 220, kCell = 256;

bool begins_letter(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80; }

LabelBox grown(const LabelBox& b, double by) {
  return {b.left - by, b.top - by, b.right + by, b.bottom + by};
}

std::int64_t row_of(double y) { return static_cast<std::int64_t>(std::floor(y / kRowHeight)); }

bool has_ring(KindSet kinds) {
  return kinds.bits() >> kLegalFormCount != 0;  // functions
}

int importance(KindSet kinds) { return std::popcount(kinds.bits()); }

// What is grouped or shaded is named; else regions as long as departments are too small for most of
// their names.
bool wants_regions(const MapState& s, double zoom) {
  if (s.clusters && s.grouping != ClusterGrouping::distance) {
    return s.grouping == ClusterGrouping::region && zoom < kDepartmentNameZoom;
  }
  if (s.choropleth != Choropleth::none && !regions_shown(s)) return false;
  return zoom < kDepartmentNameZoom;
}

}  // namespace

void LabelObstacles::clear() {
  discs_.clear();
  ordered_ = false;
  largest_ = 0;
}

void LabelObstacles::add(double x, double y, double radius) {
  discs_.push_back({x, y, radius});
  ordered_ = false;
  largest_ = std::max(largest_, radius);
}

bool LabelObstacles::touches(const LabelBox& box) {
  if (!ordered_) std::ranges::sort(discs_, {}, &Disc::y);
  ordered_ = true;
  auto disc = std::ranges::lower_bound(discs_, box.top - largest_, {}, &Disc::y);
  for (; disc != discs_.end() && disc->y < box.bottom + largest_; ++disc) {
    const double x = std::clamp(disc->x, box.left, box.right) - disc->x;
    const double y = std::clamp(disc->y, box.top, box.bottom) - disc->y;
    if (x * x + y * y < disc->radius * disc->radius) return true;
  }
  return false;
}

void LabelBoxes::add(const LabelBox& box) {
  for (std::int64_t row = row_of(box.top); row <= row_of(box.bottom); ++row) {
    rows_[row].push_back(box);
  }
}

bool LabelBoxes::touches(const LabelBox& box) const {
  const auto hits = [&](const LabelBox& other) { return other.intersects(box); };
  for (std::int64_t row = row_of(box.top); row <= row_of(box.bottom); ++row) {
    const auto found = rows_.find(row);
    if (found != rows_.end() && std::ranges::any_of(found->second, hits)) return true;
  }
  return false;
}

std::array<LabelOffset, 4> label_sides(double width, double diameter_pt, bool ring, double scale) {
  const double reach = diameter_pt / 2 + (ring ? naming::kRing : 0);
  const double beside = (reach + naming::kGap) * scale;
  const double across = (reach + naming::kHalfHeight + naming::kAroundMarks) * scale;
  return {{{std::round(beside), 0},
           {std::round(-beside - width), 0},
           {std::round(-width / 2), std::round(-across)},
           {std::round(-width / 2), std::round(across)}}};
}

LabelBox label_box(double x, double y, double dx, double dy, double width, double scale) {
  const double half = naming::kHalfHeight * scale;
  return {x + dx, y + dy - half, x + dx + width, y + dy + half};
}

std::string label_text(std::string_view name) {
  std::size_t letters = 0, cut = 0;
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (begins_letter(name[i]) && ++letters == kLongestName) cut = i;
  }
  if (letters <= kLongestName) return std::string(name);
  std::string text(name.substr(0, cut));
  while (text.ends_with(' ')) text.pop_back();
  return text + "…";
}

LabelLayout::Area LabelLayout::area_around(const MapFrame& frame) const {
  const double px_per_m = key_.scale / metres_per_point(key_.step_zoom);
  const double cell = kCell * key_.scale;
  const double x = kReachX * key_.scale, y = kReachY * key_.scale;
  const MapBox view = frame.view();
  const auto low = [&](double px) { return static_cast<std::int64_t>(std::floor(px / cell)); };
  const auto high = [&](double px) { return static_cast<std::int64_t>(std::ceil(px / cell)); };
  return {low(view.min_x_m * px_per_m - x), low(-view.max_y_m * px_per_m - y),
          high(view.max_x_m * px_per_m + x), high(-view.min_y_m * px_per_m + y)};
}

MapBox LabelLayout::box_of(const Area& a) const {
  const double cell = kCell * key_.scale / px_per_m_;
  return {static_cast<double>(a.left) * cell, -static_cast<double>(a.bottom) * cell,
          static_cast<double>(a.right) * cell, -static_cast<double>(a.top) * cell};
}

void LabelLayout::measure_territories(const MeasureText& measure) {
  if (measured_ == key_.boundaries && measured_scale_ == key_.scale) return;
  measured_ = key_.boundaries;
  measured_scale_ = key_.scale;
  names_.clear();
  by_area_.clear();
  for (std::uint8_t d = 0; d < kDepartmentCount; ++d) {
    if (!measured_->shapes[d].present) continue;
    by_area_.push_back({d});
    department_width_[d] = measure(department({d}).name) * key_.scale;
  }
  std::ranges::stable_sort(by_area_, [&](DepartmentId a, DepartmentId b) {
    return measured_->shapes[a.value].area_m2 > measured_->shapes[b.value].area_m2;
  });
  find_regions();
  for (NamedRegion& r : regions_) r.name_px = measure(region(r.region).name) * key_.scale;
}

void LabelLayout::find_regions() {
  regions_.clear();
  for (std::uint8_t i = 0; i < kRegionCount; ++i) {
    NamedRegion r{{i}, {}, {}, 0, 0, 0};
    const DepartmentSet own = departments_of(r.region);
    MapBox box;
    for (const DepartmentId d : by_area_) {
      const DepartmentShape& shape = measured_->shapes[d.value];
      if (!own[d.value]) continue;
      r.members.push_back(d);
      r.middle.x_m += shape.label.x_m * shape.area_m2;
      r.middle.y_m += shape.label.y_m * shape.area_m2;
      r.area_m2 += shape.area_m2;
      box.extend(shape.map_box);
    }
    // A region of one department has that one's name.
    if (r.members.size() < 2 || r.area_m2 <= 0) continue;
    r.middle = {r.middle.x_m / r.area_m2, r.middle.y_m / r.area_m2};
    r.width_m = box.width_m();
    std::ranges::stable_sort(r.members, {}, [&](DepartmentId d) {
      const MapPos p = measured_->shapes[d.value].label;
      return std::hypot(p.x_m - r.middle.x_m, p.y_m - r.middle.y_m);
    });
    regions_.push_back(std::move(r));
  }
  std::ranges::stable_sort(regions_, std::greater{}, &NamedRegion::area_m2);
}

bool LabelLayout::has_regions() const {
  return std::ranges::any_of(regions_, [&](const NamedRegion& r) {
    return department(r.members.front()).territory == key_.territory;
  });
}

// Where a region's name may stand, best first: beside its cluster, in the middle of the region, in
// its departments, the nearest to the middle first, or a little aside.
std::vector<LabelLayout::RegionSpot> LabelLayout::spots_of(const NamedRegion& r) const {
  std::vector<RegionSpot> spots;
  const auto own = std::ranges::find(territories_, r.region, &TerritoryCluster::region);
  if (own != territories_.end()) {
    for (const LabelOffset& o : beside_cluster(*own, r.name_px)) spots.push_back({own->anchor, o});
  }
  const auto around = [&](MapPos anchor, double radius_m) {
    const double freedom = radius_m * px_per_m_;
    for (const double aside : {0.0, 0.5, -0.5, 1.0, -1.0}) {
      for (const double down : {0.0, 0.5, -0.5, 1.0, -1.0}) {
        if (std::hypot(aside, down) > 1) continue;
        spots.push_back(
            {anchor, {std::round(aside * freedom - r.name_px / 2), std::round(down * freedom)}});
      }
    }
  };
  around(r.middle, measured_->shapes[r.members.front().value].label_radius_m);
  for (const DepartmentId d : r.members) {
    const MapPos p = measured_->shapes[d.value].label;
    const double far = std::hypot(p.x_m - r.middle.x_m, p.y_m - r.middle.y_m);
    if (far > kFarthestInRegion * std::sqrt(r.area_m2)) break;
    around(measured_->shapes[d.value].label, measured_->shapes[d.value].label_radius_m);
  }
  return spots;
}

// The largest first; one without any room has no name.
void LabelLayout::add_regions() {
  for (const NamedRegion& r : regions_) {
    if (department(r.members.front()).territory != key_.territory) continue;
    if (r.name_px > kWidestPartOfRegion * r.width_m * px_per_m_) continue;
    for (const auto& [anchor, offset] : spots_of(r)) {
      const LabelBox box = label_box(anchor.x_m * px_per_m_, -anchor.y_m * px_per_m_, offset.dx,
                                     offset.dy, r.name_px, key_.scale);
      if (touches_mark(box) || taken_.touches(grown(box, kBetween * key_.scale))) continue;
      taken_.add(box);
      spots_.push_back({std::string(region(r.region).name),
                        anchor,
                        offset.dx,
                        offset.dy,
                        r.name_px,
                        {},
                        {},
                        r.region});
      break;
    }
  }
}

// Largest department first. The name stands in the middle of its department, or a little lower or
// higher where a marker is; it leaves to the others the room in their middle.
void LabelLayout::add_departments() {
  struct Chosen {
    DepartmentId department;
    double x, y, width, freedom;
  };
  std::vector<Chosen> chosen;
  std::vector<LabelBox> reserved;
  for (const DepartmentId d : by_area_) {
    const DepartmentShape& shape = measured_->shapes[d.value];
    if (department(d).territory != key_.territory) continue;
    const double radius = shape.label_radius_m * px_per_m_, width = department_width_[d.value];
    if (radius < kSmallestRadius * key_.scale) continue;
    if (width > kWidestPart * shape.map_box.width_m() * px_per_m_) continue;
    const double x = shape.label.x_m * px_per_m_, y = -shape.label.y_m * px_per_m_;
    const LabelBox box =
        grown(label_box(x, y, -width / 2, 0, width, key_.scale), kBetween * key_.scale);
    if (std::ranges::any_of(reserved, [&](const LabelBox& b) { return b.intersects(box); })) {
      continue;
    }
    reserved.push_back(box);
    chosen.push_back({d, x, y, width, std::max(0.0, radius * 0.8)});
  }
  for (const Chosen& c : chosen) {
    std::vector<LabelOffset> offsets;
    const auto own = std::ranges::find(territories_, c.department, &TerritoryCluster::department);
    if (own != territories_.end()) offsets = beside_cluster(*own, c.width);
    for (const double part : {0.0, 0.5, -0.5, 1.0, -1.0}) {
      offsets.push_back({-c.width / 2, std::round(part * c.freedom)});
    }
    for (const auto& [dx, dy] : offsets) {
      const LabelBox box = label_box(c.x, c.y, dx, dy, c.width, key_.scale);
      if (touches_mark(box) || taken_.touches(box)) continue;
      taken_.add(box);
      spots_.push_back({std::string(department(c.department).name),
                        measured_->shapes[c.department.value].label,
                        dx,
                        dy,
                        c.width,
                        c.department,
                        {},
                        {}});
      break;
    }
  }
}

// Before the next step of the zoom.
double LabelLayout::single_diameter_pt() const {
  return marker_diameter_pt(key_.step_zoom + 1 / kStepsPerZoom);
}

void LabelLayout::find_marks(const World& world, std::vector<Mark>& marks) {
  const auto shown = shown_classes(*world.atlas.places, key_.visible);
  if (groups_) return find_territories(world, shown);
  const MarkerPyramid& pyramid = world.markers->pyramid(key_.territory);
  if (!key_.clusters) {
    std::vector<std::uint32_t> counts(shown.size());
    pyramid.count_in(box_of(key_.area), counts);
    // As many as are shown: a rare family alone is no crowd.
    if (std::inner_product(counts.begin(), counts.end(), shown.begin(), std::size_t{0}) >
        kMostMarks) {
      crowd_.emplace(pyramid, shown);
      return;
    }
  }
  pyramid.visible(box_of(key_.area), key_.step_zoom, shown, key_.clusters, marks);
  const double single = single_diameter_pt();
  for (const Mark& m : marks) {
    const double diameter = m.count > 1 ? cluster_diameter_pt(m.count) : single;
    obstacles_.add(m.position.x_m * px_per_m_, -m.position.y_m * px_per_m_,
                   (diameter / 2 + naming::kAroundMarks) * key_.scale);
  }
}

bool LabelLayout::touches_mark(const LabelBox& box) {
  if (!crowd_) return obstacles_.touches(box);
  const LabelBox near = grown(box, (single_diameter_pt() / 2 + naming::kAroundMarks) * key_.scale);
  return crowd_->pyramid.any_in({near.left / px_per_m_, -near.bottom / px_per_m_,
                                 near.right / px_per_m_, -near.top / px_per_m_},
                                crowd_->shown);
}

void LabelLayout::find_territories(const World& world, std::span<const std::uint8_t> shown) {
  territories_ = territory_clusters(world, key_.grouping, key_.territory, key_.step_zoom, shown);
  for (const TerritoryCluster& t : territories_) {
    obstacles_.add(t.anchor.x_m * px_per_m_ + t.dx_pt * key_.scale,
                   -t.anchor.y_m * px_per_m_ + t.dy_pt * key_.scale,
                   (t.diameter_pt / 2 + naming::kAroundMarks) * key_.scale);
  }
}

// Below its cluster, or above it.
std::vector<LabelOffset> LabelLayout::beside_cluster(const TerritoryCluster& own,
                                                     double width) const {
  const double dx = std::round(own.dx_pt * key_.scale - width / 2);
  const double reach = own.diameter_pt / 2 + naming::kHalfHeight + naming::kAroundMarks + 1;
  return {{dx, std::round((own.dy_pt + reach) * key_.scale)},
          {dx, std::round((own.dy_pt - reach) * key_.scale)}};
}

LabelLayout::Candidate LabelLayout::candidate(const World& world, const Mark& mark,
                                              const MeasureText& measure) {
  const Places& places = *world.atlas.places;
  const auto [entry, is_new] = names_.try_emplace(mark.place);
  auto& [text, width] = entry->second;
  if (is_new) {
    text = label_text(places.name(mark.place));
    width = measure(text) * key_.scale;
  }
  Candidate c{{text, mark.position, 0, 0, width, {}, mark.place, {}},
              mark.position.x_m * px_per_m_,
              -mark.position.y_m * px_per_m_,
              {}};
  const bool ring = has_ring(places.kinds(mark.place) & key_.visible);
  for (const LabelOffset side : label_sides(width, single_diameter_pt(), ring, key_.scale)) {
    const LabelBox box = label_box(c.x, c.y, side.dx, side.dy, width, key_.scale);
    if (!touches_mark(box) && !taken_.touches(box)) c.sides.push_back(side);
  }
  return c;
}

// Names of single markers, those with most kinds first.
void LabelLayout::add_places(const World& world, const std::vector<Mark>& marks,
                             const MeasureText& measure) {
  if (key_.step_zoom < kPlaceNameZoom || crowd_ || marks.size() > kMostMarks) return;
  std::vector<Candidate> candidates;
  for (const Mark& m : marks) {
    if (m.count == 1) candidates.push_back(candidate(world, m, measure));
  }
  const Places& places = *world.atlas.places;
  std::ranges::sort(candidates, [&](const Candidate& a, const Candidate& b) {
    const PlaceId p = a.spot.place, q = b.spot.place;
    const int first = importance(places.kinds(p)), second = importance(places.kinds(q));
    return first != second ? first > second : p < q;
  });
  for (int round = 0; round < kRounds; ++round) settle(candidates);
}

// One round: each name asks for the best side that is still free; it gets it unless a more
// important one asks for the same room. So what happens here depends on what is near, and on
// nothing else.
void LabelLayout::settle(std::vector<Candidate>& candidates) {
  std::vector<LabelBox> won;
  LabelBoxes asked;
  for (Candidate& c : candidates) {
    if (c.decided) continue;
    const auto box_on = [&](const LabelOffset& side) {
      return label_box(c.x, c.y, side.dx, side.dy, c.spot.width, key_.scale);
    };
    const auto side = std::ranges::find_if(
        c.sides, [&](const LabelOffset& offset) { return !taken_.touches(box_on(offset)); });
    if (side == c.sides.end()) {
      c.decided = true;
      continue;
    }
    const LabelBox box = box_on(*side);
    const bool wins = !asked.touches(box);
    asked.add(box);
    if (!wins) continue;
    c.decided = true;
    c.spot.dx = side->dx;
    c.spot.dy = side->dy;
    won.push_back(box);
    spots_.push_back(c.spot);
  }
  for (const LabelBox& box : won) taken_.add(box);
}

const std::vector<LabelSpot>& LabelLayout::of(const MapState& state, const World& world,
                                              const MapFrame& frame, const MeasureText& measure) {
  Key key{world.atlas.boundaries,
          world.markers,
          state.visible,
          state.clusters,
          state.grouping,
          frame.territory,
          std::floor(frame.camera.zoom * kStepsPerZoom) / kStepsPerZoom,
          state.pixel_scale,
          false,
          true,
          {}};
  key.regions = wants_regions(state, key.step_zoom);
  key.prepared = world.markers->pyramid(frame.territory).prepared(frame.view(), frame.camera.zoom);
  std::swap(key_, key);
  key_.area = area_around(frame);
  if (key_ == key) return spots_;
  groups_ = groups_by_territory(state, *key_.boundaries, key_.territory, key_.step_zoom);
  territories_.clear();
  px_per_m_ = key_.scale / metres_per_point(key_.step_zoom);
  measure_territories(measure);
  if (named_ != world.atlas.places.get()) names_.clear();
  named_ = world.atlas.places.get();
  spots_.clear();
  taken_.clear();
  obstacles_.clear();
  crowd_.reset();
  std::vector<Mark> marks;
  find_marks(world, marks);
  key_.regions&& has_regions() ? add_regions() : add_departments();
  add_places(world, marks, measure);
  return spots_;
}

}  // namespace terreau
