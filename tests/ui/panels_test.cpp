#include <gtest/gtest.h>
#include <imgui.h>

#include "app/model/nearby.h"
#include "tests/ui/window.h"

namespace terreau::ui {
namespace {

using test::Window;

TEST(LeftPanel, A_click_on_a_legend_row_toggles_its_family) {
  Window w;
  const auto asked = w.click("checkbox", info(Family::agricole).name.fr);
  const auto* toggle = test::find<action::ToggleFamily>(asked);
  ASSERT_NE(toggle, nullptr);
  EXPECT_EQ(toggle->family, Family::agricole);
}

TEST(LeftPanel, A_double_click_takes_its_first_click_back_and_isolates) {
  Window w(200);
  const auto name = info(Family::ptce).name.fr;
  w.apply(w.click("checkbox", name));
  const auto second = w.click("checkbox", name);
  EXPECT_NE(test::find<action::ToggleFamily>(second), nullptr);
  ASSERT_NE(test::find<action::IsolateFamily>(second), nullptr);
  w.apply(second);
  EXPECT_EQ(w.state.visible, kinds_of(Family::ptce));
}

TEST(LeftPanel, Rows_say_whether_they_are_shown_and_how_many_places_they_have) {
  Window w;
  w.state.visible = KindSet::all() - kinds_of(Family::agricole);
  w.frames(2);
  const Widget* row = w.widget("checkbox", info(Family::agricole).name.fr);
  ASSERT_NE(row, nullptr);
  EXPECT_EQ(row->checked, false);
  EXPECT_TRUE(row->value.has_value());
  EXPECT_EQ(w.widget("checkbox", info(Family::travail).name.fr)->checked, true);
}

// They are counted a frame or many after the places are there.
TEST(LeftPanel, No_family_is_without_a_place_before_they_are_counted) {
  Window w(1);
  const auto places = std::make_shared<const Places>(*w.world.atlas.places);
  w.world.atlas.places = places;
  w.world.whole = nullptr;
  w.frames(2);
  const std::size_t all = w.all("checkbox").size();
  EXPECT_GE(all, static_cast<std::size_t>(kFamilyCount));
  w.world.whole = std::make_shared<Facets>(count_facets(*places, {}));
  w.frames(2);
  EXPECT_LT(w.all("checkbox").size(), all - 5);
}

TEST(LeftPanel, A_chevron_unfolds_the_kinds_of_a_family) {
  Window w;
  const auto name = info(kind_of(LegalForm::cuma)).name.fr;
  EXPECT_EQ(w.widget("checkbox", name), nullptr);
  w.click("button", "Déplier " + std::string(info(Family::agricole).name.fr));
  const auto asked = w.click("checkbox", name);
  const auto* toggle = test::find<action::ToggleKind>(asked);
  ASSERT_NE(toggle, nullptr);
  EXPECT_EQ(toggle->kind, kind_of(LegalForm::cuma));
}

TEST(LeftPanel, All_and_none_are_links) {
  Window w;
  const auto none = w.click("link", "rien");
  ASSERT_NE(test::find<action::ShowAll>(none), nullptr);
  EXPECT_FALSE(test::find<action::ShowAll>(none)->on);
  EXPECT_TRUE(test::find<action::ShowAll>(w.click("link", "tout"))->on);
}

TEST(LeftPanel, A_chip_takes_its_filter_away) {
  Window w;
  w.state.filter.year_from = 2001;
  w.frames(2);
  const auto asked = w.click("button", "Depuis 2001");
  const auto* set = test::find<action::SetFilter>(asked);
  ASSERT_NE(set, nullptr);
  EXPECT_EQ(set->filter, Filter{});
}

TEST(LeftPanel, Switches_say_what_they_do) {
  Window w;
  EXPECT_EQ(test::find<action::SetLanguage>(w.click("button", "English"))->language, Language::en);
  EXPECT_EQ(test::find<action::SetTheme>(w.click("button", "Thème sombre"))->theme, Theme::dark);
  w.click("button", "Options de la carte");
  EXPECT_EQ(test::find<action::SetClusters>(w.click("radio", "Regrouper par département"))->by,
            ClusterGrouping::department);
  EXPECT_FALSE(test::find<action::SetClusters>(w.click("radio", "Chaque lieu seul"))->on);
  EXPECT_TRUE(test::find<action::SetGraticule>(w.click("checkbox", "Quadrillage"))->on);
  EXPECT_TRUE(
      test::find<action::SetReduceMotion>(w.click("checkbox", "Réduire les animations"))->on);
  w.click("button", "Teinte\u00a0: aucune");
  w.frames(2);
  EXPECT_EQ(test::find<action::SetChoropleth>(w.click("radio", "Nombre de lieux"))->what,
            Choropleth::count);
}

TEST(LeftPanel, It_folds_to_a_button_and_back) {
  Window w;
  w.apply(w.click("button", "Replier le panneau"));
  EXPECT_EQ(w.widget("textbox", "Rechercher…"), nullptr);
  w.apply(w.click("button", "Ouvrir le panneau"));
  w.frames(2);
  EXPECT_NE(w.widget("textbox", "Rechercher…"), nullptr);
}

TEST(Language, Changes_from_one_frame_to_the_next) {
  Window w;
  w.state.language = Language::en;
  w.frames(1);
  EXPECT_NE(w.widget("textbox", "Search…"), nullptr);
  EXPECT_NE(w.widget("checkbox", info(Family::travail).name.en), nullptr);
  EXPECT_EQ(w.widget("checkbox", info(Family::travail).name.fr), nullptr);
}

TEST(Card, Closes_by_its_cross) {
  Window w;
  w.state.selected = PlaceId{0};
  w.frames(2);
  EXPECT_NE(w.widget("label", w.world.atlas.places->name(PlaceId{0})), nullptr);
  EXPECT_NE(test::find<action::Deselect>(w.click("button", "Fermer")), nullptr);
}

TEST(Card, Of_a_place_copies_and_lists_what_is_near) {
  Window w;
  w.state.selected = PlaceId{0};
  w.frames(2);
  const auto copied = w.click("link", "Copier la fiche");
  ASSERT_NE(test::find<action::CopyText>(copied), nullptr);
  EXPECT_TRUE(test::find<action::CopyText>(copied)->text.starts_with(
      w.world.atlas.places->name(PlaceId{0})));
  const auto rows = w.all("listitem");
  ASSERT_FALSE(rows.empty());
  const auto asked = w.click("listitem", rows.front().label);
  EXPECT_NE(test::find<action::SelectPlace>(asked), nullptr);
}

TEST(Card, Of_a_place_leads_to_what_is_near_it) {
  Window w;
  w.state.selected = PlaceId{0};
  w.frames(2);
  const auto asked = w.click("link", "À proximité…");
  const auto* near = test::find<action::SetNearby>(asked);
  ASSERT_NE(near, nullptr);
  ASSERT_TRUE(near->around.has_value());
  EXPECT_EQ(near->around->center, w.world.atlas.places->position(PlaceId{0}));
  EXPECT_NE(test::find<action::FlyTo>(asked), nullptr);
}

TEST(Card, Of_a_place_says_when_the_filter_hides_it) {
  Window w;
  w.state.filter.text = "nowhere";
  w.state.selected = PlaceId{0};
  w.frames(2);
  EXPECT_NE(w.widget("label", "Le filtre le masque sur la carte."), nullptr);
  const auto asked = w.click("link", "L’afficher");
  ASSERT_NE(test::find<action::SetFilter>(asked), nullptr);
  EXPECT_EQ(test::find<action::SetFilter>(asked)->filter, Filter{});
}

TEST(Card, Of_a_place_lists_the_neighbours_of_one_family) {
  Window w(400);
  w.state.selected = PlaceId{0};
  w.frames(2);
  w.click("radio", info(Family::ptce).name.fr);
  w.frames(2);
  const auto rows = w.all("listitem");
  ASSERT_FALSE(rows.empty());
  for (const Widget& row : rows) {
    const auto n = static_cast<std::uint32_t>(std::stoi(row.label.substr(6)));
    EXPECT_TRUE(w.world.atlas.places->kinds(PlaceId{n}).has(kind_of(Function::ptce))) << row.label;
  }
}

class NearCard : public testing::Test {
 protected:
  NearCard() : w(300) { around({{2.5, 47}, 100, "Here"}); }
  void around(const Nearby& spot) {
    w.state.nearby = spot;
    w.world.nearby = std::make_shared<NearbyPlaces>(find_nearby(
        *w.world.atlas.places, *w.world.atlas.boundaries, w.world.markers, spot, w.state.visible));
    w.frames(3);
  }
  Window w;
};

TEST_F(NearCard, Counts_and_lists_what_is_within_the_radius) {
  ASSERT_FALSE(w.world.nearby->places.empty());
  EXPECT_NE(w.widget("label", "À proximité\u00a0: Here"), nullptr);
  const auto nearest = w.world.nearby->places.front().place;
  const auto asked = w.click("listitem", w.world.atlas.places->name(nearest));
  ASSERT_NE(test::find<action::SelectPlace>(asked), nullptr);
  EXPECT_EQ(test::find<action::SelectPlace>(asked)->id, w.world.atlas.places->id(nearest));
}

TEST_F(NearCard, A_radius_can_be_chosen_and_typed) {
  const auto asked = w.click("radio", "50 km");
  ASSERT_NE(test::find<action::SetNearby>(asked), nullptr);
  EXPECT_EQ(test::find<action::SetNearby>(asked)->around->radius_km, 50);
  w.click("textbox", "Rayon en kilomètres");
  w.type("33");
  const auto entered = w.press(ImGuiKey_Enter);
  ASSERT_NE(test::find<action::SetNearby>(entered), nullptr);
  EXPECT_EQ(test::find<action::SetNearby>(entered)->around->radius_km, 33);
}

TEST_F(NearCard, Unfolds_the_nearest_of_each_kind) {
  w.click("button", "Le plus proche de chaque type");
  w.frames(2);
  const PlaceId first = w.world.nearby->nearest_of_kind.front().second.place;
  ASSERT_FALSE(w.all("listitem").empty());
  EXPECT_EQ(w.all("listitem").front().label, w.world.atlas.places->name(first));
}

TEST_F(NearCard, A_place_from_it_leads_back) {
  w.state.selected = w.world.nearby->places.front().place;
  w.frames(2);
  const auto asked = w.click("link", "‹ À proximité\u00a0: Here");
  EXPECT_NE(test::find<action::Deselect>(asked), nullptr);
}

TEST(Card, Of_a_department_without_places_speaks_of_no_data) {
  Window w;
  w.state.selected = *department_by_code("976");
  w.frames(2);
  EXPECT_NE(w.widget("label", "Aucune donnée"), nullptr);
}

TEST(Card, Of_a_cluster_lists_its_members) {
  Window w(200);
  const SceneMark* cluster = w.a_cluster();
  ASSERT_NE(cluster, nullptr);
  w.state.selected = ClusterRef{Territory::metropole, cluster->node};
  w.frames(2);
  const auto rows = w.all("listitem");
  ASSERT_GE(rows.size(), 2U);
  EXPECT_NE(test::find<action::SelectPlace>(w.click("listitem", rows[1].label)), nullptr);
}

TEST(BottomBar, A_click_on_the_coordinates_switches_and_copies_them) {
  Window w;
  const auto asked = w.click("button", "Coordonnées");
  ASSERT_NE(test::find<action::CopyText>(asked), nullptr);
  EXPECT_TRUE(test::find<action::CopyText>(asked)->text.starts_with("E "));
  EXPECT_TRUE(w.ui.lambert93);
  w.frames(1);
  EXPECT_NE(w.widget("label", "Lambert-93"), nullptr);
}

TEST(BottomBar, Shows_sources_and_keys) {
  Window w;
  w.click("link", "? raccourcis");
  EXPECT_TRUE(w.ui.show_keys);
  w.frames(2);
  EXPECT_NE(w.widget("label", "Touches et gestes"), nullptr);
}

TEST(Tooltip, Names_a_place_after_a_moment) {
  Window w;
  w.state.cursor = ScreenPos{700, 300};
  w.state.hovered = PlaceId{0};
  w.frames(1);
  EXPECT_TRUE(w.all("tooltip").empty());
  ASSERT_TRUE(w.ui.redraw_after_s.has_value());
  EXPECT_LE(*w.ui.redraw_after_s, 0.1 + 1e-6);
  w.ui.hover_since_s -= 1;
  w.frames(1);
  ASSERT_EQ(w.all("tooltip").size(), 1U);
  EXPECT_EQ(w.all("tooltip").front().label, w.world.atlas.places->name(PlaceId{0}));
}

TEST(Menu, Offers_what_can_be_done_at_a_point) {
  Window w;
  w.ui.menu_at = ScreenPos{700, 300};
  w.frames(2);
  const auto near = w.click("menuitem", "Qu’y a-t-il autour\u00a0?");
  ASSERT_NE(test::find<action::SetNearby>(near), nullptr);
  w.ui.menu_at = ScreenPos{700, 300};
  w.frames(2);
  const auto asked = w.click("menuitem", "Qu’y a-t-il ici\u00a0?");
  ASSERT_NE(test::find<action::Click>(asked), nullptr);
  EXPECT_EQ(test::find<action::Click>(asked)->at, (ScreenPos{700, 300}));
  EXPECT_FALSE(w.ui.menu_at.has_value());
}

TEST(Fonts, Are_built_once_for_a_scale) {
  Window w;
  EXPECT_FALSE(apply_style(Theme::dark, 1));
  EXPECT_TRUE(apply_style(Theme::dark, 2));
}

}  // namespace
}  // namespace terreau::ui
