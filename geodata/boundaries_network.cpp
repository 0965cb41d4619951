#include "geodata/boundaries_network.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <iterator>
#include <limits>
#include <unordered_map>
#include <utility>

#include "geodata/over_rows.h"

namespace terreau {
namespace {

using Id = std::uint32_t;
constexpr Id kNone = 0xFFFFFFFF;

// Keys to rows of a table kept elsewhere: open addressing with linear probing.
class RowTable {
 public:
  explicit RowTable(std::size_t most) {
    rows_.assign(std::bit_ceil(std::max<std::size_t>(16, most + most / 2)), kNone);
  }
  // The entry of a key: kNone (to be filled in) or the row for which same(row).
  template <class Same>
  Id& find(std::uint64_t key, const Same& same) {
    std::size_t i = place_of(key);
    while (rows_[i] != kNone && !same(rows_[i])) i = (i + 1) & (rows_.size() - 1);
    return rows_[i];
  }
  // Of millions, most of the time is spent waiting for the memory of an entry: it is fetched while
  // those before are looked up.
  void expect(std::uint64_t key) const { __builtin_prefetch(&rows_[place_of(key)], 1); }

 private:
  std::size_t place_of(std::uint64_t key) const { return mix(key) & (rows_.size() - 1); }
  static std::size_t mix(std::uint64_t v) {  // the finaliser of MurmurHash3 (A. Appleby)
    v = (v ^ v >> 33) * 0xFF51AFD7ED558CCDU;
    v = (v ^ v >> 33) * 0xC4CEB9FE1A85EC53U;
    return v ^ v >> 33;
  }
  std::vector<Id> rows_;
};

struct Edge {
  Id a = 0, b = 0;                              // a < b
  Id sides = 0;                                 // row of side_sets; 0: no department, dropped
  bool is_along() const { return b == a + 1; }  // as a ring of new vertices goes
};

struct Ring {
  DepartmentId department;
  std::int64_t row = 0;
  const LonLatRing* points = nullptr;
  std::vector<Id> vertices;         // at first one for each point: kNone where that is no position
  Edge edge(std::size_t i) const {  // from vertex i to the next
    const Id from = vertices[i], to = vertices[i + 1 < vertices.size() ? i + 1 : 0];
    return {std::min(from, to), std::max(from, to), 0};
  }
};

LonLat plain(LonLat p) { return {p.lon_deg + 0.0, p.lat_deg + 0.0}; }  // -0 is 0

std::uint64_t key_of(LonLat p) {
  return std::bit_cast<std::uint64_t>(p.lon_deg) * 31 + std::bit_cast<std::uint64_t>(p.lat_deg);
}

// Positions that are the same have one table: that of a square of a quarter of a degree.
std::size_t table_of(LonLat p, std::size_t tables) {
  if (tables == 1 || !is_valid(p)) return 0;
  constexpr double kSquares = 4, kPositive = 180 * kSquares;  // of a degree
  const auto column = static_cast<std::size_t>(p.lon_deg * kSquares + kPositive);
  const auto row = static_cast<std::size_t>(p.lat_deg * kSquares + kPositive);
  return (column + 5 * row) % tables;
}

// Points [first, end) of a ring, all of one table.
struct Run {
  std::size_t table = 0, first = 0, end = 0;
};

std::vector<Run> runs_of(const LonLatRing& points, std::size_t tables) {
  std::vector<Run> runs;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const std::size_t table = table_of(points[i], tables);
    if (runs.empty() || runs.back().table != table) runs.push_back({table, i, i});
    runs.back().end = i + 1;
  }
  return runs;
}

std::string in_words(LonLat p) {
  char text[64];
  std::snprintf(text, sizeof text, "%.6f, %.6f", p.lon_deg, p.lat_deg);
  return text;
}

// A ring without repeated points and spikes, and whether there were any.
struct RingCleaner {
  std::vector<Id> kept;
  bool repeats = false;
  Id spike = kNone;

  void append(Id next) {
    while (!kept.empty()) {
      if (kept.back() == next) {
        repeats = true;
      } else if (kept.size() > 1 && kept[kept.size() - 2] == next) {
        spike = kept.back();
      } else {
        break;
      }
      kept.pop_back();
    }
    kept.push_back(next);
  }

