#include "geodata/position_text.h"

#include <cmath>

#include <gtest/gtest.h>

namespace terreau {
namespace {

void expect_at(std::string_view text, double lon, double lat, double reach = 1e-4) {
  const auto p = parse_position(text);
  ASSERT_TRUE(p.has_value()) << text;
  EXPECT_NEAR(p->lon_deg, lon, reach) << text;
  EXPECT_NEAR(p->lat_deg, lat, reach) << text;
}

TEST(PositionText, DegreesAsPeopleWriteThem) {
  for (const char* text :
       {"48.85, 2.35", "48.85,2.35", "48.85 2.35", "48,85 2,35", "48,85, 2,35", "48,85; 2,35",
        "48.85 N 2.35 E", "2.35 E, 48.85 N", "N 48.85 E 2.35", "48.85°N 2.35°E", "2.35, 48.85",
        "48°51'N 2°21'E", "48° 51′ 00″ N, 2° 21′ 0″ E", "48,8500° N 2,3500° E"}) {
    expect_at(text, 2.35, 48.85);
  }
  expect_at("48°51'24\"N 2°21'8\"E", 2.352222, 48.856667);
  expect_at("47.2 N 1.55 O", -1.55, 47.2);
  expect_at("47.2, -1.55", -1.55, 47.2);
  expect_at("-20.9, 55.45", 55.45, -20.9);
  expect_at("55.45, -20.9", 55.45, -20.9);
  expect_at("20°54'S 55°27'E", 55.45, -20.9);
}

TEST(PositionText, MetresOfLambert93) {
  expect_at("652000 6862000", 2.3463, 48.8562, 1e-3);
  expect_at("6862000, 652000", 2.3463, 48.8562, 1e-3);
}

TEST(PositionText, WhatIsNoneIsNone) {
  for (const char* text :
       {"", "62", "62000", "phares", "48.85", "48.85 N", "48.85 N 2.35 N", "12 rue de la Paix",
        "2 impasse 48", "1 2 3", "91 200", "48°75'N 2°21'E", "NE", "1e5 2e5", "48..5 2"}) {
    EXPECT_FALSE(parse_position(text).has_value()) << text;
  }
}

}  // namespace
}  // namespace terreau
