#include "geodata/boundaries.h"

#include <algorithm>
#include <cmath>

#include "geodata/boundaries_label.h"
#include "geodata/boundaries_lookup.h"
#include "geodata/boundaries_mesh.h"
#include "geodata/boundaries_network.h"
#include "geodata/over_rows.h"

namespace terreau {
namespace {

// Finer than 100 m only for borders of so many vertices.
constexpr std::size_t kManyVertices = 200'000;
constexpr std::array kTolerances_m{0.0,   12.5,  25.0,  50.0,   100.0,
                                   200.0, 400.0, 800.0, 1600.0, 3200.0};
// A level must leave out this much of the one before to be worth its memory.
constexpr double kWorthwhile = 0.75;

class Builder {
 public:
  Builder(Boundaries& out, std::vector<Issue>& issues) : out_(out), issues_(issues) {}
  void run();

 private:
  // One department at one level: the unit of parallel work.
  struct Job {
    std::size_t level = 0, network = 0, department = 0;
  };

  void build_networks();
  void choose_levels();
  void fill_all();
  void assemble_level(std::size_t level);
  void assemble_all();
  void describe(std::size_t network, std::size_t department);
  void report_crossings();

  Boundaries& out_;
  std::vector<Issue>& issues_;
  std::size_t weight_ = 0;  // vertices of all levels
  std::vector<BorderNetwork> networks_;
  std::vector<std::vector<LevelArcs>> arcs_;                     // [level][network]
  std::vector<std::vector<std::vector<DepartmentFill>>> fills_;  // [level][network][department]
};

void Builder::run() {
  const std::size_t count = out_.geometries.size();
  out_.bands.resize(count);
  for (const DepartmentGeometry& g : out_.geometries) {
    for (const LonLatRing& ring : g.rings)
      out_.vertex_count += static_cast<std::int64_t>(ring.size());
  }
  build_networks();
  choose_levels();
  fill_all();
  assemble_all();
  report_crossings();
}

void Builder::build_networks() {
  std::array<std::vector<NetworkInput>, kTerritoryCount> inputs;
  for (std::size_t i = 0; i < out_.geometries.size(); ++i) {
    const DepartmentGeometry& g = out_.geometries[i];
    const auto row = static_cast<std::int64_t>(i) + 1;
    if (g.department.value >= kDepartmentCount) {
      issues_.push_back({row, "a border belongs to no department", ""});
      continue;
    }
    inputs[static_cast<std::size_t>(department(g.department).territory)].push_back({&g, row});
  }
  for (const Territory t : kTerritories) {
    const auto& in = inputs[static_cast<std::size_t>(t)];
    if (in.empty()) continue;
    BorderNetwork network = build_network(t, in, issues_);
    weigh_vertices(network);
    MapBox& extent = out_.extents[static_cast<std::size_t>(t)];
    for (const std::uint32_t v : network.arc_vertices) extent.extend(network.vertices[v]);
    networks_.push_back(std::move(network));
  }
}

void Builder::choose_levels() {
  std::size_t last_count = 0;
  for (const double tolerance_m : kTolerances_m) {
    if (tolerance_m > 0 && tolerance_m < 100 && last_count < kManyVertices) continue;
    std::vector<LevelArcs> level;
    std::size_t count = 0;
    for (const BorderNetwork& network : networks_) {
      level.push_back(simplify(network, tolerance_m));
      count += level.back().vertices.size();
    }
    if (count == 0) return;
    if (tolerance_m > 0 &&
        static_cast<double>(count) > kWorthwhile * static_cast<double>(last_count)) {
      continue;
    }
    last_count = count;
    arcs_.push_back(std::move(level));
  }
}

void Builder::fill_all() {
  std::vector<Job> jobs;
  fills_.resize(arcs_.size());
  for (std::size_t l = 0; l < arcs_.size(); ++l) {
    fills_[l].resize(networks_.size());
    for (std::size_t n = 0; n < networks_.size(); ++n) {
      fills_[l][n].resize(networks_[n].departments.size());
      for (std::size_t d = 0; d < networks_[n].departments.size(); ++d) jobs.push_back({l, n, d});
      weight_ += arcs_[l][n].vertices.size();
    }
  }
  for_each(jobs.size(), weight_, [&](std::size_t i) {
    const Job job = jobs[i];
    const BorderNetwork& network = networks_[job.network];
    fills_[job.level][job.network][job.department] = fill_department(
        network, network.departments[job.department], arcs_[job.level][job.network]);
    if (job.level == 0) describe(job.network, job.department);
  });
}

// Area, boxes and label, from the finest level.
void Builder::describe(std::size_t n, std::size_t d) {
  const BorderNetwork& network = networks_[n];
  const BorderNetwork::DepartmentRings& rings = network.departments[d];
  const DepartmentFill& part = fills_[0][n][d];
  if (part.rings.ring_ends.empty()) return;
  DepartmentShape& shape = out_.shapes[rings.department.value];
  shape.present = true;
  std::vector<MapPos> points = positions_of(network, part.rings);
  for (const MapPos p : points) shape.map_box.extend(p);
  const std::size_t given = points.size();
  points.insert(points.end(), part.fill.crossings.begin(), part.fill.crossings.end());
  for (std::size_t i = 0; i + 2 < part.fill.triangles.size(); i += 3) {
    const MapPos a = points[part.fill.triangles[i]];
    const MapPos b = points[part.fill.triangles[i + 1]];
    const MapPos c = points[part.fill.triangles[i + 2]];
    shape.area_m2 += ((b.x_m - a.x_m) * (c.y_m - a.y_m) - (c.x_m - a.x_m) * (b.y_m - a.y_m)) / 2;
  }
  points.resize(given);
  // A rough outline is enough to find the place; its distance is then taken from the exact one.
  const double precision_m = std::sqrt(shape.area_m2) / 80;
  std::size_t level = 0;
  while (level + 1 < arcs_.size() && arcs_[level + 1][n].tolerance_m <= precision_m) ++level;
  const LevelRings rough = rings_of(rings, arcs_[level][n]);
  shape.label = Outline(positions_of(network, rough), rough.ring_ends).pole(precision_m);
  const Outline exact(points, part.rings.ring_ends);
  if (exact.clearance_m(shape.label) <= 0) shape.label = exact.pole(precision_m);
  shape.label_radius_m = std::max(0.0, exact.clearance_m(shape.label));
}

void Builder::assemble_level(std::size_t l) {
  BoundaryLevel& level = out_.levels[l];
  level.tolerance_m = arcs_[l].front().tolerance_m;
  for (std::size_t n = 0; n < networks_.size(); ++n) {
    const auto territory = static_cast<std::size_t>(networks_[n].territory);
    level.meshes[territory] =
        assemble(networks_[n], arcs_[l][n], fills_[l][n], out_.extents[territory].center());
  }
}

// The levels, the finest and largest first, and the bands of each department.
void Builder::assemble_all() {
  const std::size_t levels = arcs_.size();
  out_.levels.resize(levels);
  for_each(levels + out_.geometries.size(), weight_, [&](std::size_t i) {
    if (i < levels) return assemble_level(i);
    out_.bands[i - levels] = make_bands(out_.geometries[i - levels].rings);
  });
  for (std::size_t i = 0; i < out_.bands.size(); ++i) {
    const DepartmentId department = out_.geometries[i].department;
    const LonLatBox& own = out_.bands[i].box;
    if (own.empty() || !department.valid() || department.value >= kDepartmentCount) continue;
    LonLatBox& box = out_.shapes[department.value].box;
    box.extend({own.west_deg, own.south_deg});
    box.extend({own.east_deg, own.north_deg});
  }
}

void Builder::report_crossings() {
  if (fills_.empty()) return;
  for (std::size_t n = 0; n < networks_.size(); ++n) {
    for (std::size_t d = 0; d < networks_[n].departments.size(); ++d) {
      const Triangulation& fill = fills_[0][n][d].fill;
      if (fill.crossings.empty()) continue;
      const LonLat at = Projection(networks_[n].territory).unproject(fill.crossings.front());
      char value[96];
      std::snprintf(value, sizeof value, "%zu, the first at %.6f, %.6f", fill.crossings.size(),
                    at.lon_deg, at.lat_deg);
      issues_.push_back({networks_[n].departments[d].row,
                         fill.complete ? "the border crosses itself"
                                       : "the border crosses itself too often to be filled",
                         value});
    }
  }
}

}  // namespace

Boundaries build_boundaries(std::vector<DepartmentGeometry> geometries,
                            std::vector<Issue>& issues) {
  Boundaries out;
  out.geometries = std::move(geometries);
  Builder(out, issues).run();
  return out;
}

const BoundaryLevel* level_for(const Boundaries& boundaries, double zoom, double error_pt) {
  const double error_m = error_pt * metres_per_point(zoom);
  const BoundaryLevel* best = nullptr;
  for (const BoundaryLevel& level : boundaries.levels) {
    if (best == nullptr || level.tolerance_m <= error_m) best = &level;
  }
  return best;
}

}  // namespace terreau
