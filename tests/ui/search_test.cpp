#include <cmath>
#include <limits>

#include <gtest/gtest.h>
#include <imgui.h>

#include "tests/ui/window.h"

namespace terreau::ui {
namespace {

using test::Window;

class Search : public testing::Test {
 protected:
  Search() {
    const std::vector<LonLat> centres(kDepartmentCount);
    w.world.atlas.search =
        std::make_shared<SearchIndex>(w.world.atlas.places, std::make_shared<Gazetteer>(), centres);
    w.ui.focus_search = true;
    w.frames(2);
  }
  Window w;
};

TEST_F(Search, Typing_asks_for_the_text_and_lists_what_is_found) {
  const auto asked = w.type("place 12");
  ASSERT_NE(test::find<action::Search>(asked), nullptr);
  EXPECT_EQ(test::find<action::Search>(asked)->text, "place 12");
  w.frames(1);
  ASSERT_FALSE(w.all("listitem").empty());
  EXPECT_EQ(w.all("listitem").front().label, "Place 12");
  EXPECT_EQ(w.widget("textbox", "Rechercher…")->value, "place 12");
}

TEST_F(Search, Enter_takes_the_first_result) {
  w.type("place 12");
  const auto asked = w.press(ImGuiKey_Enter);
  ASSERT_NE(test::find<action::SelectPlace>(asked), nullptr);
  EXPECT_EQ(test::find<action::SelectPlace>(asked)->id, "12");
  ASSERT_NE(test::find<action::FlyTo>(asked), nullptr);
  EXPECT_EQ(test::find<action::FlyTo>(asked)->center, w.world.atlas.places->position(PlaceId{12}));
  EXPECT_TRUE(w.ui.search_text.empty());
}

TEST_F(Search, Arrows_choose_among_the_results) {
  w.type("place 1");
  ASSERT_GE(w.ui.results.size(), 2U);
  w.press(ImGuiKey_DownArrow);
  w.press(ImGuiKey_DownArrow);
  EXPECT_EQ(w.ui.result_cursor, 1);
  const std::string second(w.world.atlas.places->id(std::get<Found>(w.ui.results[1].what).place));
  w.press(ImGuiKey_UpArrow);
  w.press(ImGuiKey_DownArrow);
  const auto asked = w.press(ImGuiKey_Enter);
  ASSERT_NE(test::find<action::SelectPlace>(asked), nullptr);
  EXPECT_EQ(test::find<action::SelectPlace>(asked)->id, second);
}

TEST_F(Search, A_click_takes_a_result) {
  w.type("place 12");
  w.frames(1);
  const auto asked = w.click("listitem", "Place 12");
  ASSERT_NE(test::find<action::SelectPlace>(asked), nullptr);
  EXPECT_EQ(test::find<action::SelectPlace>(asked)->id, "12");
}

TEST_F(Search, A_department_is_selected_and_shown_whole) {
  w.type("pas de calais");
  const auto asked = w.press(ImGuiKey_Enter);
  ASSERT_NE(test::find<action::SelectDepartment>(asked), nullptr);
  EXPECT_EQ(test::find<action::SelectDepartment>(asked)->code, "62");
  EXPECT_NE(test::find<action::FlyTo>(asked), nullptr);
}

// Types it and takes the action of that name from the rows.
class Commands : public Search {
 protected:
  std::vector<Action> run(const std::string& text, std::string_view name) {
    w.ui.focus_search = true;
    w.frames(2);
    w.type(text);
    w.frames(1);
    return w.click("listitem", name);
  }
};

TEST_F(Commands, Open_what_they_name) {
  run("imprimer", "Imprimer la carte");
  EXPECT_TRUE(w.ui.print.open);
  EXPECT_EQ(w.ui.print.page, "a4");
  w.ui.print.open = false;
  run("image", "Enregistrer une image de la carte");
  EXPECT_TRUE(w.ui.print.open);
  EXPECT_EQ(w.ui.print.page, "");
  w.ui.print.open = false;
  run("tableur", "Exporter les données");
  EXPECT_TRUE(w.ui.show_export);
  w.ui.show_export = false;
  run("connu", "Ce qui est connu ici");
  EXPECT_TRUE(w.ui.show_knowledge);
  w.ui.show_knowledge = false;
  run("teinte", "Teinte des territoires");
  EXPECT_TRUE(w.ui.show_shading);
}

TEST_F(Commands, Change_what_they_name) {
  const auto compared = run("comparer", "Comparer des territoires");
  ASSERT_NE(test::find<action::SetComparing>(compared), nullptr);
  EXPECT_TRUE(test::find<action::SetComparing>(compared)->open);
  const auto listed = run("liste", "Liste des lieux");
  ASSERT_NE(test::find<action::SetList>(listed), nullptr);
  EXPECT_TRUE(test::find<action::SetList>(listed)->list.open);
  EXPECT_TRUE(w.ui.list.take_focus);
  EXPECT_NE(test::find<action::SetFiltersOpen>(run("filtres", "Filtres")), nullptr);
  EXPECT_NE(test::find<action::ShowOverlay>(run("superposées", "Limites superposées")), nullptr);
  run("près de moi", "Près de…");
  w.frames(2);
  EXPECT_EQ(w.ui.search_text, "près de ");
}

TEST_F(Search, Escape_leaves_and_brings_the_legend_back) {
  w.type("place");
  w.frames(1);
  EXPECT_EQ(w.widget("checkbox", info(Family::travail).name.fr), nullptr);
  const auto asked = w.press(ImGuiKey_Escape);
  ASSERT_NE(test::find<action::Search>(asked), nullptr);
  w.frames(2);
  EXPECT_TRUE(w.ui.search_text.empty());
  EXPECT_NE(w.widget("checkbox", info(Family::travail).name.fr), nullptr);
  EXPECT_FALSE(ImGui::GetIO().WantTextInput);
}

TEST_F(Search, Actions_are_found_and_done) {
  w.type("sombre");
  w.frames(1);
  const auto asked = w.press(ImGuiKey_Enter);
  ASSERT_NE(test::find<action::SetTheme>(asked), nullptr);
  EXPECT_EQ(test::find<action::SetTheme>(asked)->theme, Theme::dark);
}

TEST_F(Search, Near_a_place_lists_what_is_around_it) {
  w.type("pres de place 12");
  w.frames(1);
  const auto asked = w.press(ImGuiKey_Enter);
  const auto* near = test::find<action::SetNearby>(asked);
  ASSERT_NE(near, nullptr);
  EXPECT_EQ(near->around->name, "Place 12");
}

TEST_F(Search, A_row_has_a_button_for_what_is_near) {
  w.type("place 12");
  w.frames(1);
  const auto asked = w.click("button", "À proximité\u00a0: Place 12");
  EXPECT_NE(test::find<action::SetNearby>(asked), nullptr);
}

TEST_F(Search, A_hidden_result_says_so) {
  w.state.filter.text = "nothing";
  w.type("place 12");
  w.frames(1);
  ASSERT_FALSE(w.all("listitem").empty());
  EXPECT_TRUE(w.all("listitem").front().value->starts_with("masqué par le filtre"));
}

TEST_F(Search, What_was_found_is_offered_again) {
  w.type("place 12");
  w.press(ImGuiKey_Enter);
  w.ui.focus_search = true;
  w.frames(3);
  ASSERT_FALSE(w.all("listitem").empty());
  EXPECT_EQ(w.all("listitem").front().label, "place 12");
  w.press(ImGuiKey_DownArrow);
  const auto asked = w.press(ImGuiKey_Enter);
  ASSERT_NE(test::find<action::Search>(asked), nullptr);
  EXPECT_EQ(test::find<action::Search>(asked)->text, "place 12");
}

TEST_F(Search, Page_and_end_keys_walk_the_results) {
  w.type("place 1");
  const int last = static_cast<int>(w.ui.results.size()) - 1;
  ASSERT_GT(last, 6);
  w.press(ImGuiKey_DownArrow);
  w.press(ImGuiKey_End);
  EXPECT_EQ(w.ui.result_cursor, last);
  w.press(ImGuiKey_Home);
  EXPECT_EQ(w.ui.result_cursor, 0);
  w.press(ImGuiKey_PageDown);
  EXPECT_EQ(w.ui.result_cursor, 6);
}

TEST_F(Search, What_is_nowhere_says_so) {
  w.type("qzxqzx");
  w.frames(1);
  EXPECT_NE(w.widget("label", "Rien trouvé."), nullptr);
}

}  // namespace
}  // namespace terreau::ui
