#include "app/model/choropleth.h"

#include <cmath>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/model/action.h"
#include "app/model/fills.h"
#include "app/model/scene.h"
#include "geodata/populations.h"
#include "tests/support/world.h"

namespace terreau {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

DepartmentId dep(const char* code) { return *department_by_code(code); }

// Three SCOP and one SCIC in 62, one SCIC in 59, nothing elsewhere; one known to the region only.
World small_world() {
  std::vector<PlaceRow> rows;
  const auto add = [&](const char* department, LegalForm form, Precision precision,
                       const char* date) {
    PlaceRow row = test::place(std::to_string(rows.size()), {}, form);
    if (*department != 0) row.department = dep(department);
    row.precision = precision;
    row.source_date = date;
    rows.push_back(row);
  };
  add("62", LegalForm::scop, Precision::commune, "2019-01-01");
  add("62", LegalForm::scop, Precision::departement, "2021");
  add("62", LegalForm::scop, Precision::departement, "");
  add("62", LegalForm::scic, Precision::departement, "2015-05-05");
  add("59", LegalForm::scic, Precision::commune, "2020");
  add("", LegalForm::cuma, Precision::region, "2020");
  rows.back().region = "Hauts-de-France";
  return test::world_of(rows);
}

MapState shaded(Choropleth what, TerritoryLevel by = TerritoryLevel::departement) {
  MapState state;
  state.choropleth = what;
  state.shading.by = by;
  return state;
}

TEST(Choropleth, A_department_without_places_has_no_data) {
  const auto map = classify(shaded(Choropleth::count), small_world());
  EXPECT_EQ(map.territories, 2);
  EXPECT_EQ(map.of, kDepartmentCount);
  EXPECT_EQ(map.value[dep("62").value], 4);
  EXPECT_TRUE(std::isnan(map.value[dep("01").value]));
  EXPECT_EQ(map.class_of[dep("01").value], -1);
  EXPECT_EQ(map.lowest, 1);
  EXPECT_EQ(map.upper_bounds.back(), 4);
}

TEST(Choropleth, A_region_counts_what_is_known_only_to_it) {
  const auto map = classify(shaded(Choropleth::count, TerritoryLevel::region), small_world());
  EXPECT_EQ(map.territories, 1);
  EXPECT_EQ(map.of, kRegionCount);
  for (const char* member : {"59", "62", "80", "02", "60"}) {
    EXPECT_EQ(map.value[dep(member).value], 6) << member;
    EXPECT_EQ(map.class_of[dep(member).value], 0);
  }
}

TEST(Choropleth, Values_follow_the_kinds_that_are_shown) {
  MapState state = shaded(Choropleth::count);
  state.visible = KindSet::all() - kinds_of(Family::travail);
  const auto map = classify(state, small_world());
  EXPECT_EQ(map.value[dep("62").value], 1);
}

TEST(Choropleth, A_share_of_0_is_a_value_where_something_is_known) {
  MapState state = shaded(Choropleth::share);
  EXPECT_EQ(classify(state, small_world()).value[dep("62").value], 25);
  EXPECT_EQ(classify(state, small_world()).value[dep("59").value], 100);
  state.shading.share_of = kind_of(LegalForm::cuma);
  const auto map = classify(state, small_world());
  EXPECT_EQ(map.value[dep("62").value], 0);
  EXPECT_EQ(map.class_of[dep("62").value], 0);
  EXPECT_EQ(map.class_of[dep("01").value], -1);
}

TEST(Choropleth, To_10_000_inhabitants) {
  const auto map = classify(shaded(Choropleth::per10000), small_world());
  const double people = static_cast<double>(population_of(ref(dep("62"))).people);
  EXPECT_NEAR(map.value[dep("62").value], 4 / people * 10000, 1e-12);
}

TEST(Choropleth, How_precise_and_how_old) {
  EXPECT_EQ(classify(shaded(Choropleth::precise), small_world()).value[dep("62").value], 25);
  const auto years = classify(shaded(Choropleth::source_year), small_world());
  EXPECT_EQ(years.value[dep("62").value], 2019);  // of 2015, 2019, 2021
}

TEST(Choropleth, Its_legend_says_value_method_and_how_many_have_data) {
  MapState state = shaded(Choropleth::per10000);
  state.shading.method = ClassMethod::jenks;
  state.language = Language::en;
  const ChoroplethWords words = words_of(state, classify(state, small_world()));
  EXPECT_EQ(words.title, "Places per 10,000 inhabitants, by department");
  EXPECT_EQ(words.method, "Natural breaks (Jenks), 2 classes · n = 2 of 101");
  EXPECT_THAT(words.source, HasSubstr("2026"));
  EXPECT_EQ(words.bounds.size(), 3U);
  state.choropleth = Choropleth::count;
  EXPECT_THAT(words_of(state, classify(state, small_world())).bounds, ElementsAre("1", "1", "4"));
}

TEST(Choropleth, Classes_are_kept_until_something_changes) {
  World world = small_world();
  MapState state = shaded(Choropleth::count);
  Classes classes;
  const double* first = classes.of(state, world).upper_bounds.data();
  EXPECT_EQ(classes.of(state, world).upper_bounds.data(), first);
  state.visible = kinds_of(Family::multi_societariat);
  EXPECT_EQ(classes.of(state, world).value[dep("62").value], 1);
  state.shading.by = TerritoryLevel::region;
  EXPECT_EQ(classes.of(state, world).territories, 1);
}

TEST(Choropleth, Tones_of_any_number_of_classes_differ) {
  for (const Theme theme : {Theme::light, Theme::dark}) {
    for (std::size_t n = kFewestClasses; n <= kMostClasses; ++n) {
      for (std::size_t i = 1; i < n; ++i) {
        EXPECT_NE(class_colour(theme, i, n), class_colour(theme, i - 1, n));
      }
    }
  }
}

TEST(Choropleth, The_action_changes_what_it_names) {
  const World world = small_world();
  MapState state;
  apply(state,
        action::SetChoropleth{Choropleth::share, TerritoryLevel::region, kind_of(Function::cae),
                              ClassMethod::jenks, 9},
        world);
  EXPECT_EQ(state.shading.classes, kMostClasses);
  apply(state, action::SetChoropleth{Choropleth::count}, world);
  EXPECT_EQ(state.choropleth, Choropleth::count);
  EXPECT_EQ(state.shading.by, TerritoryLevel::region);
  EXPECT_EQ(state.shading.share_of, kind_of(Function::cae));
}

TEST(Choropleth, While_regions_are_shaded_the_ground_is_regions) {
  const World world = small_world();
  MapState state = shaded(Choropleth::count, TerritoryLevel::region);
  const Scene scene = build_scene(state, world);
  const ScreenPos at =
      scene.frames[0].to_screen(Projection(Territory::metropole).project({0.5, 50}));
  EXPECT_EQ(pick(scene, world, at), Target(region_of(dep("62"))));
  state.choropleth = Choropleth::none;
  EXPECT_EQ(pick(build_scene(state, world), world, at), Target(dep("62")));
}

}  // namespace
}  // namespace terreau
