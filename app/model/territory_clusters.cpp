#include "app/model/territory_clusters.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "geodata/projection.h"

namespace terreau {
namespace {

constexpr double kFilledPt = 480;    // a usual territory's longer side, where its places are shown
constexpr double kStepsPerZoom = 4;  // as names are placed
constexpr double kApartPt = 2;       // between two discs
constexpr int kMostRounds = 400;
constexpr double kGoldenAngle = 2.399963;

struct Site {  // a department or region of a map
  DepartmentId department;
  RegionId region;
  MapPos label;
  MapBox box;
};

Site site_of(const Boundaries& boundaries, DepartmentId d) {
  const DepartmentShape& shape = boundaries.shapes[d.value];
  return {d, {}, shape.label, shape.map_box};
}

// The middle of a row's places, for what has no borders.
std::optional<MapPos> middle_of(const World& world, Territory map, std::size_t row) {
  const LonLat middle = world.markers->middle_of[row];
  if (!is_valid(middle)) return {};
  return Projection(map).project(middle);
}

// Its middle by area.
Site site_of(const Boundaries& boundaries, RegionId region) {
  Site site{{}, region, {}, {}};
  double area = 0;
  const DepartmentSet own = departments_of(region);
  for (std::uint8_t d = 0; d < kDepartmentCount; ++d) {
    const DepartmentShape& shape = boundaries.shapes[d];
    if (!own[d] || !shape.present) continue;
    site.box.extend(shape.map_box);
    site.label.x_m += shape.label.x_m * shape.area_m2;
    site.label.y_m += shape.label.y_m * shape.area_m2;
    area += shape.area_m2;
  }
  if (area > 0) site.label = {site.label.x_m / area, site.label.y_m / area};
  return site;
}

// Of this territory's map, in the order of their ids.
std::vector<Site> sites(const Boundaries& boundaries, ClusterGrouping grouping, Territory map) {
  std::vector<Site> out;
  RegionSet met;
  for (std::uint8_t d = 0; d < kDepartmentCount; ++d) {
    const DepartmentId id{d};
    if (department(id).territory != map) continue;
    if (grouping == ClusterGrouping::department) {
      out.push_back(site_of(boundaries, id));
    } else if (const RegionId r = region_of(id); r.valid() && !met[r.value]) {
      met.set(r.value);
      out.push_back(site_of(boundaries, r));
    }
  }
  return out;
}

void add_row(const ClassTable& table, std::size_t row, std::span<const std::uint8_t> shown,
             TerritoryCluster& cluster) {
  const auto counts = table.row(row);
  cluster.by_class.resize(counts.size());
  for (std::size_t c = 0; c < counts.size(); ++c) {
    if (shown[c] == 0) continue;
    cluster.by_class[c] += static_cast<std::uint32_t>(counts[c]);
    cluster.count += static_cast<std::uint32_t>(counts[c]);
  }
}

TerritoryCluster counted(const World& world, const Site& site,
                         std::span<const std::uint8_t> shown) {
  TerritoryCluster cluster;
  cluster.department = site.department;
  cluster.region = site.region;
  cluster.anchor = site.label;
  const ClassTable& table = world.markers->located_in;
  if (site.department.valid()) {
    add_row(table, site.department.value, shown, cluster);
    return cluster;
  }
  const DepartmentSet own = departments_of(site.region);
  for (std::size_t d = 0; d < kDepartmentCount; ++d) {
    if (own[d]) add_row(table, d, shown, cluster);
  }
  return cluster;
}

std::optional<MapPos> middle_of(const World& world, Territory map, const Site& site) {
  if (site.department.valid()) return middle_of(world, map, site.department.value);
  const DepartmentSet own = departments_of(site.region);
  for (std::size_t d = 0; d < kDepartmentCount; ++d) {
    if (!own[d]) continue;
    if (const auto middle = middle_of(world, map, d)) return middle;
  }
  return {};
}

// Pushes overlapping discs apart, each by half of what is missing, until none overlaps.
void part(std::vector<TerritoryCluster>& clusters, double zoom) {
  const double metres = metres_per_point(zoom);
  const auto x = [&](const TerritoryCluster& c) { return c.anchor.x_m / metres + c.dx_pt; };
  const auto y = [&](const TerritoryCluster& c) { return -c.anchor.y_m / metres + c.dy_pt; };
  bool parted = false;
  for (int round = 0; round < kMostRounds && !parted; ++round) {
    parted = true;
    for (std::size_t i = 0; i < clusters.size(); ++i) {
      for (std::size_t j = i + 1; j < clusters.size(); ++j) {
        TerritoryCluster &a = clusters[i], &b = clusters[j];
        const double wanted = (a.diameter_pt + b.diameter_pt) / 2 + kApartPt;
        double dx = x(b) - x(a), dy = y(b) - y(a);
        if (std::abs(dx) >= wanted || std::abs(dy) >= wanted) continue;
        double distance = std::hypot(dx, dy);
        if (distance >= wanted - 0.01) continue;
        if (distance < 0.01) {  // on one spot: any direction, always the same
          dx = std::cos(kGoldenAngle * static_cast<double>(j));
          dy = std::sin(kGoldenAngle * static_cast<double>(j));
          distance = 1;
        }
        const double push = (wanted - distance) / 2 / distance;
        a.dx_pt -= dx * push;
        a.dy_pt -= dy * push;
        b.dx_pt += dx * push;
        b.dy_pt += dy * push;
        parted = false;
      }
    }
  }
}

}  // namespace

double grouping_end(ClusterGrouping grouping, const Boundaries& boundaries, Territory map) {
  std::vector<double> sides;
  for (const Site& site : sites(boundaries, grouping, map)) {
    if (site.box.empty()) continue;
    sides.push_back(std::max(site.box.width_m(), site.box.height_m()));
  }
  if (grouping == ClusterGrouping::distance || sides.empty()) return 0;
  std::ranges::nth_element(sides, sides.begin() + static_cast<std::ptrdiff_t>(sides.size() / 2));
  const double zoom = zoom_for(sides[sides.size() / 2] / kFilledPt);
  return std::floor(zoom * kStepsPerZoom) / kStepsPerZoom;
}

bool groups_by_territory(const MapState& state, const Boundaries& boundaries, Territory map,
                         double zoom) {
  return state.clusters && state.grouping != ClusterGrouping::distance &&
         zoom < grouping_end(state.grouping, boundaries, map);
}

std::vector<TerritoryCluster> territory_clusters(const World& world, ClusterGrouping grouping,
                                                 Territory map, double zoom,
                                                 std::span<const std::uint8_t> shown) {
  const ClassTable& table = world.markers->located_in;
  std::vector<TerritoryCluster> clusters;
  if (table.empty()) return clusters;
  for (const Site& site : sites(*world.atlas.boundaries, grouping, map)) {
    clusters.push_back(counted(world, site, shown));
    if (site.box.empty()) clusters.back().anchor = middle_of(world, map, site).value_or(MapPos{});
  }
  const auto territory = static_cast<std::size_t>(map);
  TerritoryCluster others;
  others.anchor = middle_of(world, map, kDepartmentCount + territory).value_or(MapPos{});
  add_row(table, kDepartmentCount + territory, shown, others);
  clusters.push_back(std::move(others));
  std::erase_if(clusters, [](const TerritoryCluster& c) { return c.count == 0; });
  for (TerritoryCluster& c : clusters) c.diameter_pt = cluster_diameter_pt(c.count);
  part(clusters, zoom);
  return clusters;
}

MapBox box_of(const Boundaries& boundaries, DepartmentId department) {
  return site_of(boundaries, department).box;
}
MapBox box_of(const Boundaries& boundaries, RegionId region) {
  return site_of(boundaries, region).box;
}

}  // namespace terreau
