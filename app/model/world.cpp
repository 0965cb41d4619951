#include "app/model/world.h"

#include <algorithm>
#include <future>
#include <utility>

#include "geodata/data_number.h"
#include "geodata/over_rows.h"
#include "geodata/projection.h"

namespace terreau {
namespace {

constexpr std::size_t kFewPlaces = 20'000;  // are clustered soon
constexpr std::size_t kQuickToCluster = 2'000;

struct Middle {
  double lon_deg = 0, lat_deg = 0, count = 0;
  void add(LonLat p) {
    lon_deg += p.lon_deg;
    lat_deg += p.lat_deg;
    ++count;
  }
  void add(const Middle& other) {
    lon_deg += other.lon_deg;
    lat_deg += other.lat_deg;
    count += other.count;
  }
  LonLat value() const { return {lon_deg / count, lat_deg / count}; }
};

using Overseas = std::array<std::vector<PlaceId>, kTerritoryCount>;

// What is summed of some of the places that pass; and which of them stand overseas.
struct Sums {
  ProfileTables profiles;
  ClassTable located_in;
  std::array<Middle, kDepartmentCount + kTerritoryCount> middles;
  Overseas overseas;

  // Of the places behind these.
  void add(Sums other) {
    terreau::add(profiles, other.profiles);
    located_in.add(other.located_in);
    for (std::size_t row = 0; row < middles.size(); ++row) middles[row].add(other.middles[row]);
    for (std::size_t t = 0; t < kTerritoryCount; ++t) {
      overseas[t].insert(overseas[t].end(), other.overseas[t].begin(), other.overseas[t].end());
    }
  }
};

void sum_up(const Places::Columns& columns, const PlaceSet::Part& some, Sums& sums) {
  tabulate_profiles(columns, some, sums.profiles);
  for (const PlaceId p : some) {
    if (!columns.located(p)) continue;
    const LonLat position = columns.position(p);
    const auto territory = static_cast<std::size_t>(territory_of(position));
    if (kTerritories[territory] != Territory::metropole) sums.overseas[territory].push_back(p);
    const DepartmentId department = columns.department(p);
    const std::size_t row = department.valid() ? department.value : kDepartmentCount + territory;
    sums.located_in.add(row, columns.class_of(p));
    sums.middles[row].add(position);
  }
}

Sums sum_up_all(const Places& places, const PlaceSet& passing) {
  auto parts = over_rows(
      static_cast<std::uint32_t>(places.size()), [&](std::uint32_t first, std::uint32_t end) {
        Sums sums;
        sums.profiles = no_profiles(places);
        sums.located_in = {kDepartmentCount + kTerritoryCount, places.classes().size()};
        places.in_parts(first, end, [&](const Places::Columns& columns) {
          sum_up(columns, passing.between(columns.first(), columns.end()), sums);
        });
        return sums;
      });
  for (std::size_t i = 1; i < parts.size(); ++i) parts[0].add(std::exchange(parts[i], {}));
  return std::move(parts[0]);
}

struct Rows {
  std::uint32_t first, end, step = 1;
};

// Calls visit(index, position on the map) for those in the rows of the list, which ascends; NaN of
// places that do not stand there.
template <class Visit>
void project(const Places& places, const PlaceList& some, Territory territory, const Rows& rows,
             const Visit& visit) {
  constexpr std::uint32_t kTogether = 4096, kBetweenLettingGo = 16 * kTogether;
  const Projection projection(territory);
  const auto all = static_cast<std::uint32_t>(places.size());
  std::vector<LonLat> lonlat;
  std::vector<MapPos> positions(kTogether);
  Places::Columns columns;
  for (std::uint32_t begin = rows.first, held = begin; begin < rows.end;) {
    lonlat.clear();
    const std::uint32_t first = begin;
    for (; begin < rows.end && lonlat.size() < kTogether; begin += rows.step) {
      const PlaceId place = some[begin];
      if (!columns.has(place)) columns = places.columns(place.value, all);
      const LonLat p = columns.position(place);
      lonlat.push_back(territory_of(p) == territory ? p : LonLat{});
    }
    const auto part = std::span(positions).first(lonlat.size());
    projection.project(lonlat, part);
    for (std::size_t i = 0; i < part.size(); ++i) {
      visit(first + static_cast<std::uint32_t>(i) * rows.step, part[i]);
    }
    if (begin < rows.end && begin - held < kBetweenLettingGo) continue;
    places.let_go(some[held].value, some[std::min(begin, rows.end) - 1].value + 1);
    held = begin;
  }
}

// Sets their positions and returns the box of all that are on the map. Of what the frame does not
// hold, nothing is kept.
MapBox pack(const Places& places, const PlaceList& some, Territory territory,
            PackedPositions& out) {
  const auto pack_part = [&](std::uint32_t first, std::uint32_t end) {
    MapBox box;
    project(places, some, territory, {first, end}, [&](std::uint32_t i, MapPos p) {
      if (is_on_map(p)) box.extend(p);
      const bool held = out.frame().holds({p.x_m, p.y_m, p.x_m, p.y_m});
      out.set(i, held ? out.frame().packed(p) : PackedPositions::kNone);
    });
    return box;
  };
  MapBox all;
  for (const MapBox& part : over_rows(some.size(), pack_part)) {
    all.extend(part);
  }
  return all;
}

// Some of them tell, nearly always, where all are: so no more is ever kept of a position than the
// pyramid does.
PackedPositions pack(const Places& places, const PlaceList& some, Territory territory) {
  constexpr std::uint32_t kSample = 4096;
  MapBox box;
  project(places, some, territory, {0, some.size(), some.size() / kSample + 1},
          [&](std::uint32_t, MapPos p) {
            if (is_on_map(p)) box.extend(p);
          });
  for (;;) {
    PackedPositions packed(PackedPositions::Frame::around(box));
    packed.resize(some.size());
    box = pack(places, some, territory, packed);
    if (packed.frame().holds(box)) return packed;
  }
}

MarkerPyramid build_pyramid(const Places& places, std::span<const PlaceId> some,
                            Territory territory) {
  ValueColumn<Places::ClassIndex> classes;
  for (const PlaceId p : some) classes.push_back(places.class_of(p));
  return {some, pack(places, some, territory), classes};
}

MarkerPyramid build_mainland(const Places& places, const PlaceSet& some) {
  if (!some.is_all()) return build_pyramid(places, some.ids(), Territory::metropole);
  const auto all = PlaceList::first_of_all(static_cast<std::uint32_t>(places.size()));
  return {all, pack(places, all, Territory::metropole), places.classes_of_all()};
}

// Nearly all stand in the metropole: so all are looked through for it. Much of each pyramid is made
// by one thread: of many places, those overseas by another one, once it has the `sums`; of few,
// they would not be worth one.
Pyramids build_pyramids(const Places& places, const PlaceSet& some, std::stop_token stop,
                        Sums& sums) {
  Pyramids pyramids;
  const auto when = some.size() > kFewPlaces ? std::launch::async : std::launch::deferred;
  auto others = std::async(when, [&] {
    sums = sum_up_all(places, some);
    for (const Territory t : kTerritories) {
      if (t == Territory::metropole || stop.stop_requested()) continue;
      const auto i = static_cast<std::size_t>(t);
      pyramids[i] = build_pyramid(places, sums.overseas[i], t);
    }
  });
  auto& metropole = pyramids[static_cast<std::size_t>(Territory::metropole)];
  if (!stop.stop_requested()) metropole = build_mainland(places, some);
  others.get();
  return pyramids;
}

// Whether clusters stay where they are without the filter: those of many places and of the greater
// part of all do, and then are there sooner; others are clustered for themselves.
bool keeps_clusters(const Places& places, std::size_t passing) {
  return passing > kFewPlaces || (passing > kQuickToCluster && 2 * passing > places.size());
}

// Of the pyramids of all places, which are built where `whole` does not have them.
Pyramids filtered_pyramids(const Places& places, const PlaceSet& passing, const Markers* whole,
                           std::stop_token stop) {
  Pyramids built;
  if (whole == nullptr) {
    Sums unused;
    built = build_pyramids(places, PlaceSet::all(places.size()), stop, unused);
  }
  Pyramids pyramids;
  for (std::size_t i = 0; i < pyramids.size() && !stop.stop_requested(); ++i) {
    pyramids[i] = (whole != nullptr ? whole->pyramids : built)[i].filtered(passing);
  }
  return pyramids;
}

// Everything but the pyramids.
void fill_tables(const Places& places, Sums sums, Markers& markers) {
  markers.tables = class_tables(sums.profiles);
  markers.profiles = std::move(sums.profiles);
  markers.total = count_shown(places, markers.tables, KindSet::all());
  markers.located_in = std::move(sums.located_in);
  for (std::size_t row = 0; row < sums.middles.size(); ++row) {
    if (sums.middles[row].count > 0) markers.middle_of[row] = sums.middles[row].value();
  }
}

}  // namespace

Markers build_markers(const Places& places, const Filter& filter, std::stop_token stop,
                      std::atomic<std::uint32_t>* tested, const Markers* whole) {
  Markers markers;
  markers.filter = filter;
  markers.passing = passing(places, filter, stop, tested);
  if (stop.stop_requested()) return markers;
  Sums sums;
  if (filter != Filter{} && keeps_clusters(places, markers.passing.size())) {
    auto summed =
        std::async(std::launch::async, [&] { return sum_up_all(places, markers.passing); });
    markers.pyramids = filtered_pyramids(places, markers.passing, whole, stop);
    sums = summed.get();
  } else {
    markers.pyramids = build_pyramids(places, markers.passing, stop, sums);
  }
  fill_tables(places, std::move(sums), markers);
  return markers;
}

Markers markers_of_all(const Places& places, Pyramids pyramids) {
  Markers markers;
  markers.passing = passing(places, {});
  fill_tables(places, sum_up_all(places, markers.passing), markers);
  markers.pyramids = std::move(pyramids);
  return markers;
}

World world_of(Atlas atlas, const Filter& filter) {
  World world;
  world.atlas = std::move(atlas);
  world.data = data_number(world.atlas);
  world.markers = std::make_shared<Markers>(build_markers(*world.atlas.places, filter));
  return world;
}

}  // namespace terreau
