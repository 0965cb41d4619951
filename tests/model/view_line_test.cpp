#include "app/model/view_line.h"

#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "geodata/filter_words.h"
#include "tests/support/world.h"

namespace terreau::test {
namespace {

using testing::HasSubstr;
using testing::Not;

class ViewLine : public testing::Test {
 protected:
  void act(const Action& a) { apply(state_, a, world_); }
  std::string line() const { return view_line(state_, world_); }
  // The same view, in a program that was just started.
  MapState reopened(const std::string& text) const {
    MapState other;
    apply(other, action::OpenView{text}, world_);
    return other;
  }
  std::vector<std::string> warnings(const std::string& text) const {
    const auto step = read_view_line(text, world_);
    EXPECT_TRUE(step);
    std::vector<std::string> out;
    for (const Issue& issue : step.warnings()) out.push_back(issue.reason);
    return out;
  }

  ViewLine() { world_.data = 0x5EED; }

  World world_ = world_of(varied(60, 5));
  MapState state_;
};

TEST_F(ViewLine, NamesOnlyWhatIsNotAsAtTheStart) {
  EXPECT_THAT(line(), testing::MatchesRegex("terreau:\\?data=[0-9]+-[0-9a-f]+"));
  act(action::View{{2.35, 48.85}, 9});
  act(action::SetGraticule{true});
  EXPECT_THAT(line(), HasSubstr("graticule=on"));
  EXPECT_THAT(line(), Not(HasSubstr("labels")));
  EXPECT_TRUE(is_view_line("  " + line() + "\n"));
  EXPECT_FALSE(is_view_line("terreau"));
}

TEST_F(ViewLine, NamesNoDataBeforeItHasItsNumber) {
  world_.data = 0;
  EXPECT_EQ(line(), "terreau:?");
  EXPECT_EQ(warnings("terreau:?graticule=on"), std::vector<std::string>());
}

TEST_F(ViewLine, HoldsTheWholeFilterAndTextThatNeedsEncoding) {
  FilterWords words;
  words.families = {"agricole", "travail"};
  words.forms = {"scic"};
  words.functions = {"cae"};
  words.departments = {"62", "2A"};
  words.regions = {"Bretagne"};
  words.years = "2001-";
  words.precisions = {"commune"};
  words.sources = {"ma liste&co.csv"};
  words.text = "l'été = 100 % « bio » + l’eau";
  words.expression = "year > 2000 AND name LIKE 'A%'";
  act(action::SetFilter{*parse_filter(words)});
  EXPECT_EQ(line().find_first_of(" \n\"«"), std::string::npos);
  EXPECT_EQ(reopened(line()).filter, state_.filter);
}

// Whatever is done: the line leads back to the same view, and to the same line.
TEST_F(ViewLine, BringsAnyViewBack) {
  std::mt19937 chance(11);
  const auto any = [&](int n) { return static_cast<int>(chance() % static_cast<unsigned>(n)); };
  for (int i = 0; i < 400; ++i) {
    switch (any(14)) {
      case 0: act(action::ToggleFamily{static_cast<Family>(any(kFamilyCount)), {}}); break;
      case 1: act(action::Pan{any(90) - 40.0, any(60) - 30.0, {}}); break;
      case 2: act(action::Click{{any(1280) * 1.0, any(800) * 1.0}}); break;
      case 3: act(action::Zoom{{any(1280) * 1.0, 400}, any(5) - 2.0}); break;
      case 4: act(action::SetGraticule{any(2) == 0}); break;
      case 5:
        act(action::SetNearby{Nearby{{2, 48}, 1.0 + any(40), any(2) ? "Là-bas, là" : ""}});
        break;
      case 6:
        act(action::SetChoropleth{static_cast<Choropleth>(any(6)), {}, {}, {}, 3 + any(5)});
        break;
      case 7:
        act(action::CompareTerritory{ref(DepartmentId{static_cast<std::uint8_t>(any(90))}), {}});
        break;
      case 8: act(action::SetClusters{any(2) == 0, static_cast<ClusterGrouping>(any(3))}); break;
      case 9: act(action::EnterTerritory{static_cast<Territory>(any(kTerritoryCount))}); break;
      case 10:
        act(action::SetList{{any(2) == 0, static_cast<ListColumn>(any(7)), any(2) == 0, false}});
        break;
      case 11:
        act(action::SelectPlace{
            std::string(world_.atlas.places->id(PlaceId{static_cast<std::uint32_t>(any(60))})),
            {}});
        break;
      case 12:
        act(action::PlaceInset{InsetId::reunion, ScreenRect{10, any(90) * 1.5, 200, 150}});
        break;
      default: act(action::SelectRegion{"32"});
    }
    const MapState other = reopened(line());
    Step a = step_of(state_), b = step_of(other);
    constexpr double kTenthOfAPoint = 0.03;  // metres, at the closest zoom
    EXPECT_NEAR(a.camera.center.x_m, a.at_home ? a.camera.center.x_m : b.camera.center.x_m,
                kTenthOfAPoint);
    EXPECT_NEAR(a.camera.center.y_m, a.at_home ? a.camera.center.y_m : b.camera.center.y_m,
                kTenthOfAPoint);
    a.camera = b.camera = {};
    for (Step* s : {&a, &b}) {
      for (InsetState& inset : s->inset_states) inset.camera.reset();
    }
    ASSERT_EQ(a, b) << line();
    ASSERT_EQ(warnings(line()), std::vector<std::string>()) << line();
  }
}

TEST_F(ViewLine, SaysWhatDiffersAndOpensTheRest) {
  const auto said = warnings(
      "terreau:?at=2.35,48.85,9&selected=place:elsewhere&colour=red&classes=99&graticule=on&"
      "data=3-00");
  EXPECT_THAT(said, testing::ElementsAre("the place that the view has selected is not loaded",
                                         "a part of the view is not understood",
                                         "a part of the view is not understood",
                                         HasSubstr("other data: 3 places, here 60")));
  EXPECT_TRUE(reopened("terreau:?graticule=on&data=3-00").graticule);
}

TEST_F(ViewLine, EscapesAreReadAndBrokenOnesStay) {
  EXPECT_EQ(percent_decoded("a%20b%C3%A9"), "a bé");
  EXPECT_EQ(percent_decoded("100%"), "100%");
  EXPECT_EQ(percent_decoded("%zz%4"), "%zz%4");
  EXPECT_EQ(percent_decoded("%41"), "A");
}

TEST_F(ViewLine, NamesTheStoryThatIsTold) {
  Story story;
  story.id = "a:b";
  story.steps.resize(3);
  world_.atlas.stories = {story};
  const MapState told = reopened("terreau:?story=a%3Ab:2");
  ASSERT_TRUE(told.story);
  EXPECT_EQ(told.story->step, 2U);
  EXPECT_THAT(view_line(told, world_), HasSubstr("story=a:b:2"));
  EXPECT_FALSE(reopened("terreau:?story=a:b:3").story);
  EXPECT_THAT(warnings("terreau:?story=c:0"), testing::ElementsAre(HasSubstr("story")));
}

TEST_F(ViewLine, AClusterOfOtherDataIsNotSelected) {
  EXPECT_EQ(reopened("terreau:?selected=cluster:metropole:4&data=3-00").selected, Target());
}

TEST_F(ViewLine, WhatIsNoViewChangesNothing) {
  EXPECT_FALSE(read_view_line("https://example.org/?at=1,2,3", world_));
  EXPECT_EQ(step_of(reopened("bonjour")), step_of(MapState()));
  for (const char* broken : {"terreau:?at=1,2", "terreau:?at=nan,2,3", "terreau:?at=200,95,9",
                             "terreau:?list=open", "terreau:?selected=", "terreau:?inset_at=x",
                             "terreau:?%", "terreau:?=", "terreau:?&&&", "terreau:?inset_view="}) {
    EXPECT_EQ(step_of(reopened(broken)), step_of(MapState())) << broken;
  }
}

TEST_F(ViewLine, OpeningIsOneStepThatCanBeTakenBack) {
  act(action::SetGraticule{true});
  const Step before = step_of(state_);
  act(action::OpenView{"terreau:?at=2.35,48.85,9&forms=scic"});
  EXPECT_FALSE(state_.graticule);
  act(action::Undo{});
  EXPECT_EQ(step_of(state_), before);
}

}  // namespace
}  // namespace terreau::test