  // The same where the end meets the start.
  void close() {
    std::size_t first = 0;
    while (kept.size() - first > 2) {
      if (kept.back() == kept[first]) {
        repeats = true;
        kept.pop_back();
      } else if (kept[kept.size() - 2] == kept[first]) {
        spike = kept.back();
        kept.pop_back();
      } else if (kept.back() == kept[first + 1]) {
        spike = kept[first++];
      } else {
        break;
      }
    }
    kept.erase(kept.begin(), kept.begin() + static_cast<std::ptrdiff_t>(first));
  }
};

// Points at exactly the same position become one vertex, those of one table.
class VertexFinder {
 public:
  explicit VertexFinder(std::size_t most) : table_(most) { positions_.reserve(most / 2); }

  void find(const LonLatRing& points, Run run, std::span<Id> vertices) {
    constexpr std::size_t kAhead = 16;
    for (std::size_t i = run.first; i < run.end; ++i) {
      if (i + kAhead < run.end) table_.expect(key_of(plain(points[i + kAhead])));
      const LonLat p = plain(points[i]);
      // Along a border that another ring has drawn, one comes after the other.
      const Id last = i == run.first ? kNone : vertices[i - 1];
      if (!is_valid(p)) {
        vertices[i] = kNone;
      } else if (last < positions_.size() && last > 0 && positions_[last - 1] == p) {
        vertices[i] = last - 1;
      } else {
        vertices[i] = look_up(p);
      }
    }
  }
  std::vector<LonLat> take_positions() { return std::move(positions_); }

 private:
  Id look_up(LonLat p) {
    Id& row = table_.find(key_of(p), [&](Id r) { return positions_[r] == p; });
    if (row == kNone) {
      row = static_cast<Id>(positions_.size());
      positions_.push_back(p);
    }
    return row;
  }
  RowTable table_;
  std::vector<LonLat> positions_;
};

class NetworkBuilder {
 public:
  NetworkBuilder(BorderNetwork& network, std::vector<Issue>& issues)
      : network_(network), issues_(issues) {
    network_.side_sets.emplace_back();
  }
  void run(std::span<const NetworkInput> inputs);

 private:
  void read(std::span<const NetworkInput> inputs);
  void find_vertices(std::size_t points);
  void clean_all();
  void clean(Ring& ring, std::vector<Issue>& issues) const;
  void make_edges();
  Id toggled(Id sides, DepartmentId department);
  void index_edges();
  bool is_junction(Id vertex) const;
  void trace_arcs();
  void trace(Id start, Id edge);
  BorderKind kind_of(Id sides) const;

