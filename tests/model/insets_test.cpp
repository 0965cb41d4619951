#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "app/model/action.h"
#include "app/model/gestures.h"
#include "tests/support/world.h"

namespace terreau::test {
namespace {

const World& whole() {
  static const World world = france();
  return world;
}

const MapFrame* inset(const std::vector<MapFrame>& frames, InsetId id) {
  const auto found =
      std::ranges::find_if(frames, [&](const MapFrame& f) { return f.inset && f.id == id; });
  return found == frames.end() ? nullptr : &*found;
}

std::vector<MapFrame> frames_of(const MapState& s) { return frames(s, *whole().atlas.boundaries); }

ScreenPos strip(const MapFrame& f) {
  return {f.viewport.center().x_pt, f.viewport.y_pt + f.viewport.height_pt - 4};
}

TEST(Insets, AreTheOverseasTerritoriesAndTheInnerSuburbs) {
  const MapState s;
  const auto all = frames_of(s);
  ASSERT_EQ(all.size(), 7U);
  EXPECT_EQ(inset(all, InsetId::metropole), nullptr);
  const MapFrame* couronne = inset(all, InsetId::petite_couronne);
  ASSERT_NE(couronne, nullptr);
  EXPECT_EQ(couronne->territory, Territory::metropole);
  for (const char* code : {"75", "92", "93", "94"}) {
    const auto& shape = whole().atlas.boundaries->shapes[department_by_code(code)->value];
    EXPECT_TRUE(couronne->view().contains(shape.map_box));
  }
  EXPECT_FALSE(inset_name(*couronne, Language::fr).empty());
}

TEST(Insets, TheCloserLookCutsNoMarkInTwo) {
  const MapState s;
  const Scene scene = build_scene(s, whole());
  int seen = 0;
  for (const SceneMark& m : scene.marks) {
    const MapFrame& f = scene.frames[m.frame];
    if (f.id != InsetId::petite_couronne) continue;
    ++seen;
    const double reach = m.diameter_pt / 2;
    EXPECT_GE(m.at.x_pt - reach, f.viewport.x_pt);
    EXPECT_GE(m.at.y_pt - reach, f.viewport.y_pt);
    EXPECT_LE(m.at.x_pt + reach, f.viewport.x_pt + f.viewport.width_pt);
    EXPECT_LE(m.at.y_pt + reach, strip(f).y_pt);
  }
  EXPECT_GT(seen, 0);
}

// One cluster of thousands is nearly as large as the inset, and not in its middle.
TEST(Insets, TheCloserLookOfManyPlacesIsNotEmpty) {
  World world = whole();
  std::vector<PlaceRow> rows;
  for (int i = 0; i < 14'000; ++i) {
    rows.push_back(place("p" + std::to_string(i),
                         {2.4 + 0.05 * std::sin(1.0 * i), 48.78 + 0.02 * std::cos(3.0 * i)}));
  }
  const World many = world_of(rows);
  world.atlas.places = many.atlas.places;
  world.markers = many.markers;
  const Scene scene = build_scene({}, world);
  std::int64_t seen = 0;
  for (const SceneMark& m : scene.marks) {
    if (scene.frames[m.frame].id == InsetId::petite_couronne) seen += m.count;
  }
  EXPECT_GT(seen, 10'000);
}

// Cayenne lies at the upper edge of Guyane's inset.
TEST(Insets, CutNoClusterInTwoUnlessTheUserLooksElsewhere) {
  World world = whole();
  std::vector<PlaceRow> rows;
  for (int i = 0; i < 300; ++i) {
    rows.push_back(place("p" + std::to_string(i), {-52.33 + 1e-4 * i, 4.93}));
  }
  const World many = world_of(rows);
  world.atlas.places = many.atlas.places;
  world.markers = many.markers;
  MapState s;
  const auto top_of_cluster = [&] {
    const Scene scene = build_scene(s, world);
    const auto mark = std::ranges::find_if(scene.marks, &SceneMark::is_cluster);
    const MapFrame& frame = scene.frames[mark->frame];
    EXPECT_EQ(frame.id, InsetId::guyane);
    return mark->at.y_pt - mark->diameter_pt / 2 - frame.viewport.y_pt;
  };
  EXPECT_GE(top_of_cluster(), 4);  // inside of its card's rounded edge
  const MapFrame guyane = *inset(frames_of(s), InsetId::guyane);
  apply(s, action::Pan{0, -1, guyane.viewport.center()}, world);
  EXPECT_LT(top_of_cluster(), 0);
}

TEST(Insets, TheCloserLookGoesWhereTheMapIsAsClose) {
  MapState s;
  apply(s, action::Click{strip(*inset(frames_of(s), InsetId::petite_couronne))}, whole());
  EXPECT_EQ(s.territory, Territory::metropole);
  EXPECT_GT(s.camera.zoom, 9);
  EXPECT_EQ(inset(frames_of(s), InsetId::petite_couronne), nullptr);
  apply(s, action::View{{5, 45}, 11}, whole());
  EXPECT_NE(inset(frames_of(s), InsetId::petite_couronne), nullptr);
}

// Main map and inset show the same places: they are in view once.
TEST(Insets, WhatIsSeenTwiceIsCountedOnce) {
  MapState s;
  const Scene scene = build_scene(s, whole());
  EXPECT_EQ(scene.in_view, whole().markers->total.located);
  std::int64_t families = 0;
  for (const std::int64_t n : scene.in_view_by_family) families += n;
  EXPECT_GE(families, scene.in_view);
}

TEST(Insets, PanAndZoomInTheirOwnMap) {
  MapState s;
  const MapFrame before = *inset(frames_of(s), InsetId::reunion);
  apply(s, action::Zoom{before.viewport.center(), 1}, whole());
  apply(s, action::Pan{10, -4, before.viewport.center()}, whole());
  const MapFrame after = *inset(frames_of(s), InsetId::reunion);
  EXPECT_NEAR(after.camera.zoom, before.camera.zoom + 1, 1e-9);
  EXPECT_NE(after.camera.center, before.camera.center);
  EXPECT_TRUE(s.at_home);
  apply(s, action::Home{}, whole());
  EXPECT_EQ(inset(frames_of(s), InsetId::reunion)->camera, before.camera);
}

TEST(Insets, ADragOnTheNameMovesThem) {
  MapState s;
  const MapFrame before = *inset(frames_of(s), InsetId::guyane);
  Gestures hand;
  const auto perform = [&](double now) {
    for (const Action& a : hand.actions(now)) apply(s, a, whole());
  };
  const auto grip = inset_grip_at(build_scene(s, whole()), strip(before));
  ASSERT_TRUE(grip);
  EXPECT_FALSE(grip->corner);
  const ScreenPos at = strip(before);
  hand.grip(*grip, {}, at, 1, 0);
  hand.move({at.x_pt + 2, at.y_pt}, 0.02);
  perform(0.02);
  EXPECT_EQ(inset(frames_of(s), InsetId::guyane)->viewport, before.viewport);  // a hand trembles
  hand.move({at.x_pt + 60, at.y_pt - 200}, 0.1);
  hand.release(Button::left, {at.x_pt + 60, at.y_pt - 200}, 0.2);
  perform(1);
  const ScreenRect moved = inset(frames_of(s), InsetId::guyane)->viewport;
  EXPECT_NEAR(moved.x_pt, before.viewport.x_pt + 60, 1e-9);
  EXPECT_NEAR(moved.y_pt, before.viewport.y_pt - 200, 1e-9);
  EXPECT_EQ(frames_of(s).back().id, InsetId::guyane);  // above the others
  EXPECT_EQ(s.territory, Territory::metropole);
}

TEST(Insets, ADoubleClickOnTheNameEnlargesAndBack) {
  MapState s;
  Gestures hand;
  double now = 0;
  const auto double_click = [&] {
    const MapFrame frame = *inset(frames_of(s), InsetId::mayotte);
    const ScreenPos at = strip(frame);
    const InsetGrip grip = *inset_grip_at(build_scene(s, whole()), at);
    for (const int clicks : {1, 2}) {
      hand.grip(grip, enlarged(s, grip), at, clicks, now += 0.05);
      hand.release(Button::left, at, now += 0.05);
    }
    now += 2;
    for (const Action& a : hand.actions(now)) apply(s, a, whole());
  };
  const double width = inset(frames_of(s), InsetId::mayotte)->viewport.width_pt;
  double_click();
  EXPECT_NEAR(inset(frames_of(s), InsetId::mayotte)->viewport.width_pt, width * kInsetLarge, 1e-6);
  double_click();
  EXPECT_EQ(inset(frames_of(s), InsetId::mayotte)->viewport.width_pt, width);
  EXPECT_EQ(s.territory, Territory::metropole);
}

TEST(Insets, AClickOnTheNameEntersOnceNoSecondFollows) {
  MapState s;
  Gestures hand;
  const ScreenPos at = strip(*inset(frames_of(s), InsetId::mayotte));
  const InsetGrip grip = *inset_grip_at(build_scene(s, whole()), at);
  hand.grip(grip, {}, at, 1, 0);
  hand.release(Button::left, at, 0.05);
  EXPECT_TRUE(hand.moving());
  EXPECT_TRUE(hand.actions(0.1).empty());
  for (const Action& a : hand.actions(0.5)) apply(s, a, whole());
  EXPECT_EQ(s.territory, Territory::mayotte);
  EXPECT_FALSE(hand.moving());
}

TEST(Insets, StayInTheWindowWhateverItsSize) {
  MapState s;
  apply(s, action::PlaceInset{InsetId::reunion, ScreenRect{1100, 30, 400, 900}}, whole());
  for (const double width : {1280.0, 800.0, 640.0}) {
    apply(s, action::Resize{width, 600, 1}, whole());
    const auto shown = frames_of(s);
    const MapFrame* frame = inset(shown, InsetId::reunion);
    if (frame == nullptr) continue;
    EXPECT_GE(frame->viewport.x_pt, margins(s).left);
    EXPECT_LE(frame->viewport.x_pt + frame->viewport.width_pt, width);
    EXPECT_LE(frame->viewport.y_pt + frame->viewport.height_pt, 600 - kBottomBarHeight);
  }
}

TEST(Insets, EscLeavesTheFocusedOneBeforeTheSelection) {
  MapState s;
  s.selected = *department_by_code("62");
  apply(s, action::FocusInset{InsetId::guyane}, whole());
  EXPECT_EQ(s.focused_inset, InsetId::guyane);
  apply(s, action::Deselect{}, whole());
  EXPECT_FALSE(s.focused_inset);
  EXPECT_EQ(s.selected, Target(*department_by_code("62")));
}

TEST(Fans, SeveralStayOpenAndEachClosesInItsMiddle) {
  const World world = world_of({place("a", {2, 47}), place("b", {2, 47}), place("c", {4, 45}),
                                place("d", {4, 45}), place("e", {4, 45})});
  MapState s;
  s.panels = s.insets = false;
  apply(s, action::View{{3, 46}, 7}, world);
  const auto click_cluster = [&](std::uint32_t count) {
    const Scene scene = build_scene(s, world);
    const auto mark = std::ranges::find_if(
        scene.marks, [&](const SceneMark& m) { return m.is_cluster() && m.count == count; });
    ASSERT_NE(mark, scene.marks.end());
    apply(s, action::Click{mark->at}, world);
  };
  click_cluster(2);
  click_cluster(3);
  EXPECT_EQ(s.fans.size(), 2U);
  EXPECT_EQ(build_scene(s, world).marks.size(), 7U);  // five places, two middles
  click_cluster(2);
  ASSERT_EQ(s.fans.size(), 1U);
  EXPECT_EQ(build_scene(s, world).marks.size(), 5U);
  click_cluster(2);
  apply(s, action::Deselect{}, world);  // Esc closes one
  EXPECT_EQ(s.fans.size(), 1U);
  apply(s, action::Deselect{}, world);
  EXPECT_TRUE(s.fans.empty());
}

}  // namespace
}  // namespace terreau::test
