#include "app/model/land.h"

#include <algorithm>
#include <map>
#include <span>

namespace terreau {
namespace {

using Vertex = std::array<float, 2>;

// Coast arcs by the points where they end; neighbours share the very same vertices.
class Coast {
 public:
  explicit Coast(const TerritoryMesh& mesh) : mesh_(mesh), used_(mesh.borders.size()) {
    for (std::size_t i = 0; i < mesh.borders.size(); ++i) {
      if (mesh.borders[i].kind != BorderKind::coast || mesh.borders[i].count < 2) {
        used_[i] = true;
        continue;
      }
      by_end_.emplace(vertices(i).front(), i);
      by_end_.emplace(vertices(i).back(), i);
    }
  }

  // Appends a closed ring that begins with arc `i`; false if an end joins nothing.
  bool add_ring(std::size_t i, Land& land) {
    const Vertex first = vertices(i).front();
    Vertex at = append(i, first, land);
    while (at != first) {
      const auto [begin, end] = by_end_.equal_range(at);
      const auto next = std::find_if(begin, end, [&](const auto& e) { return !used_[e.second]; });
      if (next == end) return false;
      at = append(next->second, at, land);
    }
    land.ring_ends.push_back(static_cast<std::uint32_t>(land.vertices.size()));
    return true;
  }
  bool used(std::size_t i) const { return used_[i]; }

 private:
  std::span<const Vertex> vertices(std::size_t i) const {
    return std::span(mesh_.line_vertices).subspan(mesh_.borders[i].first, mesh_.borders[i].count);
  }
  // All vertices of the arc but the last, walked from `start`; returns the last.
  Vertex append(std::size_t i, const Vertex& start, Land& land) {
    used_[i] = true;
    const auto arc = vertices(i);
    if (arc.front() == start) {
      land.vertices.insert(land.vertices.end(), arc.begin(), arc.end() - 1);
      return arc.back();
    }
    land.vertices.insert(land.vertices.end(), arc.rbegin(), arc.rend() - 1);
    return arc.front();
  }

  const TerritoryMesh& mesh_;
  std::vector<bool> used_;
  std::multimap<Vertex, std::size_t> by_end_;
};

template <class Edge>
void for_each_edge(const Land& land, Edge edge) {
  std::size_t first = 0;
  for (const std::uint32_t end : land.ring_ends) {
    for (std::size_t i = first, before = end - 1; i < end; before = i++) {
      edge(land.vertices[before], land.vertices[i]);
    }
    first = end;
  }
}

}  // namespace

std::optional<Land> land_of(const TerritoryMesh& mesh, std::size_t most_vertices) {
  std::size_t count = 0;
  for (const BorderArc& arc : mesh.borders) count += arc.kind == BorderKind::coast ? arc.count : 0;
  if (count == 0 || count > most_vertices) return {};
  Land land;
  Coast coast(mesh);
  for (std::size_t i = 0; i < mesh.borders.size(); ++i) {
    if (!coast.used(i) && !coast.add_ring(i, land)) return {};
  }
  return land;
}

Cover cover_of(const Land& land, MapPos origin, const MapBox& box) {
  const double left = box.min_x_m - origin.x_m, right = box.max_x_m - origin.x_m;
  const double low = box.min_y_m - origin.y_m, high = box.max_y_m - origin.y_m;
  const double x = (left + right) / 2, y = (low + high) / 2;
  bool coast = false, inside = false;
  for_each_edge(land, [&](const Vertex& a, const Vertex& b) {
    const double ax = static_cast<double>(a[0]), ay = static_cast<double>(a[1]);
    const double bx = static_cast<double>(b[0]), by = static_cast<double>(b[1]);
    coast |= std::max(ax, bx) >= left && std::min(ax, bx) <= right && std::max(ay, by) >= low &&
             std::min(ay, by) <= high;
    if ((ay > y) != (by > y) && x < (bx - ax) * (y - ay) / (by - ay) + ax) inside = !inside;
  });
  return coast ? Cover::both : inside ? Cover::land : Cover::sea;
}

}  // namespace terreau
