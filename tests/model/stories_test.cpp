#include "app/model/stories.h"

#include <gtest/gtest.h>

#include "app/model/arcs.h"
#include "app/model/journal.h"
#include "app/model/scene.h"
#include "tests/support/world.h"

namespace terreau::test {
namespace {

Story story(const std::string& id, std::vector<StoryStep> steps) {
  Story s;
  s.id = id;
  s.title_fr = "Récit " + id;
  s.steps = std::move(steps);
  return s;
}

StoryStep step(LonLat centre, double zoom, std::vector<std::string> places) {
  StoryStep s;
  s.centre = centre;
  s.zoom = zoom;
  s.place_ids = std::move(places);
  s.paragraphs_fr = {"Une phrase."};
  return s;
}

// Three places; a story of one step, then one of two, the second of which has no view of its own.
class StoriesTest : public testing::Test {
 protected:
  StoriesTest() {
    world_ = world_of({place("a", {2.3, 48.9}), place("b", {2.4, 48.95}, LegalForm::scic),
                       place("c", {5, 45}, LegalForm::cuma)});
    StoryStep scics = step({2.35, 48.92}, 11, {"b", "a", "nobody"});
    scics.filter.forms = KindSet();
    scics.filter.forms.set(kind_of(LegalForm::scic));
    world_.atlas.stories = {story("one", {scics}),
                            story("two", {step({2.3, 48.9}, 9, {"a"}), step({}, 0, {"a", "c"})})};
    find_places(world_.atlas.stories, *world_.atlas.places);
    auto relations = std::make_shared<std::vector<Relation>>();
    relations->push_back({PlaceId{0}, PlaceId{1}, "A", "B", "member_of", ""});
    relations->push_back({PlaceId{0}, PlaceId{1}, "A", "B", "hosts", ""});
    relations->push_back({PlaceId{0}, PlaceId{2}, "A", "C", "hosts", ""});
    world_.atlas.relations = relations;
  }
  void act(const Action& a) { apply(state_, a, world_); }
  void go(int by) {
    const auto next = next_step(state_, world_.atlas, by);
    ASSERT_TRUE(next.has_value());
    act(*next);
  }
  World world_;
  MapState state_;
};

TEST_F(StoriesTest, AStoryFliesToItsViewAndAppliesItsFilter) {
  act(action::ToggleFamily{Family::agricole, {}});
  act(action::ShowStory{"one", 0});
  ASSERT_TRUE(told_step(state_, world_.atlas));
  EXPECT_EQ(state_.filter, world_.atlas.stories[0].steps[0].filter);
  EXPECT_EQ(state_.visible, KindSet::all());
  EXPECT_FALSE(state_.at_home);
  EXPECT_LE(state_.camera.zoom, 11);
  act(action::ShowStory{"two", 0});
  EXPECT_EQ(state_.filter, Filter());
}

TEST_F(StoriesTest, ItsPlacesStandBetweenThePanelsInAnyWindow) {
  for (const auto& [width, height] : {std::pair{1280.0, 800.0}, {1024.0, 640.0}, {800.0, 480.0}}) {
    act(action::Resize{width, height, 1});
    for (const Story& s : world_.atlas.stories) {
      for (std::size_t i = 0; i < s.steps.size(); ++i) {
        act(action::ShowStory{s.id, i});
        const MapFrame frame = main_frame(state_, world_.atlas.boundaries->extents);
        for (const PlaceId p : s.steps[i].places) {
          if (!p.valid()) continue;
          const ScreenPos at = frame.to_screen(
              Projection(frame.territory).project(world_.atlas.places->position(p)));
          EXPECT_GT(at.x_pt, kPanelGap + kLeftPanelWidth) << s.id << i << " " << width;
          EXPECT_LT(at.x_pt, width - kRightCardWidth - kPanelGap) << s.id << i << " " << width;
          EXPECT_GT(at.y_pt, 0);
          EXPECT_LT(at.y_pt, height - kBottomBarHeight);
        }
      }
    }
  }
}

TEST_F(StoriesTest, StepsLeadThroughAllStoriesAndEndAtBothEnds) {
  EXPECT_FALSE(next_step(state_, world_.atlas, 1));
  act(action::ShowStory{"one", 0});
  EXPECT_FALSE(next_step(state_, world_.atlas, -1));
  go(1);
  EXPECT_EQ(state_.story->id, "two");
  go(1);
  EXPECT_EQ(state_.story->step, 1U);
  EXPECT_FALSE(next_step(state_, world_.atlas, 1));
  go(-1);
  go(-1);
  EXPECT_EQ(state_.story->id, "one");
}

TEST_F(StoriesTest, LeavingGivesBackWhatWasThere) {
  act(action::View{{3, 46}, 7});
  act(action::SelectPlace{"c"});
  act(action::SetNearby{Nearby{{3, 46}, 20, ""}});
  const Step before = step_of(state_);
  for (const Action& end : {Action(action::ShowStory{}), Action(action::Deselect{})}) {
    act(action::ShowStory{"one", 0});
    go(1);
    go(1);
    act(action::Pan{10, 10, {}});
    act(end);
    EXPECT_EQ(step_of(state_), before);
  }
}

TEST_F(StoriesTest, UndoTakesAStoryBackInOneStep) {
  act(action::View{{3, 46}, 7});
  const Step before = step_of(state_);
  act(action::ShowStory{"one", 0});
  act(action::View{{2.35, 48.92}, 10});  // of the flight
  go(1);
  go(1);
  const Step told = step_of(state_);
  act(action::Undo{});
  EXPECT_EQ(step_of(state_), before);
  act(action::Redo{});
  EXPECT_EQ(step_of(state_), told);
  ASSERT_TRUE(state_.story.has_value());
  act(action::Deselect{});
  EXPECT_EQ(step_of(state_), before);
}

TEST_F(StoriesTest, EscapeClosesACardBeforeTheStory) {
  act(action::ShowStory{"one", 0});
  act(action::SelectPlace{"b"});
  act(action::Deselect{});
  EXPECT_TRUE(state_.story.has_value());
  act(action::Deselect{});
  EXPECT_FALSE(state_.story.has_value());
}

// At one spot, in a cluster that no zoom would part.
TEST_F(StoriesTest, ItsClustersAreOpenAndEscapeStillEndsItAtOnce) {
  const std::vector<Story> stories = world_.atlas.stories;
  world_ = world_of({place("a", {2.3, 48.9}), place("b", {2.3, 48.9}), place("c", {2.3, 48.9})});
  world_.atlas.stories = stories;
  find_places(world_.atlas.stories, *world_.atlas.places);
  act(action::ShowStory{"two", 0});
  EXPECT_EQ(state_.fans.size(), 1U);
  const Scene scene = build_scene(state_, world_);
  EXPECT_NE(mark_of(scene, PlaceId{0}), nullptr);
  act(action::Deselect{});
  EXPECT_FALSE(state_.story.has_value());
  EXPECT_TRUE(state_.fans.empty());
}

TEST_F(StoriesTest, UnknownStoriesAndStepsChangeNothing) {
  const Step before = step_of(state_);
  act(action::ShowStory{"three", 0});
  act(action::ShowStory{"one", 1});
  act(action::ShowStory{});
  EXPECT_EQ(step_of(state_), before);
  EXPECT_TRUE(state_.history.past.empty());
}

TEST_F(StoriesTest, TheSceneMarksItsPlacesAndDrawsWhatIsBetweenThem) {
  act(action::ShowStory{"two", 1});
  Scene scene = build_scene(state_, world_);
  int told = 0;
  for (const SceneMark& m : scene.marks) told += m.told ? 1 : 0;
  EXPECT_EQ(told, 2);
  const auto arcs = arcs_shown(state_, world_, scene);
  ASSERT_EQ(arcs.size(), 1U);  // b is not of this step
  EXPECT_EQ(arcs[0].relations.size(), 1U);
  const auto points = curve(arcs[0]);
  EXPECT_EQ(arc_at(arcs, points[points.size() / 2]), arcs.data());
  EXPECT_EQ(arc_at(arcs, {1, 1}), nullptr);
  act(action::Deselect{});
  scene = build_scene(state_, world_);
  for (const SceneMark& m : scene.marks) EXPECT_FALSE(m.told);
}

TEST_F(StoriesTest, TwoRelationsOfOneDirectionAreOneArc) {
  act(action::View{{2.35, 48.92}, 12});
  act(action::SelectPlace{"a"});
  const Scene scene = build_scene(state_, world_);
  const auto arcs = arcs_shown(state_, world_, scene);
  ASSERT_EQ(arcs.size(), 2U);
  EXPECT_EQ(arcs[0].relations.size(), 2U);
}

TEST_F(StoriesTest, TheJournalHoldsStoriesAndRings) {
  for (const char* line : {R"({"do":"story","id":"phares","step":1})",
                           R"({"do":"story","on":false})", R"({"do":"links","rings":3})"}) {
    const auto action = action_from_json(line);
    ASSERT_TRUE(action.ok()) << action.error().message;
    EXPECT_EQ(to_json_line(*action), line);
  }
  const auto short_form = action_from_json(R"({"do":"story","id":"phares"})");
  ASSERT_TRUE(short_form.ok());
  EXPECT_EQ(std::get<action::ShowStory>(*short_form).step, 0U);
  EXPECT_FALSE(action_from_json(R"({"do":"story","id":"phares","step":-1})").ok());
  EXPECT_FALSE(action_from_json(R"({"do":"story"})").ok());
}

}  // namespace
}  // namespace terreau::test
