#include <gtest/gtest.h>

#include "app/ui/panels.h"
#include "app/ui/text.h"
#include "tests/ui/window.h"

namespace terreau::ui {
namespace {

using test::Window;

DepartmentId dep(const char* code) { return *department_by_code(code); }

// Places in three departments of a region and beyond.
std::vector<PlaceRow> rows() {
  std::vector<PlaceRow> out;
  for (int i = 0; i < 30; ++i) {
    PlaceRow row = test::place(std::to_string(i), {0.1 * i, 49.5}, static_cast<LegalForm>(i % 4));
    row.department = dep(i % 3 == 0 ? "62" : i % 3 == 1 ? "59" : "93");
    row.year = 1975 + i;
    row.source_date = "20" + std::to_string(10 + i % 9);
    out.push_back(row);
  }
  return out;
}

struct Territories : testing::Test {
  Territories() {
    w.world = test::world_of(rows());
    w.frames(2);
  }
  Window w{0, 1280, 2400};
};

TEST_F(Territories, The_card_says_counts_and_ranks) {
  w.state.selected = dep("62");
  w.frames(3);
  EXPECT_NE(w.widget("label", "Pas-de-Calais"), nullptr);
  EXPECT_NE(w.widget("label", "10 lieux"), nullptr);
  const Widget* rank = w.widget("label", "par nombre de lieux");
  ASSERT_NE(rank, nullptr);
  EXPECT_EQ(rank->value, "1 sur 3, ex æquo");
}

TEST_F(Territories, Bars_end_before_numbers_of_any_size) {
  const Rect row{10, 10, 352, 24};
  for (const int most : {1, 99, 1375, 98'765, 5'013'439}) {
    const std::string number = format_count(Language::fr, most);
    const Rect bar = room_for_bar(row, number);
    EXPECT_LE(bar.right() + 6, row.right() - text_width(Type::strong, number)) << number;
    EXPECT_GT(bar.w, 40) << number;
  }
}

TEST_F(Territories, The_card_counts_what_is_shown) {
  w.state.selected = dep("62");
  w.state.visible = KindSet::all() - kinds_of(Family::travail);
  w.frames(3);
  EXPECT_NE(w.widget("label", "7 lieux affichés sur 10"), nullptr);
}

TEST_F(Territories, A_link_goes_to_the_region_and_back_to_its_departments) {
  w.state.selected = dep("62");
  w.frames(3);
  w.apply(w.click("link", "Hauts-de-France"));
  EXPECT_EQ(w.state.selected, Target(region_of(dep("62"))));
  w.frames(3);
  EXPECT_NE(w.widget("label", "Région 32 · 5 départements"), nullptr);
  w.apply(w.click("listitem", "Nord (59)"));
  EXPECT_EQ(w.state.selected, Target(dep("59")));
}

TEST_F(Territories, Without_places_there_is_no_data) {
  w.state.selected = dep("01");
  w.frames(3);
  EXPECT_NE(w.widget("label", "Aucune donnée"), nullptr);
}

TEST_F(Territories, A_link_filters_by_the_territory) {
  w.state.selected = region_of(dep("62"));
  w.frames(3);
  const auto asked = w.click("link", "Filtrer sur ce territoire");
  const auto* set = test::find<action::SetFilter>(asked);
  ASSERT_NE(set, nullptr);
  EXPECT_EQ(set->filter.regions.count(), 1U);
}

TEST_F(Territories, Are_compared_in_columns_that_can_be_taken_away) {
  w.state.selected = dep("62");
  w.frames(3);
  w.apply(w.click("link", "Comparer"));
  w.apply({action::CompareTerritory{TerritoryRef{}, true}});
  w.frames(3);
  EXPECT_EQ(w.all("columnheader").size(), 2U);
  const Widget* total = w.widget("row", "Nombre de lieux");
  ASSERT_NE(total, nullptr);
  EXPECT_EQ(total->value, "10 | 30");
  const auto copied = w.click("button", "Copier en tableau");
  ASSERT_NE(test::find<action::CopyText>(copied), nullptr);
  EXPECT_NE(test::find<action::CopyText>(copied)->text.find("Pas-de-Calais (62)\tFrance"),
            std::string::npos);
  w.apply(w.click("button", "Retirer Pas-de-Calais (62)"));
  w.frames(2);
  EXPECT_EQ(w.all("columnheader").size(), 1U);
  w.apply(w.click("button", "Fermer la comparaison"));
  EXPECT_FALSE(w.state.comparing);
}

TEST_F(Territories, What_is_known_of_France_is_one_link_away) {
  w.state.selected = dep("62");
  w.frames(3);
  w.click("link", "Ce qui est connu de la France");
  w.frames(3);
  EXPECT_NE(w.widget("label", "France · 30 lieux"), nullptr);
  const auto asked = w.click("link", "Teinter selon la précision");
  EXPECT_EQ(test::find<action::SetChoropleth>(asked)->what, Choropleth::precise);
}

TEST_F(Territories, Are_shaded_by_what_the_panel_chooses) {
  w.click("button", "Teinte\u00a0: aucune");
  w.frames(2);
  w.apply(w.click("radio", "Part d’une forme ou d’une fonction"));
  w.frames(2);
  w.apply(w.click("radio", info(kind_of(LegalForm::cuma)).badge.fr));
  w.apply(w.click("radio", "Régions"));
  w.apply(w.click("radio", "Seuils naturels (Jenks)"));
  w.apply(w.click("radio", "7"));
  EXPECT_EQ(w.state.choropleth, Choropleth::share);
  EXPECT_EQ(w.state.shading,
            (Shading{TerritoryLevel::region, kind_of(LegalForm::cuma), ClassMethod::jenks, 7}));
  w.frames(2);
  const Widget* key = w.widget("label", "Teintes des territoires");
  ASSERT_NE(key, nullptr);
  EXPECT_FALSE(key->value->empty());
}

// Nothing is cut off in either language, whatever is shaded.
TEST_F(Territories, Their_panels_have_room_for_every_text) {
  for (const Language language : {Language::fr, Language::en}) {
    w.state.language = language;
    w.state.selected = dep("62");
    w.ui.show_shading = true;
    for (int what = 0; what < 6; ++what) {
      w.state.choropleth = static_cast<Choropleth>(what);
      w.frames(4);
      EXPECT_TRUE(w.ui.cut.empty()) << what << ": " << w.ui.cut.front();
    }
  }
}

// A click on what the first frame shows must not meet something else in the second.
TEST_F(Territories, Panels_have_their_height_from_the_first_frame_on) {
  const auto places_of_widgets = [&] {
    std::vector<std::tuple<std::string, double, double>> out;
    for (const Widget& x : w.ui.widgets) out.emplace_back(x.label, x.rect.x_pt, x.rect.y_pt);
    return out;
  };
  const auto check = [&](auto open) {
    open(w.ui);
    w.frames(1);
    const auto first = places_of_widgets();
    w.frames(2);
    EXPECT_EQ(places_of_widgets(), first);
    w.ui = {};
    w.frames(4);
  };
  check([](UiState& ui) { ui.show_shading = true; });
  check([](UiState& ui) { ui.show_knowledge = true; });
  check([](UiState& ui) { ui.show_export = true; });
  check([](UiState& ui) { ui.show_sources = true; });
  check([](UiState& ui) { open_print(ui, true); });
  check([](UiState& ui) { ui.options_at = ScreenPos{200, 700}; });
}

TEST_F(Territories, The_shading_has_room_for_what_a_choice_adds) {
  w.ui.show_shading = true;
  w.frames(3);
  w.state.choropleth = Choropleth::share;
  w.frames(1);
  const Widget* added = w.widget("radio", "7");
  ASSERT_NE(added, nullptr);
  const double y = added->rect.y_pt;
  w.frames(2);
  EXPECT_EQ(w.widget("radio", "7")->rect.y_pt, y);
}

}  // namespace
}  // namespace terreau::ui
