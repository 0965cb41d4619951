#include "geodata/marker_pyramid.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <random>
#include <set>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace terreau {
namespace {

constexpr int kClasses = 9;
const std::vector<std::uint8_t> kAll(kClasses, 1);
const MapBox kEverywhere{-1e9, -1e9, 1e9, 1e9};

struct Input {
  std::vector<PlaceId> places;
  std::vector<MapPos> positions;
  std::vector<Places::ClassIndex> classes;
  MarkerPyramid pyramid() const { return {places, PackedPositions(positions), classes}; }
  // As of millions of places: all cells are there, none of their trees.
  MarkerPyramid in_cells() const { return {places, PackedPositions(positions), classes, 0}; }
  MarkerPyramid in_prepared_cells() const {
    MarkerPyramid pyramid = in_cells();
    pyramid.prepare(kEverywhere, MarkerPyramid::kMaxZoom);
    return pyramid;
  }
};

// Towns of all sizes, some places at exactly one spot, others spread over the country.
Input random_input(std::size_t count, std::uint32_t seed) {
  std::mt19937 random(seed);
  std::uniform_real_distribution<double> country(0, 1'000'000);
  std::exponential_distribution<double> town_size(1.0 / 4'000);
  std::normal_distribution<double> spread;
  Input input;
  std::vector<std::pair<MapPos, double>> towns;
  for (std::size_t i = 0; i < 1 + count / 40; ++i) {
    towns.push_back({{country(random), 6'000'000 + country(random)}, town_size(random)});
  }
  for (std::uint32_t i = 0; i < count; ++i) {
    const auto& [centre, size] = towns[random() % towns.size()];
    MapPos p = centre;
    const auto kind = random() % 10;
    if (kind < 6) p = {p.x_m + size * spread(random), p.y_m + size * spread(random)};
    if (kind == 6) p = {country(random), 6'000'000 + country(random)};
    if (kind == 7) p = {p.x_m + 0.2, p.y_m};
    input.places.push_back({i * 3 + 5});
    input.positions.push_back(PackedPositions::Frame().snapped(p));  // as they are kept
    input.classes.push_back(static_cast<Places::ClassIndex>(random() % 3 * (random() % 5)));
  }
  return input;
}

std::vector<Mark> marks(const MarkerPyramid& pyramid, double zoom,
                        const std::vector<std::uint8_t>& visible = kAll,
                        const MapBox& view = kEverywhere, bool clusters = true) {
  std::vector<Mark> out;
  pyramid.visible(view, zoom, visible, clusters, out);
  return out;
}

std::vector<std::uint8_t> random_classes(std::mt19937& random) {
  std::vector<std::uint8_t> visible(kClasses);
  for (auto& v : visible) v = random() % 2;
  return visible;
}

MapBox random_view(std::mt19937& random, double size_m) {
  std::uniform_real_distribution<double> place(0, 1'000'000);
  const MapPos p{place(random), 6'000'000 + place(random)};
  return {p.x_m - size_m, p.y_m - size_m, p.x_m + size_m, p.y_m + size_m};
}

double radius_m(const Mark& m, double zoom) {
  const double diameter_pt = m.count == 1 ? marker_diameter_pt(zoom) : cluster_diameter_pt(m.count);
  return diameter_pt / 2 * metres_per_point(zoom);
}

TEST(PackedPositions, AreKeptToHalfAMillimetreAndFartherOnesAsNearAsFits) {
  std::mt19937 random(3);
  for (const double extent_m : {1.0, 1e3, 1.5e6, 2e7, 1.9e9}) {
    std::uniform_real_distribution<double> any(-extent_m / 2, extent_m / 2);
    std::vector<MapPos> exact;
    MapBox box;
    for (int i = 0; i < 1000; ++i) {
      exact.push_back({any(random), any(random)});
      box.extend(exact.back());
    }
    const auto frame = PackedPositions::Frame::around(box);
    EXPECT_TRUE(frame.holds(box));
    const double least_step_m = PackedPositions::Frame().step_m;
    EXPECT_LE(frame.step_m, std::max(least_step_m, extent_m * std::exp2(-31)));
    for (const MapPos p : exact) {
      const MapPos kept = frame.at(frame.packed(p));
      EXPECT_EQ(kept, frame.snapped(p));
      EXPECT_EQ(frame.at(frame.packed(kept)), kept);
      EXPECT_LE(distance_m(kept, p), frame.step_m * 0.71);
    }
    EXPECT_FALSE(frame.holds(box.grown(frame.step_m * std::exp2(32))));
  }
  EXPECT_TRUE(PackedPositions::Frame().holds({}));
  EXPECT_FALSE(is_on_map({NAN, 0}));
  EXPECT_FALSE(is_on_map({0, 1e12}));
}

// Half a millimetre wherever 32 bits reach, also at the edges of what a frame holds.
TEST(PackedPositions, AFrameHoldsWhatItSaysToItsEdges) {
  for (const double extent_m : {10.0, 2'097'151.9, 2'097'152.1}) {
    const MapBox box{-3, 6e6, -3 + extent_m, 6e6 + extent_m / 2};
    const auto frame = PackedPositions::Frame::around(box);
    EXPECT_EQ(frame.step_m, extent_m < 2'097'152 ? 1.0 / 2048 : 1.0 / 1024);
    for (const double side :
         {frame.corner.x_m + frame.step_m * 1.01, frame.corner.x_m + frame.step_m * 4294967286.0}) {
      const MapPos p{side, 6e6};
      ASSERT_TRUE(frame.holds({p.x_m, p.y_m, p.x_m, p.y_m}));
      EXPECT_LE(distance_m(frame.at(frame.packed(p)), p), frame.step_m * 0.71);
    }
  }
}

TEST(Diameters, AreAsTheLegendSays) {
  EXPECT_EQ(marker_diameter_pt(0), 12);
  EXPECT_EQ(marker_diameter_pt(9), 12);
  EXPECT_GT(marker_diameter_pt(10), 12);
  EXPECT_EQ(marker_diameter_pt(12), 20);
  EXPECT_EQ(marker_diameter_pt(19), 20);
  EXPECT_NEAR(cluster_diameter_pt(2), 22, 1e-9);
  EXPECT_NEAR(cluster_diameter_pt(10), 28, 1e-9);
  EXPECT_NEAR(cluster_diameter_pt(100), 37, 1e-9);
  EXPECT_NEAR(cluster_diameter_pt(1'000), 44, 1e-9);
  EXPECT_NEAR(cluster_diameter_pt(10'000), 50, 1e-9);
  EXPECT_NEAR(cluster_diameter_pt(1'000'000), 50, 1e-9);
  for (std::uint32_t i = 2; i < 12'000; ++i) {
    EXPECT_LE(cluster_diameter_pt(i), cluster_diameter_pt(i + 1));
  }
  // On the ground markers only shrink while zooming in, so what did not overlap never does.
  for (double zoom = 0; zoom < 20; zoom += 0.01) {
    EXPECT_GT(marker_diameter_pt(zoom) * metres_per_point(zoom),
              marker_diameter_pt(zoom + 0.01) * metres_per_point(zoom + 0.01));
  }
}

TEST(MarkerPyramid, OfNothingShowsNothing) {
  const MarkerPyramid empty;
  EXPECT_EQ(empty.size(), 0U);
  EXPECT_TRUE(marks(empty, 5).empty());
  EXPECT_TRUE(marks(Input{}.pyramid(), 5).empty());
  std::vector<std::uint32_t> counts(kClasses);
  empty.count_in(kEverywhere, counts);
  EXPECT_EQ(counts, std::vector<std::uint32_t>(kClasses));
}

TEST(MarkerPyramid, OfOnePlaceShowsIt) {
  const Input input{{{7}}, {{100, 200}}, {3}};
  const MarkerPyramid pyramid = input.pyramid();
  for (const double zoom : {-1.0, 0.0, 5.5, 19.0, 22.0}) {
    const auto shown = marks(pyramid, zoom);
    ASSERT_EQ(shown.size(), 1U);
    EXPECT_EQ(shown[0].place, PlaceId{7});
    EXPECT_EQ(shown[0].count, 1U);
    EXPECT_EQ(shown[0].position, (MapPos{100, 200}));
    EXPECT_EQ(pyramid.split_zoom(shown[0].node), MarkerPyramid::kMaxZoom + 1);
    ASSERT_EQ(pyramid.composition(shown[0].node).size(), 1U);
    EXPECT_EQ(pyramid.composition(shown[0].node)[0].class_index, 3);
    EXPECT_EQ(pyramid.members(shown[0].node).front(), PlaceId{7});
    EXPECT_TRUE(pyramid.box(shown[0].node).contains(MapPos{100, 200}));
  }
}

TEST(MarkerPyramid, KeepsOneSpotTogether) {
  Input input;
  for (std::uint32_t i = 0; i < 5; ++i) {
    input.places.push_back({i});
    input.positions.push_back(i < 4 ? MapPos{1000, 1000} : MapPos{90'000, 1000});
    input.classes.push_back(static_cast<Places::ClassIndex>(i % 2));
  }
  const MarkerPyramid pyramid = input.pyramid();
  const auto shown = marks(pyramid, 19);
  ASSERT_EQ(shown.size(), 2U);
  const Mark& spot = shown[0].count == 4 ? shown[0] : shown[1];
  EXPECT_EQ(spot.count, 4U);
  EXPECT_EQ(spot.position, (MapPos{1000, 1000}));
  EXPECT_EQ(pyramid.split_zoom(spot.node), MarkerPyramid::kMaxZoom + 1);
  EXPECT_EQ(std::ranges::distance(pyramid.members(spot.node)), 4);
  EXPECT_EQ(marks(pyramid, 19, kAll, kEverywhere, false).size(), 5U);
}

TEST(MarkerPyramid, LeavesOutWhatHasNoPosition) {
  Input input{{{1}, {2}, {3}}, {{0, 0}, {NAN, 0}, {0, INFINITY}}, {0, 0, 0}};
  EXPECT_EQ(input.pyramid().size(), 1U);
}

TEST(MarkerPyramid, ShowsEveryVisiblePlaceOnceAtEveryZoom) {
  std::mt19937 random(1);
  for (const std::size_t count : {2U, 3U, 50U, 1'000U, 5'000U}) {
    const Input input = random_input(count, static_cast<std::uint32_t>(count));
    const std::array pyramids{input.pyramid(), input.in_cells(), input.in_prepared_cells()};
    for (double zoom = -0.5; zoom < 21; zoom += 0.23) {
      const MarkerPyramid& pyramid = pyramids[random() % pyramids.size()];
      ASSERT_EQ(pyramid.size(), count);
      const auto visible = random_classes(random);
      std::set<PlaceId> expected;
      for (std::size_t i = 0; i < count; ++i) {
        if (visible[input.classes[i]] != 0) expected.insert(input.places[i]);
      }
      std::set<PlaceId> members;
      std::size_t sum = 0;
      for (const Mark& m : marks(pyramid, zoom, visible)) {
        sum += m.count;
        EXPECT_EQ(m.count == 1, m.place.valid());
        if (m.count == 1) {
          EXPECT_TRUE(expected.contains(m.place));
        }
        for (const PlaceId p : pyramid.members(m.node)) {
          if (expected.contains(p)) members.insert(p);
        }
      }
      EXPECT_EQ(sum, expected.size());
      for (const Mark& m : marks(pyramid, zoom, visible)) {
        if (m.count == 1) members.insert(m.place);
      }
      EXPECT_EQ(members, expected);
    }
  }
}

TEST(MarkerPyramid, LeavesTheOnlyVisiblePlaceWhereItStands) {
  const Input input = random_input(800, 2);
  const std::array pyramids{input.pyramid(), input.in_prepared_cells()};
  std::map<PlaceId, MapPos> position;
  for (std::size_t i = 0; i < input.places.size(); ++i) {
    position[input.places[i]] = input.positions[i];
  }
  std::mt19937 random(3);
  for (int zoom = 0; zoom < 20; ++zoom) {
    for (const Mark& m : marks(pyramids[random() % 2], zoom, random_classes(random))) {
      if (m.count == 1) {
        EXPECT_EQ(m.position, position[m.place]);
      }
    }
  }
}

TEST(MarkerPyramid, NeverOverlaps) {
  for (const std::uint32_t seed : {4U, 5U, 6U}) {
    const MarkerPyramid pyramid = random_input(1'500, seed).pyramid();
    for (const double zoom : {0.0, 3.0, 5.5, 6.0, 7.9, 9.0, 9.99, 10.0, 11.3, 12.0, 15.0, 19.0}) {
      const auto shown = marks(pyramid, zoom);
      for (std::size_t i = 0; i < shown.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
          EXPECT_GE(distance_m(shown[i].position, shown[j].position),
                    radius_m(shown[i], zoom) + radius_m(shown[j], zoom));
        }
      }
    }
  }
}

// Markers of single places stand where they are, also beside a cell's border.
TEST(MarkerPyramid, OfCellsOverlapsOnlyInSinglesAtTheirBorders) {
  const MarkerPyramid pyramid = random_input(3'000, 4).in_prepared_cells();
  for (const int zoom : {3, 9, 11, 12, 13, 14, 15, 17, 19}) {
    const auto shown = marks(pyramid, zoom);
    for (std::size_t i = 0; i < shown.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        if (zoom > MarkerPyramid::kCellZoom && std::min(shown[i].count, shown[j].count) == 1) {
          continue;
        }
        EXPECT_GE(distance_m(shown[i].position, shown[j].position),
                  radius_m(shown[i], zoom) + radius_m(shown[j], zoom));
      }
    }
  }
}

TEST(MarkerPyramid, ShowsCellsAsClustersUntilTheyArePrepared) {
  const Input input = random_input(5'000, 14);
  const MarkerPyramid pyramid = input.in_cells();
  const double zoom = MarkerPyramid::kCellZoom + 2;
  const MapBox view = MapBox{input.positions[0].x_m, input.positions[0].y_m, input.positions[0].x_m,
                             input.positions[0].y_m}
                          .grown(10'000);
  EXPECT_TRUE(pyramid.prepared(view, MarkerPyramid::kCellZoom + 0.9));
  EXPECT_FALSE(pyramid.prepared(view, zoom));
  const auto coarse = marks(pyramid, zoom, kAll, view), elsewhere = marks(pyramid, zoom);
  pyramid.prepare(view, zoom);
  EXPECT_TRUE(pyramid.prepared(view, zoom));
  EXPECT_FALSE(pyramid.prepared(kEverywhere, zoom));
  EXPECT_GT(marks(pyramid, zoom, kAll, view).size(), coarse.size());
  EXPECT_GT(marks(pyramid, zoom).size(), elsewhere.size());
  EXPECT_EQ(marks(pyramid, zoom, kAll, view, false).size(), [&] {
    std::vector<PlaceId> inside;
    pyramid.places_in(view.grown(marker_diameter_pt(zoom) / 2 * metres_per_point(zoom)), inside);
    return inside.size();
  }());
}

TEST(MarkerPyramid, IsPreparedOnManyThreads) {
  const Input input = random_input(20'000, 15);
  const MarkerPyramid pyramid = input.in_cells();
  std::vector<std::jthread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] { pyramid.prepare(kEverywhere, MarkerPyramid::kMaxZoom); });
  }
  while (!pyramid.prepared(kEverywhere, MarkerPyramid::kMaxZoom)) {
    std::size_t sum = 0;
    for (const Mark& m : marks(pyramid, 15)) sum += m.count;
    EXPECT_EQ(sum, input.places.size());
  }
  threads.clear();
  const auto shown = marks(pyramid, 15), expected = marks(input.in_prepared_cells(), 15);
  ASSERT_EQ(shown.size(), expected.size());
  for (std::size_t i = 0; i < shown.size(); ++i) EXPECT_EQ(shown[i].node, expected[i].node);
}

// A view that was kept may name clusters by their numbers.
TEST(MarkerPyramid, KnowsNumbersOfCellsThatAreNotPrepared) {
  const Input input = random_input(5'000, 16);
  const MarkerPyramid prepared = input.in_prepared_cells(), fresh = input.in_cells();
  std::set<std::uint32_t> numbers;
  for (const int zoom : {5, 12, 13, 16, 19}) {
    for (const Mark& m : marks(prepared, zoom)) numbers.insert(m.node);
  }
  for (const std::uint32_t n : numbers) {
    EXPECT_TRUE(std::ranges::equal(fresh.members(n), prepared.members(n)));
    EXPECT_EQ(fresh.split_zoom(n), prepared.split_zoom(n));
  }
  for (const MarkerPyramid& p : {fresh, input.pyramid(), MarkerPyramid()}) {
    for (const std::uint32_t n : {0xFFFFFFFFU, 60'000U, 22'000U}) {
      EXPECT_TRUE(p.members(n).empty());
      EXPECT_TRUE(p.composition(n).empty());
      EXPECT_TRUE(p.box(n).empty());
      EXPECT_EQ(p.split_zoom(n), MarkerPyramid::kMaxZoom + 1);
    }
    for (std::uint32_t n = 0; n < 23'000; n += 7) p.members(n);  // whatever they are
  }
}

TEST(MarkerPyramid, OfManyPlacesWithoutClustersOneIsEnoughWhereManyAre) {
  const Input input = random_input(60'000, 17);
  const std::array pyramids{input.pyramid(), input.in_cells()};
  std::mt19937 random(18);
  for (const double zoom : {4.3, 6.0, 7.5, 9.2, 11.0, 13.0}) {
    for (const MarkerPyramid& pyramid : pyramids) {
      const auto visible = random_classes(random);
      const auto dots = marks(pyramid, zoom, visible, kEverywhere, false);
      const double reach_m = 1.5 * MarkerPyramid::kDotPt * metres_per_point(zoom);
      const double country_pt = 1'000'000 / metres_per_point(zoom);
      EXPECT_LE(dots.size(), 1'000 + std::pow(country_pt / 3 + 2, 2));
      std::set<PlaceId> seen;
      for (const Mark& m : dots) {
        EXPECT_EQ(m.count, 1U);
        EXPECT_TRUE(seen.insert(m.place).second);
      }
      for (std::size_t i = 0; i < input.places.size(); i += 997) {
        if (visible[input.classes[i]] == 0) continue;
        EXPECT_TRUE(std::ranges::any_of(dots, [&](const Mark& m) {
          return distance_m(m.position, input.positions[i]) <= reach_m;
        }));
      }
    }
  }
}

TEST(MarkerPyramid, OnlySplitsWhileZoomingIn) {
  for (const MarkerPyramid& pyramid :
       {random_input(3'000, 7).pyramid(), random_input(3'000, 7).in_prepared_cells()})
    for (int zoom = 0; zoom < MarkerPyramid::kMaxZoom; ++zoom) {
      std::map<PlaceId, std::uint32_t> shown_in;
      for (const Mark& m : marks(pyramid, zoom)) {
        EXPECT_GT(pyramid.split_zoom(m.node), zoom);
        for (const PlaceId p : pyramid.members(m.node)) shown_in[p] = m.node;
      }
      for (const Mark& m : marks(pyramid, zoom + 1)) {
        std::set<std::uint32_t> parents;
        for (const PlaceId p : pyramid.members(m.node)) parents.insert(shown_in[p]);
        EXPECT_EQ(parents.size(), 1U);
      }
    }
}

TEST(MarkerPyramid, SplitsAtItsSplitZoom) {
  const MarkerPyramid pyramid = random_input(3'000, 8).pyramid();
  for (const Mark& m : marks(pyramid, 6)) {
    const int split = pyramid.split_zoom(m.node);
    if (split > MarkerPyramid::kMaxZoom) continue;
    const MapBox box = pyramid.box(m.node).grown(1);
    const auto has = [&](double zoom) {
      const auto shown = marks(pyramid, zoom, kAll, box);
      return std::any_of(shown.begin(), shown.end(),
                         [&](const Mark& other) { return other.node == m.node; });
    };
    EXPECT_TRUE(has(split - 1));
    EXPECT_FALSE(has(split));
  }
}

TEST(MarkerPyramid, PanningChangesNothing) {
  std::mt19937 random(9);
  const std::array pyramids{random_input(4'000, 9).pyramid(),
                            random_input(4'000, 9).in_prepared_cells()};
  for (int round = 0; round < 400; ++round) {
    const MarkerPyramid& pyramid = pyramids[random() % 2];
    const double zoom = 4 + round % 15;
    const bool clusters = round % 3 != 0;
    const auto visible = random_classes(random);
    const MapBox view = random_view(random, 300'000 / std::exp2(round % 6));
    const double margin_pt = clusters ? cluster_diameter_pt(1'000'000) / 2 : 0;
    const MapBox seen = view.grown(margin_pt * metres_per_point(zoom));
    const auto nodes = [&](const MapBox& asked) {
      std::vector<std::uint32_t> in_view;
      for (const Mark& m : marks(pyramid, zoom, visible, asked, clusters)) {
        if (seen.contains(m.position)) in_view.push_back(m.node);
      }
      return in_view;
    };
    EXPECT_EQ(nodes(view), nodes(kEverywhere));
  }
}

TEST(MarkerPyramid, CountsWhatStandsInTheView) {
  std::mt19937 random(10);
  const Input input = random_input(4'000, 10);
  const std::array pyramids{input.pyramid(), input.in_cells()};
  for (int round = 0; round < 200; ++round) {
    const MarkerPyramid& pyramid = pyramids[random() % 2];
    MapBox view = random_view(random, 400'000 / std::exp2(round % 9));
    if (round % 4 == 0) {  // a place exactly on the border counts
      view.min_x_m = input.positions[random() % input.positions.size()].x_m;
      if (view.empty()) continue;
    }
    std::vector<std::uint32_t> expected(kClasses, 2), counts(kClasses, 2);  // adds to what is there
    for (std::size_t i = 0; i < input.places.size(); ++i) {
      if (view.contains(input.positions[i])) ++expected[input.classes[i]];
    }
    pyramid.count_in(view, counts);
    EXPECT_EQ(counts, expected);
  }
}

TEST(MarkerPyramid, KnowsWhereThereIsNoVisiblePlace) {
  const Input input = random_input(2'000, 12);
  std::mt19937 random(13);
  int without = 0;
  for (const MarkerPyramid& pyramid : {input.pyramid(), input.in_cells()}) {
    for (int i = 0; i < 200; ++i) {
      const MapBox box = random_view(random, 20'000);
      const std::vector<std::uint8_t> visible = random_classes(random);
      std::vector<PlaceId> there;
      pyramid.visible_in(box, visible, there);
      EXPECT_EQ(pyramid.any_in(box, visible), !there.empty());
      without += there.empty() ? 1 : 0;
    }
  }
  EXPECT_GT(without, 40);
  EXPECT_LT(without, 360);
  EXPECT_FALSE(MarkerPyramid().any_in(kEverywhere, kAll));
}

TEST(MarkerPyramid, KnowsTheClassesOfEveryNode) {
  const Input input = random_input(2'000, 11);
  const std::array pyramids{input.pyramid(), input.in_cells(), input.in_prepared_cells()};
  std::map<PlaceId, Places::ClassIndex> class_of;
  for (std::size_t i = 0; i < input.places.size(); ++i) {
    class_of[input.places[i]] = input.classes[i];
  }
  for (int i = 0; i < 60; ++i) {
    const MarkerPyramid& pyramid = pyramids[static_cast<std::size_t>(i % 3)];
    for (const Mark& m : marks(pyramid, i / 3)) {
      std::map<Places::ClassIndex, std::uint32_t> expected, actual;
      for (const PlaceId p : pyramid.members(m.node)) ++expected[class_of[p]];
      Places::ClassIndex last = 0;
      for (const ClassCount c : pyramid.composition(m.node)) {
        EXPECT_TRUE(actual.empty() || c.class_index > last);
        last = c.class_index;
        actual[c.class_index] = c.count;
      }
      EXPECT_EQ(actual, expected);
    }
  }
}

TEST(MarkerPyramid, ShowsEveryPlaceWithoutClusters) {
  std::mt19937 random(12);
  const Input input = random_input(1'000, 12);
  const MarkerPyramid pyramid = input.pyramid();
  for (int round = 0; round < 50; ++round) {
    const auto visible = random_classes(random);
    const auto expected = std::count_if(input.classes.begin(), input.classes.end(),
                                        [&](auto c) { return visible[c] != 0; });
    const auto shown = marks(pyramid, round % 20, visible, kEverywhere, false);
    EXPECT_EQ(shown.size(), static_cast<std::size_t>(expected));
    for (const Mark& m : shown) EXPECT_EQ(m.count, 1U);
  }
}

TEST(MarkerPyramid, IsDeterministic) {
  const Input input = random_input(40'000, 13);  // enough for several threads
  const MarkerPyramid a = input.pyramid(), b = input.pyramid();
  for (int zoom = 0; zoom < 20; ++zoom) {
    const auto from_a = marks(a, zoom), from_b = marks(b, zoom);
    ASSERT_EQ(from_a.size(), from_b.size());
    for (std::size_t i = 0; i < from_a.size(); ++i) {
      EXPECT_EQ(from_a[i].position, from_b[i].position);
      EXPECT_EQ(from_a[i].node, from_b[i].node);
    }
  }
}

// Which is what the whole one shows where the others are of a class that is hidden.
TEST(MarkerPyramid, FilteredShowsWhatIsKeptWhereItWas) {
  std::mt19937 random(31);
  for (int round = 0; round < 6; ++round) {
    Input input = random_input(5'000, 31 + static_cast<std::uint32_t>(round));
    const bool in_cells = round % 2 == 0;
    const MarkerPyramid whole = in_cells ? input.in_prepared_cells() : input.pyramid();
    std::vector<PlaceId> keeps;
    for (std::size_t i = 0; i < input.places.size(); ++i) {
      const bool keep = random() % 8 > static_cast<unsigned>(round);
      if (keep) keeps.push_back(input.places[i]);
      if (!keep) input.classes[i] = static_cast<Places::ClassIndex>(input.classes[i] + kClasses);
    }
    const auto kept = PlaceSet::of(keeps, input.places.back().value + 1);
    const MarkerPyramid filtered = whole.filtered(kept);
    const MarkerPyramid hidden = in_cells ? input.in_cells() : input.pyramid();
    EXPECT_EQ(filtered.size(), kept.size());
    for (const double zoom : {0.0, 4.0, 6.0, 8.5, 11.0, 13.0, 19.0}) {
      const auto visible = random_classes(random);
      const MapBox view = random_view(random, 300'000);
      const auto shown = marks(filtered, zoom, visible, view);
      const auto expected = marks(hidden, zoom, visible, view);
      ASSERT_EQ(shown.size(), expected.size());
      for (std::size_t i = 0; i < shown.size(); ++i) {
        EXPECT_EQ(shown[i].position, expected[i].position);
        EXPECT_EQ(shown[i].count, expected[i].count);
        EXPECT_EQ(shown[i].place, expected[i].place);
        for (const PlaceId p : filtered.members(shown[i].node)) EXPECT_TRUE(kept.contains(p));
      }
    }
    filtered.prepare(kEverywhere, MarkerPyramid::kMaxZoom);
    for (int zoom = 0; zoom <= MarkerPyramid::kMaxZoom; ++zoom) {
      std::size_t sum = 0;
      for (const Mark& m : marks(filtered, zoom)) sum += m.count;
      EXPECT_EQ(sum, kept.size());
    }
  }
}

TEST(MarkerPyramid, FilteredToNothingShowsNothing) {
  for (const MarkerPyramid& pyramid :
       {MarkerPyramid(), random_input(500, 4).pyramid(), random_input(500, 4).in_cells()}) {
    EXPECT_TRUE(marks(pyramid.filtered({}), 6).empty());
    EXPECT_EQ(pyramid.filtered(PlaceSet::of({}, 10'000)).size(), 0U);
    EXPECT_EQ(pyramid.filtered(PlaceSet::all(10'000)).size(), pyramid.size());
  }
}

TEST(MarkerPyramid, TakesAWholeCountryAtOneSpot) {
  Input input;
  for (std::uint32_t i = 0; i < 20'000; ++i) {
    input.places.push_back({i});
    input.positions.push_back({500'000, 6'500'000});
    input.classes.push_back(static_cast<Places::ClassIndex>(i % kClasses));
  }
  const auto shown = marks(input.pyramid(), 19);
  ASSERT_EQ(shown.size(), 1U);
  EXPECT_EQ(shown[0].count, 20'000U);
}

}  // namespace
}  // namespace terreau
