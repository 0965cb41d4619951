#include <gtest/gtest.h>
#include <imgui.h>

#include "tests/ui/window.h"

// The filter panel and the list, by mouse and by keyboard.
namespace terreau::ui {
namespace {

using test::Window;

class FilterPanel : public testing::Test {
 protected:
  FilterPanel() : w(400) {
    w.world = test::world_of(test::varied(400, 21));
    w.state.filters_open = true;
    w.ui.filters.open.fill(false);
    w.frames(3);
  }
  void unfold(FilterSection section) {
    w.ui.filters.open.fill(false);
    w.ui.filters.open[static_cast<std::size_t>(section)] = true;
    w.frames(3);
  }
  Filter after(const std::vector<Action>& asked) {
    const auto* set = test::find<action::SetFilter>(asked);
    EXPECT_NE(set, nullptr);
    return set != nullptr ? set->filter : Filter{};
  }
  Window w;
};

TEST_F(FilterPanel, Opens_by_the_button_beside_the_chips) {
  const auto asked = w.click("checkbox", "Filtres (F)");
  ASSERT_NE(test::find<action::SetFiltersOpen>(asked), nullptr);
  EXPECT_FALSE(test::find<action::SetFiltersOpen>(asked)->open);
}

TEST_F(FilterPanel, A_choice_narrows_and_its_number_is_what_then_passes) {
  unfold(FilterSection::families);
  const auto name = info(Family::agricole).name.fr;
  const std::string number = *w.widget("checkbox", name)->value;
  w.apply(w.click("checkbox", name));
  w.frames(2);
  EXPECT_EQ(w.state.filter.families, kinds_of(Family::agricole));
  EXPECT_EQ(format_count(Language::fr, static_cast<std::int64_t>(w.world.markers->passing.size())),
            number);
  EXPECT_EQ(w.widget("checkbox", name)->checked, true);
  w.apply(w.click("checkbox", name));
  EXPECT_EQ(w.state.filter, Filter{});
}

TEST_F(FilterPanel, Numbers_follow_the_other_parts_and_the_legend) {
  unfold(FilterSection::precision);
  const auto number = [&] { return *w.widget("checkbox", "à la commune")->value; };
  const std::string all = number();
  w.state.filter.year_from = 2000;
  w.frames(2);
  const std::string later = number();
  EXPECT_NE(later, all);
  w.state.visible = kinds_of(Family::travail);
  w.frames(2);
  EXPECT_NE(number(), later);
}

TEST_F(FilterPanel, Territories_are_found_by_typing_and_several_may_be_chosen) {
  unfold(FilterSection::territory);
  w.ui.filters.territory = "pas de cal";
  w.frames(2);
  w.apply(w.click("checkbox", "Pas-de-Calais (62)"));
  w.ui.filters.territory = "bretagne";
  w.frames(2);
  w.apply(w.click("checkbox", "Bretagne (région)"));
  EXPECT_TRUE(w.state.filter.departments[department_by_code("62")->value]);
  EXPECT_TRUE(w.state.filter.regions[match_region("Bretagne")->value]);
  w.frames(2);
  EXPECT_NE(w.widget("button", "Pas-de-Calais (62)"), nullptr) << "its chip";
  EXPECT_NE(w.widget("button", "Bretagne"), nullptr) << "its chip";
}

TEST_F(FilterPanel, Years_are_typed) {
  unfold(FilterSection::years);
  w.click("textbox", "Première année");
  w.type("1990");
  const Filter filter = after(w.press(ImGuiKey_Enter));
  EXPECT_EQ(filter.year_from, 1990);
  EXPECT_EQ(filter.year_to, 0);
}

TEST_F(FilterPanel, Playing_moves_a_window_of_years) {
  unfold(FilterSection::years);
  w.state.filter.year_from = 1970;
  w.state.filter.year_to = 1974;
  w.frames(2);
  const auto first = after(w.click("button", "Faire défiler les années"));
  EXPECT_EQ(first.year_from, 1971);
  EXPECT_EQ(first.year_to, 1975);
  w.state.filter = first;
  EXPECT_NE(w.widget("button", "Pause"), nullptr);
  w.ui.filters.play.next_s -= 10;
  const auto second = after(w.frames(1));
  EXPECT_EQ(second.year_from, 1972);
  w.click("button", "Pause");
  EXPECT_FALSE(w.ui.filters.play.on);
}

TEST_F(FilterPanel, With_reduced_motion_each_click_is_a_step) {
  unfold(FilterSection::years);
  w.ui.reduce_motion = true;
  w.state.filter.year_from = 1970;
  w.state.filter.year_to = 1974;
  w.frames(2);
  EXPECT_EQ(after(w.click("button", "Année suivante")).year_from, 1971);
  EXPECT_FALSE(w.ui.filters.play.on);
}

TEST_F(FilterPanel, Handles_move_by_the_arrow_keys) {
  w.state.filter.year_from = 1990;
  w.ui.filters.open.fill(false);
  w.frames(2);
  w.ui.focus.surface = "left panel";
  for (int i = 0; i < 40; ++i) {
    w.ui.focus.item = i;
    w.frames(1);
    const auto asked = w.press(ImGuiKey_RightArrow);
    if (test::find<action::SetFilter>(asked) == nullptr) continue;
    EXPECT_EQ(after(asked).year_from, 1991);
    return;
  }
  FAIL() << "no handle answers the arrow keys";
}

TEST_F(FilterPanel, A_condition_that_does_not_compile_says_why_and_changes_nothing) {
  unfold(FilterSection::expression);
  w.click("textbox", "Condition");
  auto asked = w.type("colour = 1");
  EXPECT_NE(w.widget("label", "Il n’y a pas de colonne «\u00a0colour\u00a0»."), nullptr);
  const auto more = w.press(ImGuiKey_Enter);
  asked.insert(asked.end(), more.begin(), more.end());
  EXPECT_EQ(test::find<action::SetFilter>(asked), nullptr);
}

TEST_F(FilterPanel, A_column_completes_what_has_been_begun) {
  unfold(FilterSection::expression);
  w.ui.filters.expression = "year > 1990 AND com";
  w.frames(1);
  w.click("button", "commune");
  EXPECT_EQ(w.ui.filters.expression, "year > 1990 AND commune ");
  w.ui.filters.expression += "= 'Lens'";
  w.frames(1);
  EXPECT_EQ(after(w.click("link", "Appliquer (Entrée)")).expression,
            "year > 1990 AND commune = 'Lens'");
}

TEST_F(FilterPanel, Everything_is_reached_by_the_keyboard) {
  unfold(FilterSection::families);
  w.ui.filters.take_focus = true;
  w.frames(2);
  EXPECT_EQ(w.ui.focus.surface, "left panel");
  const int first = w.ui.focus.item;
  w.press(ImGuiKey_DownArrow);  // Families
  EXPECT_EQ(w.ui.focus.item, first + 1);
  w.press(ImGuiKey_DownArrow);  // its first family
  const Filter filter = after(w.press(ImGuiKey_Space));
  EXPECT_EQ(filter.families, kinds_of(Family::travail));
}

TEST_F(FilterPanel, What_is_hidden_is_counted_and_shown_again_by_one_click) {
  w.state.filter.year_from = 2000;
  w.state.visible = KindSet::all() - kinds_of(Family::travail);
  w.frames(2);
  std::string link;
  for (const Widget& widget : w.all("link")) {
    if (widget.label.find("masqués par les filtres") != std::string::npos) link = widget.label;
  }
  const Counts shown = count_shown(*w.world.atlas.places, w.world.markers->tables, w.state.visible);
  EXPECT_TRUE(link.starts_with(std::to_string(400 - shown.total))) << link;
  EXPECT_NE(w.widget("label", std::to_string(shown.total) + " sur 400 lieux"), nullptr);
  w.apply(w.click("link", link));
  EXPECT_EQ(w.state.filter, Filter{});
  EXPECT_EQ(w.state.visible, KindSet::all());
}

// ---- the list ----

class List : public testing::Test {
 protected:
  List() : w(400) {
    w.world = test::world_of(test::varied(400, 22));
    w.state.list.open = true;
    w.frames(3);
  }
  const Places& places() const { return *w.world.atlas.places; }
  PlaceId in_row(std::size_t row) const { return w.world.list->rows[row]; }
  Window w;
};

TEST_F(List, Draws_only_the_rows_in_sight) {
  const auto rows = w.all("row");
  EXPECT_GE(rows.size(), 5U);
  EXPECT_LE(rows.size(), 20U);
  EXPECT_EQ(rows.front().label, places().name(in_row(0)));
}

TEST_F(List, A_click_on_a_header_sorts_by_it_and_another_turns_it_round) {
  w.apply(w.click("columnheader", "Année"));
  EXPECT_EQ(w.state.list.sort, ListColumn::year);
  w.frames(1);
  EXPECT_EQ(*w.widget("columnheader", "Année")->value, "ascending");
  w.apply(w.click("columnheader", "Année"));
  EXPECT_TRUE(w.state.list.descending);
  w.frames(1);
  EXPECT_EQ(*w.widget("columnheader", "Année")->value, "descending");
  EXPECT_EQ(places().year(in_row(0)), 2019);
}

TEST_F(List, A_click_on_a_row_flies_there_and_selects) {
  const auto asked = w.click("row", w.all("row")[2].label);
  const auto* select = test::find<action::SelectPlace>(asked);
  ASSERT_NE(select, nullptr);
  EXPECT_EQ(select->id, places().id(in_row(2)));
}

TEST_F(List, The_row_under_the_pointer_has_its_mark_hovered_until_it_leaves) {
  w.move_to(w.all("row")[3].rect.center());
  const auto asked = w.frames(2);
  const auto* hover = test::find<action::HoverPlace>(asked);
  ASSERT_NE(hover, nullptr);
  EXPECT_EQ(hover->place, in_row(3));
  w.apply(asked);
  w.move_to({640, 100});
  EXPECT_NE(test::find<action::Leave>(w.frames(2)), nullptr);
}

TEST_F(List, A_selection_on_the_map_is_brought_into_sight) {
  const PlaceId far = in_row(350);
  w.state.selected = far;
  w.frames(2);
  bool seen = false;
  for (const Widget& row : w.all("row")) seen = seen || row.checked.value_or(false);
  EXPECT_TRUE(seen);
  EXPECT_GT(w.ui.list.first, 300);
}

TEST_F(List, Keys_walk_the_rows_and_Enter_opens) {
  w.ui.list.take_focus = true;
  w.frames(2);
  EXPECT_EQ(w.ui.focus.surface, "list");
  w.press(ImGuiKey_DownArrow);
  EXPECT_EQ(w.ui.list.cursor, in_row(0));
  w.press(ImGuiKey_DownArrow);
  EXPECT_EQ(w.ui.list.cursor, in_row(1));
  w.press(ImGuiKey_End);
  EXPECT_EQ(w.ui.list.cursor, w.world.list->rows.back());
  w.press(ImGuiKey_PageUp);
  EXPECT_NE(w.ui.list.cursor, w.world.list->rows.back());
  w.press(ImGuiKey_Home);
  const auto asked = w.press(ImGuiKey_Enter);
  ASSERT_NE(test::find<action::SelectPlace>(asked), nullptr);
  EXPECT_EQ(test::find<action::SelectPlace>(asked)->id, places().id(in_row(0)));
}

TEST_F(List, Typing_goes_to_the_first_row_that_begins_so) {
  w.ui.list.take_focus = true;
  w.frames(2);
  w.type("zone");
  EXPECT_TRUE(places().name(w.ui.list.cursor).starts_with("Zone"));
}

TEST_F(List, Shows_what_the_filter_and_the_legend_let_through) {
  w.state.filter.year_from = 1990;
  w.state.visible = kinds_of(Family::agricole);
  w.frames(2);
  const Counts shown = count_shown(places(), w.world.markers->tables, w.state.visible);
  EXPECT_EQ(w.world.list->rows.size(), static_cast<std::size_t>(shown.total));
}

TEST_F(List, Only_what_is_in_view_is_a_switch) {
  w.apply(w.click("checkbox", "seulement ce qui est en vue"));
  EXPECT_TRUE(w.state.list.in_view);
  w.frames(1);
  EXPECT_EQ(static_cast<std::int64_t>(w.world.list->rows.size()), w.scene.in_view);
}

TEST_F(List, Closes_by_its_cross_and_opens_by_its_button) {
  w.apply(w.click("button", "Fermer la liste (L)"));
  EXPECT_FALSE(w.state.list.open);
  w.frames(1);
  w.apply(w.click("checkbox", "Liste (L)"));
  EXPECT_TRUE(w.state.list.open);
}

}  // namespace
}  // namespace terreau::ui
