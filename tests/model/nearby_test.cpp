#include "app/model/nearby.h"

#include <gtest/gtest.h>

#include "app/model/action.h"
#include "geodata/projection.h"
#include "tests/support/world.h"

namespace terreau {
namespace {

using test::place;

class NearSpot : public testing::Test {
 protected:
  NearSpot()
      : world(test::world_of({place("a", {2, 48}, LegalForm::scic),
                              place("b", {2.1, 48}, LegalForm::scop),
                              place("c", {2, 49}, LegalForm::scop, {Function::ptce})})) {}
  World world;
  MapState state;
};

TEST_F(NearSpot, ListsWhatIsWithinTheRadiusNearestFirst) {
  const auto found = find_nearby(*world.atlas.places, *world.atlas.boundaries, world.markers,
                                 {{2, 48}, 20, "a"}, KindSet::all());
  ASSERT_EQ(found.places.size(), 2U);
  EXPECT_EQ(found.places[0].place, PlaceId{0});
  EXPECT_EQ(found.places[1].place, PlaceId{1});
  EXPECT_NEAR(found.places[1].distance_m, 7459, 10);
}

TEST_F(NearSpot, TheNearestOfAKindMayLieOutsideOfTheCircle) {
  const auto found = find_nearby(*world.atlas.places, *world.atlas.boundaries, world.markers,
                                 {{2, 48}, 5, ""}, KindSet::all());
  ASSERT_EQ(found.places.size(), 1U);
  ASSERT_EQ(found.nearest_of_kind.size(), 3U);
  for (const auto& [kind, n] : found.nearest_of_kind) {
    if (kind == kind_of(Function::ptce)) {
      EXPECT_EQ(n.place, PlaceId{2});
    }
    if (kind == kind_of(LegalForm::scop)) {
      EXPECT_EQ(n.place, PlaceId{1});
    }
  }
}

TEST_F(NearSpot, WhatTheLegendHidesIsNotNear) {
  KindSet visible;
  visible.set(kind_of(LegalForm::scop));
  const auto found = find_nearby(*world.atlas.places, *world.atlas.boundaries, world.markers,
                                 {{2, 48}, 20, ""}, visible);
  ASSERT_EQ(found.places.size(), 1U);
  EXPECT_EQ(found.places[0].place, PlaceId{1});
}

// "Which are within 50 km?" must not pass over those without a point.
TEST(NearSpotOfTheAtlas, WhatIsKnownToADepartmentThatTheCircleTouchesIsPerhapsNear) {
  const World world = world_of(*load_atlas({}), Filter());
  const Nearby around{{0.2, 48.0}, 50, "Le Mans"};
  const auto perhaps = find_nearby(*world.atlas.places, *world.atlas.boundaries, world.markers,
                                   around, KindSet::all())
                           .perhaps;
  const DepartmentId sarthe = *department_by_code("72"), nord = *department_by_code("59");
  bool any = false;
  for (const PlaceId p : perhaps) {
    EXPECT_FALSE(world.atlas.places->located(p));
    EXPECT_NE(world.atlas.places->department(p), nord);
    any = any || world.atlas.places->department(p) == sarthe;
  }
  EXPECT_TRUE(any);
  const DepartmentSet touched = departments_within(*world.atlas.boundaries, {0.2, 48.0}, 50'000);
  for (const char* code : {"72", "53", "61", "28", "41", "49"}) {
    EXPECT_TRUE(touched[department_by_code(code)->value]) << code;
  }
  EXPECT_FALSE(touched[nord.value]);
  EXPECT_EQ(departments_within(*world.atlas.boundaries, {0.2, 48.0}, 10).count(), 1U);
}

TEST_F(NearSpot, AnswersOnlyWhatIsAsked) {
  apply(state, action::SetNearby{Nearby{{2, 48}, 20, ""}}, world);
  const auto found = find_nearby(*world.atlas.places, *world.atlas.boundaries, world.markers,
                                 *state.nearby, state.visible);
  EXPECT_TRUE(answers(found, state, world));
  apply(state, action::SetNearby{Nearby{{2, 48}, 21, ""}}, world);
  EXPECT_FALSE(answers(found, state, world));
}

TEST_F(NearSpot, ARadiusIsKeptWithinReason) {
  apply(state, action::SetNearby{Nearby{{2, 48}, 1e6, ""}}, world);
  EXPECT_EQ(state.nearby->radius_km, kMostRadiusKm);
  apply(state, action::SetNearby{Nearby{{2, 48}, -3, ""}}, world);
  EXPECT_EQ(state.nearby->radius_km, kLeastRadiusKm);
  apply(state, action::SetNearby{Nearby{{}, 3, ""}}, world);
  EXPECT_FALSE(state.nearby.has_value());
}

TEST_F(NearSpot, ClosingEndsTheCardBeforeTheCircle) {
  apply(state, action::SetNearby{Nearby{{2, 48}, 20, ""}}, world);
  apply(state, action::SelectPlace{"b"}, world);
  apply(state, action::Deselect{}, world);
  EXPECT_TRUE(std::holds_alternative<std::monostate>(state.selected));
  EXPECT_TRUE(state.nearby.has_value());
  apply(state, action::Deselect{}, world);
  EXPECT_FALSE(state.nearby.has_value());
}

TEST_F(NearSpot, TheCircleIsOnTheMapOfItsTerritory) {
  const Nearby around{{2, 48}, 20, ""};
  MapFrame frame = main_frame(state, world.atlas.boundaries->extents);
  const auto line = nearby_outline(around, frame);
  ASSERT_GT(line.size(), 100U);
  const ScreenPos middle = frame.to_screen(Projection(Territory::metropole).project(around.center));
  const double radius_pt = 20'000 / metres_per_point(frame.camera.zoom);
  for (const ScreenPos p : line) EXPECT_NEAR(distance_pt(middle, p), radius_pt, radius_pt * 0.01);
  frame.territory = Territory::guyane;
  EXPECT_TRUE(nearby_outline(around, frame).empty());
}

TEST(Compass, NamesEightDirections) {
  EXPECT_EQ(compass_point(Language::fr, 0), "N");
  EXPECT_EQ(compass_point(Language::fr, 359), "N");
  EXPECT_EQ(compass_point(Language::fr, 225), "SO");
  EXPECT_EQ(compass_point(Language::en, 225), "SW");
  EXPECT_EQ(compass_point(Language::en, 44), "NE");
}

}  // namespace
}  // namespace terreau
