#include "app/model/history.h"

#include <random>

#include <gtest/gtest.h>

#include "geodata/filter_words.h"
#include "tests/support/world.h"

namespace terreau::test {
namespace {

class HistoryTest : public testing::Test {
 protected:
  void act(const Action& a) { apply(state_, a, world_); }
  Step now() const { return step_of(state_); }
  std::size_t steps() const { return state_.history.past.size(); }
  static action::SetFilter text(const std::string& typed) {
    FilterWords words;
    words.text = typed;
    return {*parse_filter(words)};
  }

  World world_ = world_of(varied(60, 5));
  MapState state_;
};

TEST_F(HistoryTest, UndoTakesBackAndRedoBringsAgain) {
  const Step first = now();
  act(action::ToggleFamily{Family::agricole, {}});
  const Step second = now();
  act(action::View{{2, 48}, 9});
  const Step third = now();
  act(action::Undo{});
  EXPECT_EQ(now(), second);
  act(action::Undo{});
  EXPECT_EQ(now(), first);
  act(action::Undo{});  // nothing is left
  EXPECT_EQ(now(), first);
  act(action::Redo{});
  act(action::Redo{});
  EXPECT_EQ(now(), third);
  act(action::Redo{});
  EXPECT_EQ(now(), third);
}

TEST_F(HistoryTest, SomethingNewEndsWhatWasTakenBack) {
  act(action::ToggleFamily{Family::agricole, {}});
  act(action::Undo{});
  act(action::ToggleFamily{Family::ptce, {}});
  EXPECT_TRUE(state_.history.future.empty());
  const Step step = now();
  act(action::Redo{});
  EXPECT_EQ(now(), step);
}

TEST_F(HistoryTest, ADragAndATypedWordAreOneStepEach) {
  for (int i = 0; i < 30; ++i) act(action::Pan{-3, 1, {}});
  EXPECT_EQ(steps(), 1U);
  for (const char* typed : {"f", "fe", "fer", "ferme"}) act(text(typed));
  EXPECT_EQ(steps(), 2U);
  act(action::Undo{});
  EXPECT_EQ(state_.filter, Filter());
  act(action::Undo{});
  EXPECT_TRUE(state_.at_home);
}

TEST_F(HistoryTest, AFlightBelongsToItsJump) {
  act(action::FlyTo{{2, 48}, 9});
  act(action::View{{2.1, 48}, 9.5});
  EXPECT_EQ(steps(), 1U);
}

TEST_F(HistoryTest, WhatChangesNothingAndTheWindowsOwnAreNoSteps) {
  act(action::Hover{{10, 10}});
  act(action::SetTheme{Theme::dark});
  act(action::SetLanguage{Language::en});
  act(action::Resize{900, 700, 2});
  act(action::Home{});
  EXPECT_EQ(steps(), 0U);
  act(action::SetGraticule{true});
  act(action::Undo{});
  EXPECT_EQ(state_.theme, Theme::dark);
  EXPECT_EQ(state_.width_pt, 900);
}

// Whatever is done: every step back and then forward again leads through the same states.
TEST_F(HistoryTest, ForwardIsTheWayBackReversed) {
  std::mt19937 chance(3);
  for (int i = 0; i < 300; ++i) {
    switch (chance() % 6) {
      case 0: act(action::ToggleFamily{static_cast<Family>(chance() % kFamilyCount), {}}); break;
      case 1: act(action::Pan{static_cast<double>(chance() % 9) - 4, 2, {}}); break;
      case 2: act(action::Click{{static_cast<double>(chance() % 1280), 400}}); break;
      case 3: act(text(std::string(1, static_cast<char>('a' + chance() % 4)))); break;
      case 4: act(action::SetGraticule{chance() % 2 == 0}); break;
      default:
        act(action::SetNearby{Nearby{{2, 48}, 1.0 + static_cast<double>(chance() % 40), ""}});
    }
  }
  EXPECT_LE(steps(), kMostSteps);
  std::vector<Step> back{now()};
  while (!state_.history.past.empty()) {
    act(action::Undo{});
    EXPECT_FALSE(now() == back.back());
    back.push_back(now());
  }
  for (; !back.empty(); back.pop_back()) {
    EXPECT_EQ(now(), back.back());
    act(action::Redo{});
  }
}

}  // namespace
}  // namespace terreau::test
