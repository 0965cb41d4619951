#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>

#include "geodata/boundaries_network.h"

namespace terreau {
namespace {

using Id = std::uint32_t;
using Arc = BorderNetwork::Arc;
using ArcUse = BorderNetwork::ArcUse;

// An arc as a department uses it, to be chained: 2 u is the start of use u, 2 u + 1 its end.
struct OpenEnd {
  Id vertex = 0;
  Id end = 0;
};

double loop_area(const BorderNetwork& network, const Arc& arc) {
  const MapPos origin = network.vertices[network.arc_vertices[arc.first]];
  double twice = 0;
  for (Id i = arc.first; i + 1 < arc.first + arc.count; ++i) {
    const MapPos a = network.vertices[network.arc_vertices[i]];
    const MapPos b = network.vertices[network.arc_vertices[i + 1]];
    twice +=
        (a.x_m - origin.x_m) * (b.y_m - origin.y_m) - (b.x_m - origin.x_m) * (a.y_m - origin.y_m);
  }
  return std::abs(twice) / 2;
}

// Walks arcs from end to end. Every vertex has an even number of ends of one department, because
// its border is made of closed rings; where there are more than two, any pairing has the same
// inside by the even-odd rule.
void chain(const BorderNetwork& network, std::span<const Id> arcs,
           BorderNetwork::DepartmentRings& rings) {
  std::vector<OpenEnd> ends;
  for (Id u = 0; u < arcs.size(); ++u) {
    const Arc& arc = network.arcs[arcs[u]];
    ends.push_back({network.arc_vertices[arc.first], 2 * u});
    ends.push_back({network.arc_vertices[arc.first + arc.count - 1], 2 * u + 1});
  }
  std::sort(ends.begin(), ends.end(), [](const OpenEnd& a, const OpenEnd& b) {
    return std::tie(a.vertex, a.end) < std::tie(b.vertex, b.end);
  });
  std::vector<Id> partner(ends.size());
  for (std::size_t i = 0; i + 1 < ends.size(); i += 2) {
    TERREAU_CHECK(ends[i].vertex == ends[i + 1].vertex);
    partner[ends[i].end] = ends[i + 1].end;
    partner[ends[i + 1].end] = ends[i].end;
  }
  std::vector<char> used(arcs.size());
  for (Id first = 0; first < arcs.size(); ++first) {
    if (used[first] != 0) continue;
    for (Id enter = 2 * first; used[enter / 2] == 0; enter = partner[enter ^ 1]) {
      used[enter / 2] = 1;
      rings.uses.push_back({arcs[enter / 2], enter % 2 == 1});
    }
    rings.ring_ends.push_back(static_cast<Id>(rings.uses.size()));
  }
}

// A department of nothing but small islands keeps the largest at every level.
void keep_one(BorderNetwork& network, const std::vector<ArcUse>& uses) {
  Arc* largest = nullptr;
  for (const ArcUse use : uses) {
    Arc& arc = network.arcs[use.arc];
    if (!arc.loop) return;
    if (largest == nullptr || arc.area_m2 > largest->area_m2) largest = &arc;
  }
  if (largest != nullptr) largest->keep = true;
}

}  // namespace

void stitch_rings(BorderNetwork& network) {
  std::array<std::vector<Id>, kDepartmentCount> closed, open;
  for (Id i = 0; i < network.arcs.size(); ++i) {
    Arc& arc = network.arcs[i];
    if (arc.loop) arc.area_m2 = loop_area(network, arc);
    const bool ring =
        network.arc_vertices[arc.first] == network.arc_vertices[arc.first + arc.count - 1];
    for (const DepartmentId d : network.side_sets[arc.sides]) {
      (ring ? closed : open)[d.value].push_back(i);
    }
  }
  for (BorderNetwork::DepartmentRings& rings : network.departments) {
    chain(network, open[rings.department.value], rings);
    for (const Id arc : closed[rings.department.value]) {
      rings.uses.push_back({arc, false});
      rings.ring_ends.push_back(static_cast<Id>(rings.uses.size()));
    }
    keep_one(network, rings.uses);
  }
}

}  // namespace terreau
