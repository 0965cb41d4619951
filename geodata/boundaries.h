#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "geodata/departments.h"
#include "geodata/projection.h"
#include "geodata/result.h"
#include "geodata/types.h"

// Departments: rings with shared borders, simplified levels, triangles, point-in-department.
namespace terreau {

using LonLatRing = std::vector<LonLat>;  // closed or not; the last point may repeat the first

// A department as it was read: outer rings and holes in any order and winding (even-odd rule).
struct DepartmentGeometry {
  DepartmentId department;
  std::vector<LonLatRing> rings;
};

enum class BorderKind : std::uint8_t { coast, department, region };  // coast: only one side is land

// A run of the shared border network: vertices [first, first + count) of its mesh.
struct BorderArc {
  std::uint32_t first = 0;
  std::uint32_t count = 0;
  BorderKind kind = BorderKind::coast;
  MapBox box;
};

struct FillRange {  // indices [first, first + count) of TerritoryMesh::triangles
  DepartmentId department;
  std::uint32_t first = 0;
  std::uint32_t count = 0;
};

// What one territory draws at one level of detail. Vertices are float metres from `origin`, in the
// territory's CRS; neighbours share the very same vertices, so there is no gap at any level.
struct TerritoryMesh {
  MapPos origin;
  std::vector<std::array<float, 2>> fill_vertices;
  std::vector<std::uint32_t> triangles;  // three indices each into fill_vertices
  std::vector<FillRange> fills;
  std::vector<std::array<float, 2>> line_vertices;
  std::vector<float> line_weights;  // of each: metres, the tolerance up to which it stays
  std::vector<BorderArc> borders;
};

struct BoundaryLevel {
  double tolerance_m = 0;  // 0: as read
  std::array<TerritoryMesh, kTerritoryCount> meshes;
};

// What is known of one department's shape. `present` false: the source does not have it.
struct DepartmentShape {
  bool present = false;
  LonLatBox box;
  MapBox map_box;             // in its territory's CRS
  MapPos label;               // the point inside that is farthest from the border
  double label_radius_m = 0;  // its distance from the border
  double area_m2 = 0;
};

// The edges of one geometry in bands of latitude, so that a ray is tested against few of them.
struct EdgeBands {
  struct Edge {  // from point `first` of that ring to the next
    std::uint32_t ring = 0, first = 0;
  };
  LonLatBox box;
  double bands_per_deg = 0;
  std::vector<std::uint32_t> band_begin;  // band b: edges [band_begin[b], band_begin[b + 1])
  std::vector<Edge> edges;
};

struct Boundaries {
  std::array<DepartmentShape, kDepartmentCount> shapes;
  std::vector<BoundaryLevel> levels;  // finest (as read) first
  std::array<MapBox, kTerritoryCount> extents;
  std::vector<DepartmentGeometry> geometries;  // as read, for point-in-department
  std::vector<EdgeBands> bands;                // of each geometry
  std::int64_t vertex_count = 0;
};

// Never fails as a whole: a ring with fewer than three distinct points, a spike or a crossing gives
// a warning in `issues` (row = 1-based index into `geometries`) and what can be drawn is kept.
Boundaries build_boundaries(std::vector<DepartmentGeometry> geometries, std::vector<Issue>& issues);

inline constexpr double kBoundaryErrorPt = 0.5;  // not to be seen
// The coarsest level whose error stays under `error_pt` at that zoom; never null for a non-empty
// map. Within it, lines may leave out what does not stay at that error either.
const BoundaryLevel* level_for(const Boundaries& boundaries, double zoom,
                               double error_pt = kBoundaryErrorPt);

std::optional<DepartmentId> department_at(const Boundaries& boundaries, LonLat p);
// Those that a circle on the ground touches.
DepartmentSet departments_within(const Boundaries& boundaries, LonLat center, double radius_m);

// Triangulation of one polygon with holes (even-odd over `rings`, unclosed, metres). Returns index
// triples into the concatenated rings. Exact for valid input; a crossing polygon still terminates.
std::vector<std::uint32_t> triangulate(const std::vector<std::vector<MapPos>>& rings);

}  // namespace terreau
