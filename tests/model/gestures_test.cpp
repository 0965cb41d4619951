#include "app/model/gestures.h"

#include <cmath>
#include <numeric>

#include <gtest/gtest.h>

namespace terreau {
namespace {

using namespace action;

constexpr double kFrame = 1.0 / 60;

struct Moved {
  double dx = 0, dy = 0, levels = 0, largest_zoom = 0;
  int actions = 0;
  double end_s = 0;
};

Moved sum(const std::vector<Action>& actions, Moved m = {}) {
  for (const Action& a : actions) {
    if (const auto* pan = std::get_if<Pan>(&a)) {
      m.dx += pan->dx_pt;
      m.dy += pan->dy_pt;
    } else if (const auto* zoom = std::get_if<Zoom>(&a)) {
      m.levels += zoom->by;
      m.largest_zoom = std::max(m.largest_zoom, std::abs(zoom->by));
    }
    ++m.actions;
  }
  return m;
}

// Frames until nothing moves by itself any more.
Moved run(Gestures& g, double now, double frame_s = kFrame) {
  Moved m;
  for (int i = 0; i < 100000 && (i == 0 || g.moving()); ++i, now += frame_s) {
    m = sum(g.actions(now), m);
    m.end_s = now;
  }
  EXPECT_FALSE(g.moving());
  return m;
}

std::vector<View> flight(Gestures& g, double now, double frame_s = kFrame) {
  std::vector<View> views;
  for (int i = 0; i < 100000 && (i == 0 || g.moving()); ++i, now += frame_s) {
    for (const Action& a : g.actions(now)) views.push_back(std::get<View>(a));
  }
  return views;
}

template <class T>
T only(const std::vector<Action>& actions) {
  EXPECT_EQ(actions.size(), 1U);
  if (actions.size() != 1 || !std::holds_alternative<T>(actions[0])) {
    ADD_FAILURE() << "another action than expected";
    return {};
  }
  return std::get<T>(actions[0]);
}

// A hand that moves at `speed` along x for 300 ms and lets go at t = 1.3 s; what it dragged is
// taken.
void throw_map(Gestures& g, double speed, double report_s = 0.008) {
  g.press(Button::left, {100, 100}, {}, 1, 1.0);
  double t = 1.0;
  for (; t < 1.3; t += report_s) g.move({100 + (t - 1.0) * speed, 100}, t);
  g.release(Button::left, {100 + 0.3 * speed, 100}, 1.3);
  const Moved dragged = sum(g.actions(1.3));
  EXPECT_NEAR(dragged.dx, 0.3 * speed, 1e-9);
}

TEST(Gestures, APressThatHardlyMovesIsAClickWhereItBegan) {
  Gestures g;
  g.press(Button::left, {100, 100}, {}, 1, 1);
  g.move({102, 103}, 1.05);
  EXPECT_TRUE(g.actions(1.06).empty());
  EXPECT_FALSE(g.dragging());
  g.release(Button::left, {103, 102}, 1.1);
  EXPECT_EQ(only<Click>(g.actions(1.11)).at, (ScreenPos{100, 100}));
  EXPECT_FALSE(g.moving());
}

TEST(Gestures, ADragIsNoClickAndTheMapSticksToTheHand) {
  Gestures g;
  g.press(Button::left, {100, 100}, {}, 1, 1);
  g.move({104, 100}, 1.01);
  EXPECT_TRUE(g.dragging());
  EXPECT_TRUE(g.panning());
  g.move({110, 120}, 1.02);
  const Pan pan = only<Pan>(g.actions(1.02));  // one a frame
  EXPECT_EQ(pan.dx_pt, 10);
  EXPECT_EQ(pan.dy_pt, 20);
  EXPECT_EQ(pan.at, (ScreenPos{100, 100}));
  g.release(Button::left, {110, 120}, 3);
  EXPECT_TRUE(g.actions(3).empty());
  EXPECT_FALSE(g.dragging());
}

TEST(Gestures, ADragThatReturnsToItsStartIsStillNoClick) {
  Gestures g;
  g.press(Button::left, {100, 100}, {}, 1, 1);
  g.move({150, 100}, 1.1);
  g.move({100, 100}, 2);
  g.release(Button::left, {100, 100}, 3);
  const Moved m = sum(g.actions(3));
  EXPECT_EQ(m.dx, 0);
  EXPECT_LE(m.actions, 1);
  EXPECT_FALSE(g.moving());
}

TEST(Gestures, InertiaGoesVSquaredOverTwoAForEveryFrameRate) {
  for (const double fps : {5.0, 24.0, 60.0, 144.0, 1000.0}) {
    for (const double speed : {200.0, 700.0, 1400.0}) {
      Gestures g;
      throw_map(g, speed);
      ASSERT_TRUE(g.moving());
      const Moved m = run(g, 1.3 + 1 / fps, 1 / fps);
      EXPECT_NEAR(m.dx, speed * speed / (2 * 2500), 0.02 * speed * speed / 5000) << fps;
      EXPECT_EQ(m.dy, 0);
      EXPECT_NEAR(m.end_s, 1.3 + speed / 2500, 1.01 / fps);
    }
  }
}

TEST(Gestures, InertiaIsTheSameForEveryFrameRateToTheLastBits) {
  Gestures slow, fast;
  throw_map(slow, 900);
  throw_map(fast, 900);
  EXPECT_NEAR(run(slow, 1.35, 0.1).dx, run(fast, 1.301, 0.001).dx, 1e-9);
}

TEST(Gestures, InertiaHasATopSpeed) {
  Gestures g;
  throw_map(g, 8000);
  EXPECT_NEAR(run(g, 1.31).dx, 1400.0 * 1400 / 5000, 1e-6);
}

TEST(Gestures, InertiaSlowsDownAndKeepsItsFrame) {
  Gestures g;
  throw_map(g, 1000);
  double last = 1e9;
  for (double t = 1.3 + kFrame; g.moving(); t += kFrame) {
    const Pan pan = only<Pan>(g.actions(t));
    EXPECT_EQ(pan.at, (ScreenPos{100, 100}));
    EXPECT_LT(pan.dx_pt, last);
    last = pan.dx_pt;
  }
}

TEST(Gestures, AHandThatRestsBeforeItLetsGoThrowsNothing) {
  Gestures g;
  g.press(Button::left, {100, 100}, {}, 1, 1);
  for (int i = 1; i <= 20; ++i) g.move({100.0 + 10 * i, 100}, 1 + 0.01 * i);
  g.release(Button::left, {300, 100}, 1.5);
  static_cast<void>(g.actions(1.5));
  EXPECT_FALSE(g.moving());
}

TEST(Gestures, ANewPressStopsInertiaAndIsNoPartOfADoubleClick) {
  Gestures g;
  throw_map(g, 1000);
  EXPECT_TRUE(g.moving());
  g.press(Button::left, {50, 50}, {}, 2, 1.35);  // a system counts a quick drag as a first click
  EXPECT_FALSE(g.moving());
  g.release(Button::left, {50, 50}, 1.4);
  EXPECT_EQ(only<Click>(g.actions(1.41)).at, (ScreenPos{50, 50}));
}

TEST(Gestures, EventsOfOneInstantThrowNothingWild) {
  Gestures g;
  g.press(Button::left, {0, 0}, {}, 1, 1);
  g.move({500, 0}, 1);
  g.release(Button::left, {500, 0}, 1);
  static_cast<void>(g.actions(1));
  EXPECT_LE(run(g, 1.01).dx, 1400.0 * 1400 / 5000 + 1e-6);
}

TEST(Gestures, ANotchIsAThirdOfALevelWhateverTheFrameRate) {
  for (const double frame_s : {0.2, 0.04, kFrame, 0.001}) {
    Gestures g;
    g.wheel({300, 200}, 1, false, {}, 1);
    EXPECT_TRUE(g.moving());
    const Moved m = run(g, 1, frame_s);
    EXPECT_NEAR(m.levels, 1.0 / 3, 1e-12) << frame_s;
    EXPECT_GE(m.levels, 0.25);
    EXPECT_LE(m.levels, 0.35);
    EXPECT_LE(m.end_s, 1.25 + frame_s);
  }
}

TEST(Gestures, AnEasedZoomTakesAFewFramesAndStaysUnderTheCursor) {
  Gestures g;
  g.wheel({300, 200}, 1, false, {}, 1);
  int frames = 0;
  for (double t = 1; g.moving(); t += kFrame, ++frames) {
    EXPECT_EQ(only<Zoom>(g.actions(t)).at, (ScreenPos{300, 200}));
  }
  EXPECT_GE(frames, 8);
  EXPECT_LE(frames, 16);
}

TEST(Gestures, NotchesAddUpAndCancelOut) {
  Gestures g;
  for (int i = 0; i < 4; ++i) g.wheel({1, 1}, 1, false, {}, 1 + 0.01 * i);
  for (int i = 0; i < 3; ++i) g.wheel({1, 1}, -1, false, {}, 1.1 + 0.01 * i);
  EXPECT_NEAR(run(g, 1.14).levels, 1.0 / 3, 1e-12);
}

TEST(Gestures, ShiftZoomsFourTimesSlower) {
  Gestures g;
  g.wheel({1, 1}, -1, false, {.shift = true}, 1);
  EXPECT_NEAR(run(g, 1).levels, -1.0 / 12, 1e-12);
}

TEST(Gestures, NeverMoreThanTwiceAsLargeInAFrame) {
  for (const bool precise : {false, true}) {
    Gestures g;
    g.wheel({1, 1}, 15, precise, {}, 1);
    const Moved m = run(g, 1, 0.5);
    EXPECT_NEAR(m.levels, 5, 1e-12);
    EXPECT_LE(m.largest_zoom, 1);
  }
}

TEST(Gestures, ATrackpadIsNotEased) {
  Gestures g;
  g.wheel({300, 200}, 0.1, true, {}, 1);
  g.wheel({300, 200}, 0.2, true, {}, 1);
  const Zoom zoom = only<Zoom>(g.actions(1));
  EXPECT_NEAR(zoom.by, 0.1, 1e-12);
  EXPECT_EQ(zoom.at, (ScreenPos{300, 200}));
  EXPECT_FALSE(g.moving());
}

TEST(Gestures, APinchZoomsByItsScale) {
  Gestures g;
  g.pinch({10, 20}, 1.5, 1);
  const Zoom zoom = only<Zoom>(g.actions(1));
  EXPECT_NEAR(zoom.by, std::log2(1.5), 1e-12);
  EXPECT_EQ(zoom.at, (ScreenPos{10, 20}));
  for (const double bad : {0.0, -1.0, std::nan("")}) g.pinch({10, 20}, bad, 1);
  EXPECT_TRUE(g.actions(1.1).empty());
}

TEST(Gestures, TheSecondOfADoubleClickOnlyZooms) {
  for (const bool shift : {false, true}) {
    Gestures g;
    const Modifiers mods{.shift = shift};
    g.press(Button::left, {100, 100}, mods, 1, 1);
    g.release(Button::left, {100, 100}, 1.05);
    EXPECT_EQ(only<Click>(g.actions(1.05)).at, (ScreenPos{100, 100}));
    g.press(Button::left, {101, 100}, mods, 2, 1.2);
    EXPECT_TRUE(g.actions(1.2).empty());
    g.release(Button::left, {101, 100}, 1.25);
    EXPECT_NEAR(run(g, 1.25).levels, shift ? -1 : 1, 1e-12);
    g.press(Button::left, {101, 100}, mods, 3, 1.3);
    g.release(Button::left, {101, 100}, 1.35);
    static_cast<void>(only<Click>(g.actions(2)));
    EXPECT_FALSE(g.moving());
  }
}

TEST(Gestures, ADoubleClickThatStartedAFlightLetsItArrive) {
  Gestures g;
  g.press(Button::left, {100, 100}, {}, 1, 1);
  g.release(Button::left, {100, 100}, 1.05);
  static_cast<void>(only<Click>(g.actions(1.05)));
  g.fly({2, 48}, 8, {2.1, 48.1}, 12, 1.06);  // a cluster opens
  g.press(Button::left, {100, 100}, {}, 2, 1.15);
  g.release(Button::left, {100, 100}, 1.2);
  const std::vector<View> views = flight(g, 1.2);
  ASSERT_FALSE(views.empty());
  EXPECT_EQ(views.back().zoom, 12);
}

TEST(Gestures, ADragFromTheSecondPressPansAndStopsWhatRan) {
  Gestures g;
  g.press(Button::left, {100, 100}, {}, 1, 1);
  g.release(Button::left, {100, 100}, 1.05);
  g.fly({2, 48}, 8, {2.1, 48.1}, 12, 1.06);
  g.press(Button::left, {100, 100}, {}, 2, 1.15);
  g.move({150, 100}, 1.2);
  EXPECT_FALSE(g.moving());
}

TEST(Gestures, ShiftDragDrawsABoxAndZoomsToIt) {
  Gestures g;
  g.press(Button::left, {300, 250}, {.shift = true}, 1, 1);
  EXPECT_FALSE(g.box());
  g.move({100, 200}, 1.1);
  EXPECT_TRUE(g.actions(1.1).empty());
  EXPECT_EQ(g.box(), (ScreenRect{100, 200, 200, 50}));
  EXPECT_FALSE(g.panning());
  g.release(Button::left, {100, 200}, 1.2);
  EXPECT_EQ(only<ZoomToBox>(g.actions(1.2)).box, (ScreenRect{100, 200, 200, 50}));
  EXPECT_FALSE(g.box());
  EXPECT_FALSE(g.moving());
}

TEST(Gestures, AThinBoxIsAMistake) {
  Gestures g;
  g.press(Button::left, {100, 100}, {.shift = true}, 1, 1);
  g.move({300, 105}, 1.1);
  g.release(Button::left, {300, 105}, 1.2);
  EXPECT_TRUE(g.actions(1.2).empty());
}

TEST(Gestures, MiddleAndSpaceDragsPanAndNeverClick) {
  for (const bool middle : {true, false}) {
    Gestures g;
    const Button button = middle ? Button::middle : Button::left;
    const Modifiers mods{.shift = false, .ctrl = false, .alt = false, .space = !middle};
    g.press(button, {100, 100}, mods, 1, 1);
    g.release(button, {101, 100}, 1.1);
    EXPECT_TRUE(g.actions(1.1).empty());
    g.press(button, {100, 100}, mods, 1, 2);
    g.move({120, 100}, 2.1);
    EXPECT_EQ(only<Pan>(g.actions(2.1)).dx_pt, 20);
    g.release(button, {120, 100}, 4);
  }
}

TEST(Gestures, TheRightButtonEmitsNothingButStopsInertia) {
  Gestures g;
  throw_map(g, 1000);
  g.press(Button::right, {100, 100}, {}, 1, 1.31);
  g.move({200, 100}, 1.4);
  g.release(Button::right, {200, 100}, 1.5);
  EXPECT_TRUE(g.actions(1.5).empty());
  EXPECT_FALSE(g.moving());
}

TEST(Gestures, AnotherButtonDoesNotDisturbADrag) {
  Gestures g;
  g.press(Button::left, {100, 100}, {}, 1, 1);
  g.press(Button::middle, {100, 100}, {}, 1, 1.1);
  g.release(Button::middle, {100, 100}, 1.2);
  g.move({140, 100}, 1.3);
  EXPECT_EQ(only<Pan>(g.actions(1.3)).dx_pt, 40);
}

TEST(Gestures, MovesWithoutAPressAreNotOurs) {
  Gestures g;
  g.move({140, 100}, 1.3);
  g.release(Button::left, {140, 100}, 1.4);
  g.leave();
  EXPECT_TRUE(g.actions(1.5).empty());
}

TEST(Gestures, LeavingEndsAPressButNotADrag) {
  Gestures g;
  g.press(Button::left, {100, 100}, {}, 1, 1);
  g.leave();
  g.release(Button::left, {100, 100}, 1.1);
  EXPECT_TRUE(g.actions(1.1).empty());
  g.press(Button::left, {100, 100}, {}, 1, 2);
  g.move({120, 100}, 2.1);
  g.leave();
  g.move({-30, 100}, 2.2);
  EXPECT_EQ(sum(g.actions(2.2)).dx, -130);
}

TEST(Gestures, AFlightEndsExactlyAtItsTarget) {
  for (const double frame_s : {0.3, kFrame, 0.004}) {
    Gestures g;
    const LonLat to{3.0586, 50.6292};
    g.fly({2.3470, 48.8590}, 6.25, to, 13.1, 5);
    const std::vector<View> views = flight(g, 5, frame_s);
    ASSERT_FALSE(views.empty());
    EXPECT_EQ(views.back().center, to);
    EXPECT_EQ(views.back().zoom, 13.1);
  }
}

TEST(Gestures, AFlightFlowsAndTakesItsTime) {
  Gestures g;
  g.fly({2.3470, 48.8590}, 13, {5.3698, 43.2965}, 13, 5);  // Paris to Marseille
  double t = 5;
  std::vector<View> views;
  for (; g.moving(); t += kFrame) {
    for (const Action& a : g.actions(t)) views.push_back(std::get<View>(a));
  }
  EXPECT_GE(t - 5, 0.4);
  EXPECT_LE(t - 5, 0.9 + 2 * kFrame);
  double lowest = 99, last_lat = 90;
  for (const View& v : views) {
    lowest = std::min(lowest, v.zoom);
    EXPECT_LE(v.center.lat_deg, last_lat + 1e-9);  // straight, never back
    last_lat = v.center.lat_deg;
  }
  EXPECT_LT(lowest, 9);  // it rises until both ends are near
  EXPECT_GE(lowest, kMinZoom);
}

TEST(Gestures, AFlightOnTheSpotIsAPureZoom) {
  Gestures g;
  g.fly({2, 48}, 6, {2, 48}, 12, 5);
  double last = 6;
  for (const View& v : flight(g, 5)) {
    EXPECT_EQ(v.center, (LonLat{2, 48}));
    EXPECT_GE(v.zoom, last - 1e-9);
    last = v.zoom;
  }
  EXPECT_EQ(last, 12);
}

TEST(Gestures, AFlightToWhereWeAreOrAcrossTheOceanIsOneStep) {
  Gestures g;
  g.fly({2, 48}, 6, {2, 48}, 6, 5);
  EXPECT_EQ(flight(g, 5).size(), 1U);
  g.fly({2, 48}, 6, {55.5, -21.1}, 9, 6);
  EXPECT_EQ(flight(g, 6).size(), 1U);
}

TEST(Gestures, APressAWheelAndStopEndAFlight) {
  for (int how = 0; how < 3; ++how) {
    Gestures g;
    g.fly({2, 48}, 6, {3, 49}, 12, 5);
    static_cast<void>(g.actions(5.1));
    if (how == 0) g.press(Button::left, {1, 1}, {}, 1, 5.1);
    if (how == 1) g.wheel({1, 1}, 0.1, true, {}, 5.1);
    if (how == 2) g.stop();
    for (const Action& a : g.actions(6)) EXPECT_FALSE(std::holds_alternative<View>(a));
    EXPECT_FALSE(g.moving());
  }
}

TEST(Gestures, ReducedMotionDoesEverythingAtOnce) {
  Gestures g;
  g.reduce_motion = true;
  throw_map(g, 1000);
  EXPECT_FALSE(g.moving());
  g.wheel({1, 1}, 1, false, {}, 2);
  EXPECT_NEAR(only<Zoom>(g.actions(2)).by, 1.0 / 3, 1e-12);
  g.fly({2, 48}, 6, {3, 49}, 12, 3);
  EXPECT_EQ(only<View>(g.actions(3)).zoom, 12);
  EXPECT_FALSE(g.moving());
}

TEST(Gestures, WhatIsNoNumberIsIgnored) {
  Gestures g;
  const double nan = std::nan("");
  g.wheel({1, 1}, nan, false, {}, 1);
  g.wheel({nan, 1}, 1, false, {}, 1);
  g.fly({nan, 48}, 6, {3, 49}, 12, 3);
  g.press(Button::left, {1, 1}, {}, 1, 4);
  g.move({nan, 8}, 4.1);
  for (const Action& a : g.actions(5)) EXPECT_TRUE(std::holds_alternative<View>(a));
  EXPECT_FALSE(g.moving());
}

}  // namespace
}  // namespace terreau