  BorderNetwork& network_;
  std::vector<Issue>& issues_;
  std::vector<LonLat> positions_;  // of the vertices
  std::vector<Ring> rings_;
  std::size_t weight_ = 0;  // of the work that all points are
  std::vector<Edge> edges_;
  std::unordered_map<Id, Id> toggled_;
  std::vector<Id> edges_begin_, edges_at_;  // the edges at each vertex
  std::vector<char> traced_;                // per edge
};

void NetworkBuilder::run(std::span<const NetworkInput> inputs) {
  read(inputs);
  network_.vertices.resize(positions_.size());
  Projection(network_.territory).project_many(positions_, network_.vertices);
  clean_all();
  std::erase_if(rings_, [](const Ring& ring) { return ring.vertices.empty(); });
  make_edges();
  index_edges();
  trace_arcs();
}

void NetworkBuilder::read(std::span<const NetworkInput> inputs) {
  std::size_t points = 0;
  for (const NetworkInput& in : inputs) {
    for (const LonLatRing& ring : in.geometry->rings) {
      rings_.push_back({in.geometry->department, in.row, &ring, {}});
      points += ring.size();
    }
  }
  constexpr std::size_t kPointsAUnit = 10;
  weight_ = points / kPointsAUnit;
  find_vertices(points);
}

// Of many points, those of different tables on several threads; the numbers of vertices follow from
// the points alone.
void NetworkBuilder::find_vertices(std::size_t points) {
  constexpr std::size_t kMany = 200'000, kTables = 16;
  const std::size_t tables = points < kMany ? 1 : kTables;
  std::vector<std::vector<Run>> runs(rings_.size());
  for_each(rings_.size(), weight_, [&](std::size_t r) {
    rings_[r].vertices.resize(rings_[r].points->size());
    runs[r] = runs_of(*rings_[r].points, tables);
  });
  std::vector<std::size_t> sizes(tables);
  for (const auto& of_ring : runs) {
    for (const Run& run : of_ring) sizes[run.table] += run.end - run.first;
  }
  const auto in_table = [&](std::size_t table, const auto& work) {
    for (std::size_t r = 0; r < runs.size(); ++r) {
      for (const Run& run : runs[r]) {
        if (run.table == table) work(rings_[r], run);
      }
    }
  };
  std::vector<std::vector<LonLat>> found(tables);
  for_each(tables, weight_, [&](std::size_t t) {
    VertexFinder finder(sizes[t]);
    in_table(t, [&](Ring& ring, const Run& run) { finder.find(*ring.points, run, ring.vertices); });
    found[t] = finder.take_positions();
  });
  std::vector<std::size_t> before(tables + 1);
  for (std::size_t t = 0; t < tables; ++t) before[t + 1] = before[t] + found[t].size();
  positions_.resize(before.back());
  for_each(tables, weight_, [&](std::size_t t) {
    std::ranges::copy(found[t], positions_.begin() + static_cast<std::ptrdiff_t>(before[t]));
    if (before[t] == 0) return;
    in_table(t, [&](Ring& ring, const Run& run) {
      for (Id& v : std::span(ring.vertices).subspan(run.first, run.end - run.first)) {
        if (v != kNone) v += static_cast<Id>(before[t]);
      }
    });
  });
}

void NetworkBuilder::clean_all() {
  std::vector<std::vector<Issue>> issues(rings_.size());
  for_each(rings_.size(), weight_, [&](std::size_t r) { clean(rings_[r], issues[r]); });
  for (auto& of_ring : issues) std::ranges::move(of_ring, std::back_inserter(issues_));
}

// Drops repeated points and spikes (there and back along one edge); what is then no ring is empty.
void NetworkBuilder::clean(Ring& ring, std::vector<Issue>& issues) const {
  for (std::size_t i = 0; i < ring.vertices.size(); ++i) {
    if (ring.vertices[i] != kNone) continue;
    issues.push_back(
        {ring.row, "a point of the border is no position", in_words((*ring.points)[i])});
  }
  std::erase(ring.vertices, kNone);
  const std::string where = ring.vertices.empty() ? "" : in_words(positions_[ring.vertices[0]]);
  const bool closed = ring.vertices.size() > 1 && ring.vertices.front() == ring.vertices.back();
  if (closed) ring.vertices.pop_back();
  RingCleaner cleaner;
  cleaner.kept.reserve(ring.vertices.size());
  for (const Id v : ring.vertices) {
    if (std::isfinite(network_.vertices[v].x_m) && std::isfinite(network_.vertices[v].y_m)) {
      cleaner.append(v);
    } else {
      issues.push_back(
          {ring.row, "a point of the border cannot be projected", in_words(positions_[v])});
    }
  }
  cleaner.close();
  ring.vertices = std::move(cleaner.kept);
  if (ring.vertices.size() < 3) {
    issues.push_back({ring.row, "a ring has fewer than three distinct points", where});
    ring.vertices.clear();
  } else if (cleaner.spike != kNone) {
    issues.push_back(
        {ring.row, "a spike of the border was cut off", in_words(positions_[cleaner.spike])});
  } else if (cleaner.repeats) {
    issues.push_back({ring.row, "repeated points of a ring were dropped", where});
  }
}

// Each pair of neighbouring vertices once, with the departments that have it an odd number of
// times.
void NetworkBuilder::make_edges() {
  std::size_t most = 0, others = 0;
  for (const Ring& ring : rings_) {
    most += ring.vertices.size();
    for (std::size_t i = 0; i < ring.vertices.size(); ++i) {
      others += ring.edge(i).is_along() ? 0U : 1U;
    }
  }
  edges_.reserve(most / 2);
  std::vector<Id> along(positions_.size(), kNone);  // by their first vertex: nearly all
  RowTable table(others);
  for (const Ring& ring : rings_) {
    for (std::size_t i = 0; i < ring.vertices.size(); ++i) {
      const Edge edge = ring.edge(i);
      const auto same = [&](Id r) { return edges_[r].a == edge.a && edges_[r].b == edge.b; };
      Id& row =
          edge.is_along() ? along[edge.a] : table.find(std::uint64_t{edge.a} << 32 | edge.b, same);
      if (row == kNone) {
        row = static_cast<Id>(edges_.size());
        edges_.push_back(edge);
      }
      edges_[row].sides = toggled(edges_[row].sides, ring.department);
    }
  }
  std::erase_if(edges_, [](const Edge& e) { return e.sides == 0; });
}

// The set with that department added, or removed if it was there.
Id NetworkBuilder::toggled(Id sides, DepartmentId department) {
  const auto [entry, is_new] = toggled_.try_emplace(sides * 256 + department.value, 0);
  if (!is_new) return entry->second;
  std::vector<DepartmentId> set = network_.side_sets[sides];
  const auto at = std::lower_bound(set.begin(), set.end(), department);
  if (at != set.end() && *at == department) {
    set.erase(at);
  } else {
    set.insert(at, department);
  }
  const auto known = std::find(network_.side_sets.begin(), network_.side_sets.end(), set);
  entry->second = static_cast<Id>(known - network_.side_sets.begin());
  if (known == network_.side_sets.end()) network_.side_sets.push_back(std::move(set));
  return entry->second;
}

void NetworkBuilder::index_edges() {
  edges_begin_.assign(positions_.size() + 1, 0);
  for (const Edge& e : edges_) {
    ++edges_begin_[e.a + 1];
    ++edges_begin_[e.b + 1];
  }
  for (std::size_t v = 0; v < positions_.size(); ++v) edges_begin_[v + 1] += edges_begin_[v];
  edges_at_.resize(edges_.size() * 2);
  std::vector<Id> end(edges_begin_.begin(), edges_begin_.end() - 1);
  for (Id e = 0; e < edges_.size(); ++e) {
    edges_at_[end[edges_[e].a]++] = e;
    edges_at_[end[edges_[e].b]++] = e;
  }
}

bool NetworkBuilder::is_junction(Id vertex) const {
  const Id begin = edges_begin_[vertex];
  if (edges_begin_[vertex + 1] - begin != 2) return true;
  return edges_[edges_at_[begin]].sides != edges_[edges_at_[begin + 1]].sides;
}

void NetworkBuilder::trace_arcs() {
  traced_.assign(edges_.size(), 0);
  network_.arc_vertices.reserve(edges_.size() + edges_.size() / 4);
  for (Id v = 0; v < positions_.size(); ++v) {
    if (!is_junction(v)) continue;
    for (Id i = edges_begin_[v]; i < edges_begin_[v + 1]; ++i) {
      if (traced_[edges_at_[i]] == 0) trace(v, edges_at_[i]);
    }
  }
  for (Id e = 0; e < edges_.size(); ++e) {  // what is left has no junction
    if (traced_[e] == 0) trace(edges_[e].a, e);
  }
}

// From `start` along `edge` to the next junction, or round to the start.
void NetworkBuilder::trace(Id start, Id edge) {
  BorderNetwork::Arc arc;
  arc.first = static_cast<Id>(network_.arc_vertices.size());
  arc.sides = edges_[edge].sides;
  arc.kind = kind_of(arc.sides);
  network_.arc_vertices.push_back(start);
  Id vertex = start;
  for (;;) {
    traced_[edge] = 1;
    vertex = edges_[edge].a == vertex ? edges_[edge].b : edges_[edge].a;
    network_.arc_vertices.push_back(vertex);
    if (vertex == start || is_junction(vertex)) break;
    const Id begin = edges_begin_[vertex];
    edge = edges_at_[begin] == edge ? edges_at_[begin + 1] : edges_at_[begin];
  }
  arc.count = static_cast<Id>(network_.arc_vertices.size()) - arc.first;
  arc.loop = vertex == start && !is_junction(start);
  network_.arcs.push_back(arc);
}

BorderKind NetworkBuilder::kind_of(Id sides) const {
  const std::vector<DepartmentId>& set = network_.side_sets[sides];
  if (set.size() < 2) return BorderKind::coast;
  const std::string_view region = department(set.front()).region_code;
  const bool one_region = std::all_of(
      set.begin(), set.end(), [&](DepartmentId d) { return department(d).region_code == region; });
  return one_region ? BorderKind::department : BorderKind::region;
}

}  // namespace

BorderNetwork build_network(Territory territory, std::span<const NetworkInput> inputs,
                            std::vector<Issue>& issues) {
  BorderNetwork network;
  network.territory = territory;
  NetworkBuilder(network, issues).run(inputs);
  for (const NetworkInput& in : inputs) {
    const DepartmentId id = in.geometry->department;
    const bool known = std::any_of(network.departments.begin(), network.departments.end(),
                                   [&](const auto& d) { return d.department == id; });
    if (!known) network.departments.push_back({id, in.row, {}, {}});
  }
  stitch_rings(network);
  return network;
}

}  // namespace terreau
