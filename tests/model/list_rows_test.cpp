#include "app/model/list_rows.h"

#include <gtest/gtest.h>

#include "app/model/expression_words.h"
#include "app/model/world.h"
#include "geodata/expression.h"
#include "tests/support/world.h"

namespace terreau {
namespace {

World named(const std::vector<std::string>& names) {
  std::vector<PlaceRow> rows;
  for (const std::string& name : names) {
    rows.push_back(test::place(std::to_string(rows.size()), {2, 49}));
    rows.back().name = name;
  }
  return test::world_of(rows);
}

std::vector<std::string> names_in_order(const World& world, bool descending) {
  MapState state;
  state.list = {true, ListColumn::name, descending, false};
  std::vector<std::string> names;
  const auto list = list_rows(list_wish(state, world), nullptr);
  for (const PlaceId p : list->rows) {
    names.emplace_back(world.atlas.places->name(p));
  }
  return names;
}

TEST(ListRows, Accents_and_case_count_for_nothing_and_empty_names_come_last) {
  const World world = named({"Zone", "", "École", "ecluse", "Eau", "œuvre"});
  EXPECT_EQ(names_in_order(world, false),
            (std::vector<std::string>{"Eau", "ecluse", "École", "œuvre", "Zone", ""}));
  EXPECT_EQ(names_in_order(world, true),
            (std::vector<std::string>{"Zone", "œuvre", "École", "ecluse", "Eau", ""}));
}

TEST(ListRows, Equal_names_stay_in_the_order_of_their_files) {
  const World world = named({"Évry", "b", "evry", "EVRY"});
  EXPECT_EQ(names_in_order(world, false), (std::vector<std::string>{"b", "Évry", "evry", "EVRY"}));
  EXPECT_EQ(names_in_order(world, true), (std::vector<std::string>{"Évry", "evry", "EVRY", "b"}));
}

TEST(ListRows, What_is_typed_finds_the_first_row_that_begins_so) {
  const World world = named({"Zone", "École", "Eau", "Écluse"});
  MapState state;
  state.list.open = true;
  for (const bool descending : {false, true}) {
    state.list.descending = descending;
    const auto list = list_rows(list_wish(state, world), nullptr);
    const auto row = list->first_that_begins("ÉC");
    ASSERT_TRUE(row.has_value());
    EXPECT_EQ(world.atlas.places->name(list->rows[*row]), descending ? "École" : "Écluse");
    EXPECT_FALSE(list->first_that_begins("x").has_value());
    EXPECT_FALSE(list->first_that_begins("").has_value());
  }
}

TEST(ListRows, Hiding_a_kind_does_not_sort_again) {
  const World world = test::world_of(test::varied(300, 3));
  MapState state;
  state.list.open = true;
  const auto before = list_rows(list_wish(state, world), nullptr);
  state.visible = KindSet::all() - kinds_of(Family::travail);
  const auto after = list_rows(list_wish(state, world), before);
  EXPECT_EQ(after->all, before->all);
  EXPECT_LT(after->rows.size(), before->rows.size());
  state.list.descending = true;
  EXPECT_NE(list_rows(list_wish(state, world), after)->all, before->all);
}

TEST(ListRows, Precision_goes_from_the_best_known_to_the_least) {
  const World world = test::world_of(test::varied(100, 4));
  MapState state;
  state.list = {true, ListColumn::precision, false, false};
  const auto rows = list_rows(list_wish(state, world), nullptr)->rows;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    EXPECT_LE(world.atlas.places->precision(rows[i - 1]), world.atlas.places->precision(rows[i]));
  }
}

TEST(ListRows, A_sort_that_is_asked_to_stop_gives_nothing) {
  const World world = test::world_of(test::varied(100, 4));
  std::stop_source stop;
  stop.request_stop();
  MapState state;
  state.list.open = true;
  EXPECT_EQ(list_rows(list_wish(state, world), nullptr, stop.get_token()), nullptr);
}

std::string trouble(const std::string& text) {
  const auto compiled = Expression::compile(text);
  return compiled ? "" : expression_trouble(Language::fr, compiled.error().message);
}

TEST(ExpressionTrouble, Is_told_in_the_language_of_the_window) {
  EXPECT_EQ(trouble("year > 2000"), "");
  EXPECT_EQ(trouble("colour = 'red'"), "Il n’y a pas de colonne «\u00a0colour\u00a0».");
  EXPECT_EQ(trouble("year >"), "La condition n’est pas terminée.");
  EXPECT_TRUE(trouble("year = 'abc'").starts_with("«\u00a0=\u00a0» compare"))
      << trouble("year = 'abc'");
  EXPECT_TRUE(trouble("year year").starts_with("La condition n’est pas écrite en SQL"))
      << trouble("year year");
}

TEST(ExpressionTrouble, Columns_are_those_that_compile) {
  for (const std::string_view column : kExpressionColumns) {
    EXPECT_TRUE(Expression::compile(std::string(column) + " IS NOT NULL")) << column;
  }
}

}  // namespace
}  // namespace terreau
