#include <algorithm>
#include <random>

#include <gtest/gtest.h>

#include "app/model/action.h"
#include "app/model/scene.h"
#include "geodata/parse.h"
#include "tests/support/world.h"

// The map, the list, the statistics and the numbers beside the filter's choices show one set: what
// passes the filter and has a kind that is shown. Told here place by place, for random filters.
namespace terreau {
namespace {

class Dice {
 public:
  explicit Dice(unsigned seed) : random_(seed) {}
  int up_to(int n) { return static_cast<int>(random_() % static_cast<unsigned>(n)); }
  bool one_in(int n) { return up_to(n) == 0; }

  KindSet kinds() {
    const auto bits = static_cast<std::uint32_t>(random_()) & KindSet::all().bits();
    return bits == 0 ? KindSet::all() : KindSet(bits);
  }

  Filter filter() {
    Filter filter;
    if (one_in(3)) filter.families = kinds_of(static_cast<Family>(up_to(kFamilyCount)));
    if (one_in(3)) filter.forms = kinds();
    if (one_in(5)) filter.functions = kinds();
    for (int i = 0; one_in(3) && i < 40; ++i) {
      filter.departments.set(static_cast<std::size_t>(up_to(kDepartmentCount)));
    }
    if (one_in(3)) filter.regions.set(static_cast<std::size_t>(up_to(kRegionCount)));
    if (one_in(2)) filter.year_from = 1950 + up_to(60);
    if (one_in(2)) filter.year_to = std::max(filter.year_from, 1960 + up_to(60));
    if (one_in(4)) filter.precisions.set(static_cast<std::size_t>(up_to(kPrecisionCount)));
    if (one_in(5)) filter.sources = {"cuma.fr"};
    if (one_in(4)) filter.text = one_in(2) ? "ecl" : "evr 1";
    if (one_in(5)) filter.expression = "year > 1980 OR commune LIKE '%v%'";
    return filter;
  }

