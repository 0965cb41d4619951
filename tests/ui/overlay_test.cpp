#include <gtest/gtest.h>

#include "app/model/overlay_places.h"
#include "tests/ui/window.h"

namespace terreau::ui {
namespace {

using test::Window;

struct OverlayPanels : testing::Test {
  OverlayPanels() {
    w.world = test::world_of(test::scattered(300, 3));
    w.world.atlas.overlays = std::make_shared<std::vector<Overlay>>(std::vector<Overlay>{
        test::hexagons("epci", {-1, 43}, 2, 4, 4), test::hexagons("qpv", {0, 45}, 0.4, 3, 3)});
    w.frames(2);
  }
  void select(OverlayRef feature) {
    w.state.selected = feature;
    w.world.inside = std::make_shared<OverlayPlaces>(
        count_inside(*w.world.atlas.places, w.world.markers, w.world.atlas.overlays, feature));
    w.frames(3);
  }
  Window w{0, 1280, 2000};
};

TEST_F(OverlayPanels, The_legend_has_a_row_for_each) {
  const Widget* row = w.widget("checkbox", "epci");
  ASSERT_NE(row, nullptr);
  EXPECT_EQ(row->value, "16");
  EXPECT_EQ(row->checked, true);
  w.apply(w.click("checkbox", "qpv"));
  w.frames(2);
  EXPECT_EQ(w.widget("checkbox", "qpv")->checked, false);
  EXPECT_EQ(w.scene.overlays, std::vector<std::uint32_t>{0});
}

TEST_F(OverlayPanels, A_card_shows_the_polygon_as_its_source_has_it) {
  select({0, 5});
  EXPECT_NE(w.widget("label", "Alvéole 6"), nullptr);
  EXPECT_NE(w.widget("label", "H6 · epci"), nullptr);
  const Widget* population = w.widget("label", "population");
  ASSERT_NE(population, nullptr);
  EXPECT_EQ(population->value, "6000");
  EXPECT_NE(w.widget("label", "Source : epci.geojson · licence propre à ce fichier"), nullptr);
}

TEST_F(OverlayPanels, A_card_counts_what_lies_inside_and_follows_the_legend) {
  select({0, 5});
  const auto& inside = *w.world.inside;
  std::uint32_t all = 0, shown = 0;
  w.state.visible = kinds_of(Family::agricole);
  for (std::size_t c = 0; c < inside.by_class.size(); ++c) {
    all += inside.by_class[c];
    const KindSet kinds = w.world.atlas.places->classes()[c];
    if (!(kinds & w.state.visible).empty()) shown += inside.by_class[c];
  }
  ASSERT_GT(shown, 1U);
  ASSERT_LT(shown, all);
  w.frames(2);
  EXPECT_NE(w.widget("label", std::to_string(shown) + " lieux à l’intérieur"), nullptr);
}

TEST_F(OverlayPanels, A_card_says_that_places_are_being_counted) {
  w.state.selected = OverlayRef{0, 5};
  w.frames(3);
  EXPECT_NE(w.widget("label", "Décompte…"), nullptr);
}

TEST_F(OverlayPanels, The_pointer_is_told_what_it_is_on) {
  w.state.cursor = ScreenPos{900, 900};
  w.state.hovered = OverlayRef{1, 2};
  w.ui.hover_target = w.state.hovered;
  w.ui.hover_since_s = 0;
  w.frames(2);
  EXPECT_NE(w.widget("tooltip", "Alvéole 3"), nullptr);
}

TEST_F(OverlayPanels, What_a_reload_took_away_has_no_card) {
  select({1, 2});
  w.world.atlas.overlays = std::make_shared<std::vector<Overlay>>();
  w.frames(2);
  EXPECT_EQ(w.widget("label", "Alvéole 3"), nullptr);
}

}  // namespace
}  // namespace terreau::ui
