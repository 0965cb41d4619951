#include "geodata/boundaries_mesh.h"

#include <algorithm>

namespace terreau {
namespace {

using Id = std::uint32_t;
constexpr Id kNone = 0xFFFFFFFF;

// An island of less than four tolerances squared covers about half a point of the screen.
constexpr double kSmallestIsland = 4;

// Whether that vertex of the network's arcs is there at a tolerance.
bool stays(const BorderNetwork& network, Id arc_vertex, double tolerance_m) {
  return tolerance_m == 0 || static_cast<double>(network.weights[arc_vertex]) > tolerance_m;
}

class Assembler {
 public:
  Assembler(const BorderNetwork& network, MapPos origin)
      : network_(network), fill_vertex_(network.vertices.size(), kNone) {
    mesh_.origin = origin;
  }

  void add_fill(DepartmentId department, const DepartmentFill& part) {
    FillRange range{department, static_cast<Id>(mesh_.triangles.size()),
                    static_cast<Id>(part.fill.triangles.size())};
    const Id first_crossing = static_cast<Id>(mesh_.fill_vertices.size());
    for (const MapPos p : part.fill.crossings) mesh_.fill_vertices.push_back(offset(p));
    const Id given = static_cast<Id>(part.rings.vertices.size());
    for (const Id i : part.fill.triangles) {
      mesh_.triangles.push_back(i < given ? fill_vertex(part.rings.vertices[i])
                                          : first_crossing + (i - given));
    }
    mesh_.fills.push_back(range);
  }

  void add_lines(const LevelArcs& arcs) {
    mesh_.line_vertices.reserve(arcs.vertices.size());
    mesh_.line_weights.reserve(arcs.vertices.size());
    for (std::size_t a = 0; a < network_.arcs.size(); ++a) {
      if (arcs.begin[a] == arcs.begin[a + 1]) continue;
      BorderArc arc;
      arc.first = static_cast<Id>(mesh_.line_vertices.size());
      arc.count = arcs.begin[a + 1] - arcs.begin[a];
      arc.kind = network_.arcs[a].kind;
      const BorderNetwork::Arc& whole = network_.arcs[a];
      for (Id i = whole.first; i < whole.first + whole.count; ++i) {
        if (!stays(network_, i, arcs.tolerance_m)) continue;
        const MapPos p = network_.vertices[network_.arc_vertices[i]];
        arc.box.extend(p);
        mesh_.line_vertices.push_back(offset(p));
        mesh_.line_weights.push_back(network_.weights[i]);
      }
      mesh_.borders.push_back(arc);
    }
  }

  TerritoryMesh take() { return std::move(mesh_); }

 private:
  std::array<float, 2> offset(MapPos p) const {
    return {static_cast<float>(p.x_m - mesh_.origin.x_m),
            static_cast<float>(p.y_m - mesh_.origin.y_m)};
  }
  Id fill_vertex(Id vertex) {
    Id& index = fill_vertex_[vertex];
    if (index == kNone) {
      index = static_cast<Id>(mesh_.fill_vertices.size());
      mesh_.fill_vertices.push_back(offset(network_.vertices[vertex]));
    }
    return index;
  }

  const BorderNetwork& network_;
  std::vector<Id> fill_vertex_;  // per network vertex: its index in the mesh
  TerritoryMesh mesh_;
};

}  // namespace

LevelArcs simplify(const BorderNetwork& network, double tolerance_m) {
  LevelArcs out;
  out.tolerance_m = tolerance_m;
  out.begin.reserve(network.arcs.size() + 1);
  const double smallest_m2 = kSmallestIsland * tolerance_m * tolerance_m;
  for (const BorderNetwork::Arc& arc : network.arcs) {
    out.begin.push_back(static_cast<Id>(out.vertices.size()));
    if (arc.loop && !arc.keep && arc.area_m2 < smallest_m2) continue;
    for (Id i = arc.first; i < arc.first + arc.count; ++i) {
      if (!stays(network, i, tolerance_m)) continue;
      out.vertices.push_back(network.arc_vertices[i]);
    }
  }
  out.begin.push_back(static_cast<Id>(out.vertices.size()));
  return out;
}

LevelRings rings_of(const BorderNetwork::DepartmentRings& department, const LevelArcs& arcs) {
  LevelRings out;
  Id use = 0;
  for (const Id end : department.ring_ends) {
    const std::size_t first = out.vertices.size();
    for (; use < end; ++use) {
      const auto arc = std::span(arcs.vertices)
                           .subspan(arcs.begin[department.uses[use].arc],
                                    arcs.begin[department.uses[use].arc + 1] -
                                        arcs.begin[department.uses[use].arc]);
      if (arc.empty()) continue;
      if (department.uses[use].reversed) {  // without its end, which is the next one's start
        out.vertices.insert(out.vertices.end(), arc.rbegin(), arc.rend() - 1);
      } else {
        out.vertices.insert(out.vertices.end(), arc.begin(), arc.end() - 1);
      }
    }
    if (out.vertices.size() - first < 3) {
      out.vertices.resize(first);
    } else {
      out.ring_ends.push_back(static_cast<Id>(out.vertices.size()));
    }
  }
  return out;
}

std::vector<MapPos> positions_of(const BorderNetwork& network, const LevelRings& rings) {
  std::vector<MapPos> out;
  out.reserve(rings.vertices.size());
  for (const Id v : rings.vertices) out.push_back(network.vertices[v]);
  return out;
}

DepartmentFill fill_department(const BorderNetwork& network,
                               const BorderNetwork::DepartmentRings& department,
                               const LevelArcs& arcs) {
  DepartmentFill out;
  out.rings = rings_of(department, arcs);
  out.fill = triangulate_even_odd(positions_of(network, out.rings), out.rings.ring_ends);
  return out;
}

TerritoryMesh assemble(const BorderNetwork& network, const LevelArcs& arcs,
                       std::span<const DepartmentFill> fills, MapPos origin) {
  Assembler assembler(network, origin);
  for (std::size_t i = 0; i < fills.size(); ++i) {
    assembler.add_fill(network.departments[i].department, fills[i]);
  }
  assembler.add_lines(arcs);
  return assembler.take();
}

}  // namespace terreau