 private:
  std::mt19937 random_;
};

std::vector<PlaceId> shown_one_by_one(const Places& places, const MapState& state) {
  std::vector<PlaceId> shown;
  FilterTest test(places, state.filter);
  for (std::uint32_t i = 0; i < places.size(); ++i) {
    const bool visible = !(places.kinds(PlaceId{i}) & state.visible).empty();
    if (visible && test.passes(PlaceId{i})) shown.push_back(PlaceId{i});
  }
  return shown;
}

std::int64_t drawn(const Scene& scene) {
  std::int64_t sum = 0;
  for (const SceneMark& m : scene.marks) sum += m.count;
  return sum;
}

bool on_screen(const Places& places, PlaceId place, const Scene& scene) {
  if (!places.located(place)) return false;
  const Territory territory = territory_of(places.position(place));
  const MapPos at = Projection(territory).project(places.position(place));
  return std::ranges::any_of(scene.frames, [&](const MapFrame& frame) {
    return frame.territory == territory && frame.view().contains(at);
  });
}

void expect_statistics(const World& world, const MapState& state, int n, int located) {
  const Places& places = *world.atlas.places;
  const ClassTables& tables = world.markers->tables;
  const Counts counts = count_shown(places, tables, state.visible);
  const auto shown = shown_classes(places, state.visible);
  const auto sum = [&](const ClassTable& table) {
    int all = 0;
    for (std::size_t row = 0; row < table.rows(); ++row) all += table.sum(row, shown);
    return all;
  };
  EXPECT_EQ(counts.total, n);
  EXPECT_EQ(counts.located, located);
  EXPECT_EQ(sum(tables.departments), n);
  EXPECT_EQ(sum(tables.regions), n);
  EXPECT_EQ(sum(tables.precisions), n);
}

void expect_list(const World& world, MapState state, std::vector<PlaceId> shown, Dice& dice) {
  state.list = {true, static_cast<ListColumn>(dice.up_to(kListColumnCount)), dice.one_in(2), false};
  const auto list = list_rows(list_wish(state, world), nullptr);
  auto rows = list->rows;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    ASSERT_TRUE(list->order.before(rows[i - 1], rows[i])) << i;
  }
  for (std::size_t i = 0; i < rows.size(); i += 17) EXPECT_EQ(list->row_of(rows[i]), i);
  std::ranges::sort(rows);
  EXPECT_EQ(rows, shown);
  state.list.in_view = true;
  const Scene scene = build_scene(state, world);
  std::erase_if(shown, [&](PlaceId p) { return !on_screen(*world.atlas.places, p, scene); });
  auto in_view = list_rows(list_wish(state, world), list)->rows;
  std::ranges::sort(in_view);
  EXPECT_EQ(in_view, shown);
  EXPECT_EQ(scene.in_view, static_cast<std::int64_t>(shown.size()));
}

// At home, everything that has a point is on screen: nothing else may be drawn.
void expect_one_set(World& world, MapState state, Dice& dice) {
  const Places& places = *world.atlas.places;
  world.markers = std::make_shared<Markers>(build_markers(places, state.filter));
  const std::vector<PlaceId> shown = shown_one_by_one(places, state);
  const auto n = static_cast<int>(shown.size());
  const auto located =
      static_cast<int>(std::ranges::count_if(shown, [&](PlaceId p) { return places.located(p); }));
  expect_statistics(world, state, n, located);
  for (const bool clusters : {true, false}) {
    state.clusters = clusters;
    if (!clusters && places.size() > 5000) continue;
    const Scene scene = build_scene(state, world);
    EXPECT_EQ(drawn(scene), located);
    EXPECT_EQ(scene.in_view, located);
  }
  apply(state, action::View{{2.0 + dice.up_to(4), 44.0 + dice.up_to(6)}, 6.0 + dice.up_to(6)},
        world);
  expect_list(world, state, shown, dice);
}

TEST(OneFilter, Map_list_and_statistics_show_the_same_set) {
  World world = test::world_of(test::varied(3000, 11));
  Dice dice(5);
  for (int round = 0; round < 80; ++round) {
    SCOPED_TRACE(round);
    MapState state;
    state.filter = dice.filter();
    if (dice.one_in(2)) state.visible = dice.kinds();
    expect_one_set(world, state, dice);
  }
}

TEST(OneFilter, Also_of_100_000_places) {
  World world = test::world_of(test::varied(100000, 12));
  Dice dice(6);
  for (int round = 0; round < 4; ++round) {
    SCOPED_TRACE(round);
    MapState state;
    state.filter = dice.filter();
    state.visible = dice.kinds();
    expect_one_set(world, state, dice);
  }
}

// ---- the numbers beside the choices ----

int all_of(const ClassTable& table, std::size_t row) {
  int sum = 0;
  for (const int n : table.row(row)) sum += n;
  return sum;
}

int passing_with(const Places& places, const Filter& filter) {
  return static_cast<int>(passing(places, filter).size());
}

TEST(Facets, Say_what_each_choice_would_let_through) {
  const World world = test::world_of(test::varied(1500, 13));
  const Places& places = *world.atlas.places;
  Dice dice(7);
  for (int round = 0; round < 12; ++round) {
    SCOPED_TRACE(round);
    const Filter filter = dice.filter();
    const Facets facets = count_facets(places, filter);
    const auto with = [&](auto change) {
      Filter changed = filter;
      change(changed);
      return passing_with(places, changed);
    };
    for (std::uint8_t d = 0; d < kDepartmentCount; d += 9) {
      EXPECT_EQ(all_of(facets.departments, d), with([&](Filter& c) {
                  c.departments.reset().set(d);
                  c.regions.reset();
                }));
    }
    for (std::uint8_t r = 0; r < kRegionCount; ++r) {
      EXPECT_EQ(all_of(facets.regions, r), with([&](Filter& c) {
                  c.regions.reset().set(r);
                  c.departments.reset();
                }));
    }
    for (std::size_t p = 0; p < kPrecisionCount; ++p) {
      EXPECT_EQ(all_of(facets.precisions, p),
                with([&](Filter& c) { c.precisions.reset().set(p); }));
    }
    for (int year = facets.first_year; year < 2020; year += 7) {
      const auto row = static_cast<std::size_t>(year - facets.first_year + 1);
      EXPECT_EQ(all_of(facets.years, row),
                with([&](Filter& c) { c.year_from = c.year_to = year; }));
    }
    EXPECT_EQ(all_of(facets.families, 0), with([](Filter& c) { c.families = KindSet::all(); }));
    EXPECT_EQ(all_of(facets.forms, 0), with([](Filter& c) { c.forms = KindSet::all(); }));
    for (std::size_t s = facets.files; s < facets.sources.size(); ++s) {
      EXPECT_EQ(all_of(facets.by_source, s),
                with([&](Filter& c) { c.sources = {facets.sources[s]}; }));
    }
  }
}

TEST(Facets, Count_places_without_a_year_apart) {
  const World world = test::world_of(test::varied(500, 14));
  const Places& places = *world.atlas.places;
  int without = 0;
  for (std::uint32_t i = 0; i < places.size(); ++i) without += places.year(PlaceId{i}) == 0 ? 1 : 0;
  EXPECT_GT(without, 0);
  EXPECT_EQ(all_of(count_facets(places, {}).years, 0), without);
}

}  // namespace
}  // namespace terreau
