#include "app/model/comparison.h"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/model/action.h"
#include "app/model/scene.h"
#include "tests/support/world.h"

namespace terreau {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

TerritoryRef dep(const char* code) { return ref(*department_by_code(code)); }

World world() {
  std::vector<PlaceRow> rows;
  const auto add = [&](const char* department, LegalForm form, int year) {
    PlaceRow row = test::place(std::to_string(rows.size()), {}, form);
    row.department = *department_by_code(department);
    row.year = year;
    rows.push_back(row);
  };
  add("62", LegalForm::scop, 1990);
  add("62", LegalForm::scop, 2010);
  add("62", LegalForm::scic, 0);
  add("62", LegalForm::scic, 2011);
  add("93", LegalForm::scic, 2012);
  return test::world_of(rows);
}

const ComparisonRow* row_of(const Comparison& c, std::string_view label) {
  const auto row = std::ranges::find(c.rows, label, &ComparisonRow::label);
  return row == c.rows.end() ? nullptr : &*row;
}

MapState comparing(std::vector<TerritoryRef> territories) {
  MapState state;
  state.language = Language::en;
  state.compared = std::move(territories);
  return state;
}

TEST(Comparison, Shows_the_same_rows_of_each_territory_on_one_scale) {
  const Comparison c = compare(comparing({dep("62"), dep("93"), TerritoryRef{}}), world());
  const ComparisonRow* total = row_of(c, "Number of places");
  ASSERT_NE(total, nullptr);
  EXPECT_EQ(total->cells[0].value, 4);
  EXPECT_EQ(total->cells[1].value, 1);
  EXPECT_EQ(total->cells[2].value, 5);
  EXPECT_EQ(total->most, 5);
  const ComparisonRow* scop = row_of(c, info(kind_of(LegalForm::scop)).badge.en);
  ASSERT_NE(scop, nullptr);
  EXPECT_EQ(scop->cells[0].text, "2 · 50%");
  EXPECT_EQ(scop->cells[1].value, 0);
  EXPECT_EQ(row_of(c, info(kind_of(LegalForm::cuma)).badge.en), nullptr);
  EXPECT_NEAR((*c.trends[0])[static_cast<std::size_t>(year_span_of(2010))], 2.0 / 3, 1e-12);
  EXPECT_EQ(c.most_in_trend, 1);
}

TEST(Comparison, A_territory_without_places_has_no_data) {
  const Comparison c = compare(comparing({dep("01"), dep("62")}), world());
  for (const ComparisonRow& row : c.rows) EXPECT_FALSE(row.cells[0].value.has_value()) << row.label;
  EXPECT_FALSE(c.trends[0].has_value());
}

TEST(Comparison, Follows_the_kinds_that_are_shown) {
  MapState state = comparing({dep("62")});
  state.visible = kinds_of(Family::multi_societariat);
  const Comparison c = compare(state, world());
  EXPECT_EQ(row_of(c, "Number of places")->cells[0].value, 2);
  EXPECT_EQ(row_of(c, info(kind_of(LegalForm::scop)).badge.en), nullptr);
}

TEST(Comparison, Is_copied_as_a_table) {
  const MapState state = comparing({dep("62"), dep("01")});
  const std::string text = as_table(state.language, compare(state, world()));
  EXPECT_TRUE(text.starts_with("\tPas-de-Calais (62)\tAin (01)\nNumber of places\t4\t\n")) << text;
  EXPECT_THAT(text, HasSubstr("Created 2010–2014\t67%\t\n"));
}

TEST(Comparison, Territories_are_added_and_taken_away_by_an_action) {
  const World w = world();
  MapState state;
  apply(state, action::CompareTerritory{dep("62"), {}}, w);
  EXPECT_TRUE(state.comparing);
  apply(state, action::CompareTerritory{dep("62"), true}, w);
  apply(state, action::CompareTerritory{TerritoryRef{}, true}, w);
  EXPECT_THAT(state.compared, ElementsAre(dep("62"), TerritoryRef{}));
  apply(state, action::CompareTerritory{dep("62"), {}}, w);
  EXPECT_THAT(state.compared, ElementsAre(TerritoryRef{}));
  for (const TerritoryRef t : territories(TerritoryLevel::departement)) {
    apply(state, action::CompareTerritory{t, true}, w);
  }
  EXPECT_EQ(state.compared.size(), kMostCompared);
}

TEST(Comparison, Begins_with_what_is_selected_and_France) {
  const World w = world();
  MapState state;
  apply(state, action::SelectRegion{"Bretagne"}, w);
  apply(state, action::SetComparing{true}, w);
  EXPECT_THAT(state.compared, ElementsAre(ref(*match_region("Bretagne")), TerritoryRef{}));
  apply(state, action::SetComparing{false}, w);
  EXPECT_FALSE(state.comparing);
}

TEST(Comparison, A_click_on_the_map_adds_while_it_is_open) {
  const World w = world();
  MapState state;
  state.comparing = true;
  const Scene scene = build_scene(state, w);
  const ScreenPos at =
      scene.frames[0].to_screen(Projection(Territory::metropole).project({0.5, 50}));
  apply(state, action::Click{at}, w);
  EXPECT_THAT(state.compared, ElementsAre(dep("62")));
  EXPECT_EQ(state.selected, Target());
}

}  // namespace
}  // namespace terreau
