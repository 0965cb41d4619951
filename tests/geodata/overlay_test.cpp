#include "geodata/overlay.h"

#include <random>

#include <gtest/gtest.h>

#include "tests/support/world.h"

namespace terreau {
namespace {

using test::hexagons;

TEST(BoxIndex, FindsWhatAWalkOverAllBoxesFinds) {
  std::mt19937 random(7);
  std::uniform_real_distribution<double> at(0, 100), size(0, 8);
  std::vector<LonLatBox> boxes;
  for (int i = 0; i < 3000; ++i) {
    const double x = at(random), y = at(random);
    boxes.push_back(i % 50 == 0 ? LonLatBox{}
                                : LonLatBox{x, y, x + size(random), y + size(random)});
  }
  const BoxIndex index(boxes);
  for (int i = 0; i < 500; ++i) {
    const LonLat p{at(random), at(random)};
    std::vector<std::uint32_t> expected;
    for (std::uint32_t b = 0; b < boxes.size(); ++b) {
      if (boxes[b].contains(p)) expected.push_back(b);
    }
    EXPECT_EQ(index.at(p), expected);
  }
  EXPECT_TRUE(BoxIndex().at({0, 0}).empty());
  EXPECT_EQ(BoxIndex(std::vector<LonLatBox>{{0, 0, 1, 1}}).at({0.5, 0.5}),
            std::vector<std::uint32_t>{0});
}

TEST(Overlay, EveryPointOfAHoneycombLiesInTheCellAroundIt) {
  const Overlay overlay = hexagons("cells", {0, 45}, 0.5, 6, 5);
  ASSERT_EQ(overlay.size(), 30U);
  for (std::uint32_t row = 0; row < overlay.size(); ++row) {
    const LonLatBox& b = overlay.bands[row].box;
    const LonLat middle{(b.west_deg + b.east_deg) / 2, (b.south_deg + b.north_deg) / 2};
    EXPECT_EQ(feature_at(overlay, middle), row);
    EXPECT_EQ(overlay.feature_name(row), "Alvéole " + std::to_string(row + 1));
    EXPECT_EQ(overlay.feature_code(row), "H" + std::to_string(row + 1));
  }
  EXPECT_FALSE(feature_at(overlay, {-3, 45}));
}

TEST(Overlay, OfNestedPolygonsTheSmallestIsFound) {
  Layer layer;
  layer.kind = GeometryKind::polygon;
  layer.rings = {{{{0, 0}, {4, 0}, {4, 4}, {0, 4}}}, {{{1, 1}, {2, 1}, {2, 2}, {1, 2}}}, {}};
  layer.column_names = {"fid", "NOM_EPCI", "SIREN_EPCI"};
  layer.columns.resize(3);
  for (const char* name : {"large", "small", "nowhere"}) layer.columns[1].push_back(name);
  const Overlay overlay = make_overlay(layer);
  EXPECT_EQ(overlay.feature_name(*feature_at(overlay, {3, 3})), "large");
  EXPECT_EQ(overlay.feature_name(*feature_at(overlay, {1.5, 1.5})), "small");
  EXPECT_EQ(overlay.feature_code(1), "");  // the column is shorter than the layer
  layer.kind = GeometryKind::line;
  EXPECT_FALSE(feature_at(make_overlay(layer), {3, 3}));
}

TEST(Overlay, NoTwoHaveTheSameName) {
  std::vector<Overlay> overlays{hexagons("epci", {0, 45}, 0.5, 1, 1)};
  EXPECT_EQ(free_name(overlays, "qpv"), "qpv");
  overlays.push_back(hexagons(free_name(overlays, "epci"), {0, 45}, 0.5, 1, 1));
  EXPECT_EQ(overlays.back().name, "epci (2)");
  EXPECT_EQ(free_name(overlays, "epci"), "epci (3)");
}

}  // namespace
}  // namespace terreau
