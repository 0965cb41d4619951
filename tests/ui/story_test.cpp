#include <gtest/gtest.h>

#include "app/model/stories.h"
#include "tests/ui/window.h"

namespace terreau::ui {
namespace {

using test::Window;

struct Stories : testing::Test {
  Stories() {
    w.world = test::world_of({test::place("a", {2.3, 48.9}), test::place("b", {2.4, 48.95}),
                              test::place("p", {2.5, 48.9}, LegalForm::scic, {Function::ptce})});
    Story one, two;
    one.id = "one";
    one.title_fr = "Le premier récit";
    one.sources = {{"Carnet", "2024-05", "https://example.org/carnet"}};
    two.id = "two";
    two.title_fr = "Le second récit";
    StoryStep step;
    step.place_ids = {"a", "b", "nobody"};
    step.paragraphs_fr = {"Une phrase."};
    one.steps = {step};
    step.title_fr = "Au marché";
    two.steps = {step, step};
    w.world.atlas.stories = {one, two};
    w.world.atlas.story_reports = {{"/somewhere/two.md", "two", 2, {{4, "it has no value", "x:"}}}};
    find_places(w.world.atlas.stories, *w.world.atlas.places);
    auto relations = std::make_shared<std::vector<Relation>>();
    const PlaceId a{0}, b{1}, p{2}, nobody;
    relations->push_back({a, b, "Place a", "Place b", "member_of", "https://example.org/x"});
    relations->push_back({b, p, "Place b", "Place p", "member_of", ""});
    relations->push_back({p, nobody, "Place p", "Une ville", "finances", ""});
    w.world.atlas.relations = relations;
    w.state.minimap = false;
    w.frames(2);
  }
  bool says(const char* label) { return w.widget("label", label) != nullptr; }
  Window w{0, 1280, 1600};
};

TEST_F(Stories, TheListOpensAStoryAndSaysWhatWasNotUnderstood) {
  w.ui.show_stories = true;
  w.frames(3);
  EXPECT_TRUE(says("two.md, ligne 4\u00a0: elle n’a pas de valeur (x:)"));
  const auto actions = w.click("listitem", "Le second récit");
  const auto* story = test::find<action::ShowStory>(actions);
  ASSERT_NE(story, nullptr);
  EXPECT_EQ(story->id, "two");
  EXPECT_FALSE(w.ui.show_stories);
}

TEST_F(Stories, TheCardTellsTheStepItsPlacesLinksAndSources) {
  w.apply({action::ShowStory{"one", 0}});
  w.frames(3);
  const Widget* where = w.widget("status", "Récit");
  ASSERT_NE(where, nullptr);
  EXPECT_EQ(where->value, "1 / 2");
  EXPECT_TRUE(says("Le premier récit"));
  EXPECT_TRUE(says("Une phrase."));
  EXPECT_TRUE(says("nobody\u00a0: pas parmi ce qui est chargé"));
  EXPECT_TRUE(says("Place a est membre de Place b"));
  EXPECT_NE(test::find<action::OpenUrl>(w.click("link", "Carnet (05/2024)")), nullptr);
  EXPECT_TRUE(w.ui.cut.empty()) << w.ui.cut.front();
}

TEST_F(Stories, ItsButtonsGoFromStepToStep) {
  w.apply({action::ShowStory{"one", 0}});
  w.frames(3);
  w.apply(w.click("button", "Étape suivante"));
  w.frames(3);
  EXPECT_TRUE(says("Étape 1 sur 2"));
  EXPECT_TRUE(says("Au marché"));
  w.apply(w.click("button", "Étape suivante"));
  w.frames(3);
  EXPECT_TRUE(says("Étape 2 sur 2"));
  EXPECT_TRUE(w.click("button", "Étape suivante").empty());
  w.apply(w.click("button", "Étape précédente"));
  EXPECT_EQ(w.state.story->step, 0U);
  w.frames(3);
  w.apply(w.click("button", "Fermer"));
  EXPECT_FALSE(w.state.story.has_value());
}

TEST_F(Stories, APlaceOpensItsCardAndALinkLeadsBack) {
  w.apply({action::ShowStory{"one", 0}});
  w.frames(3);
  w.apply(w.click("listitem", "Place a"));
  EXPECT_EQ(w.state.selected, Target(PlaceId{0}));
  w.frames(3);
  w.apply(w.click("link", "‹ Retour au récit"));
  EXPECT_EQ(w.state.selected, Target());
  EXPECT_TRUE(w.state.story.has_value());
}

TEST_F(Stories, ACardSaysItsLinksRingByRing) {
  w.state.selected = PlaceId{0};
  w.frames(3);
  EXPECT_NE(w.widget("link", "Place b"), nullptr);
  w.apply(w.click("link", "+1 cercle de liens"));
  w.frames(3);
  EXPECT_TRUE(says("Place b est membre de Place p"));
  w.apply(w.click("link", "+1 cercle de liens"));
  w.frames(3);
  EXPECT_TRUE(says("Place p finance Une ville"));
  EXPECT_EQ(w.widget("link", "+1 cercle de liens"), nullptr);
  w.apply(w.click("link", "–1 cercle"));
  EXPECT_EQ(w.state.link_rings, 2);
}

TEST_F(Stories, AClusterShowsItsMembersAndWhatHasNoPoint) {
  w.state.selected = PlaceId{2};
  w.frames(3);
  EXPECT_NE(w.widget("link", "Place b"), nullptr);
  EXPECT_TRUE(says("Une ville"));
  EXPECT_TRUE(says("n’est pas parmi ce qui est chargé"));
}

TEST_F(Stories, AnArcSaysItsRoleUnderThePointer) {
  w.apply({action::View{{2.35, 48.92}, 11}, action::SelectPlace{"a"}});
  w.scene = build_scene(w.state, w.world);
  w.frames(2);
  const Widget* arc = w.widget("arc", "Place a est membre de Place b");
  ASSERT_NE(arc, nullptr);
  w.state.cursor = ScreenPos{arc->rect.x_pt + 2, arc->rect.y_pt + 2};
  w.frames(2);
  EXPECT_NE(w.widget("tooltip", "Place a est membre de Place b"), nullptr);
}

TEST_F(Stories, KeyFiguresStandBesideWhatIsLoaded) {
  KeyFigure figure;
  figure.value_fr = "974";
  figure.label_fr = "Scic";
  figure.source = "CG Scop";
  figure.date = "2019";
  figure.url = "https://example.org";
  figure.counted = "scic";
  w.world.atlas.key_figures = {figure};
  w.ui.show_figures = true;
  w.frames(3);
  const Widget* shown = w.widget("figure", "Scic");
  ASSERT_NE(shown, nullptr);
  EXPECT_EQ(shown->value, "974");
  EXPECT_TRUE(says("Ici\u00a0: 1 lieu de ce genre est chargé"));
  EXPECT_NE(test::find<action::OpenUrl>(w.click("link", "CG Scop, 2019")), nullptr);
  EXPECT_TRUE(w.ui.cut.empty()) << w.ui.cut.front();
}

}  // namespace
}  // namespace terreau::ui
