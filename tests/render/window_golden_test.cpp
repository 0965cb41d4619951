#include <functional>

#include "app/replay.h"
#include "geodata/filter_words.h"
#include "tests/render/canvas.h"
#include "tests/render/golden.h"

// The whole window with its panels, on the embedded atlas, as one sees it.
namespace terreau::test {
namespace {

// Glyphs and thin lines of panels differ more between drivers than a map does.
constexpr Tolerance kPanels{32, 0.01};

struct View {
  double width_pt = 1280, height_pt = 800, pixel_scale = 1;
  Theme theme = Theme::light;
  Language language = Language::fr;
  std::vector<Action> actions = {};
  std::function<void(ui::UiState&)> panels = [](ui::UiState&) {};
};

class WindowGolden : public DrawingTest {
 protected:
  static gl::Image picture(View view) {
    headless().resize(static_cast<int>(view.width_pt * view.pixel_scale),
                      static_cast<int>(view.height_pt * view.pixel_scale));
    AppOptions options;
    options.initial.width_pt = view.width_pt;
    options.initial.height_pt = view.height_pt;
    options.initial.pixel_scale = view.pixel_scale;
    options.initial.theme = view.theme;
    options.initial.language = view.language;
    App app(std::move(options), [] {});
    view.actions.insert(view.actions.begin(), action::Wait{0, action::Wait::Until::loaded});
    view.panels(app.ui());
    replay(app, view.actions, [] {});
    app.ui().status.clear();  // how long a message stays depends on the real time
    app.settle();
    for (double now_s = 1000; app.wants_frame(); now_s += 1.0 / 60) app.draw(now_s);
    return headless().read_pixels();
  }
};

action::SetFilter functions(std::vector<std::string> codes) {
  FilterWords words;
  words.functions = std::move(codes);
  return {*parse_filter(words)};
}

TEST_F(WindowGolden, FirstView) { EXPECT_TRUE(same_as_golden(picture({}), "window", kPanels)); }

TEST_F(WindowGolden, FilterPanel) {
  View v;
  v.actions = {action::SetFiltersOpen{true}, functions({"ptce", "cae"})};
  EXPECT_TRUE(same_as_golden(picture(v), "window_filters", kPanels));
}

TEST_F(WindowGolden, ListAndPlaceCard) {
  View v;
  v.actions = {functions({"ptce"})};
  action::SetList list;
  list.list.open = true;
  v.actions.emplace_back(list);
  v.actions.emplace_back(action::SelectPlace{"cite-phares-93"});
  EXPECT_TRUE(same_as_golden(picture(v), "window_list", kPanels));
}

TEST_F(WindowGolden, DepartmentCard) {
  View v;
  v.actions = {action::SelectDepartment{"62"}};
  EXPECT_TRUE(same_as_golden(picture(v), "window_department", kPanels));
}

TEST_F(WindowGolden, RegionCardInTheDarkAndInEnglish) {
  View v;
  v.theme = Theme::dark;
  v.language = Language::en;
  v.actions = {action::SetChoropleth{Choropleth::per10000, TerritoryLevel::region},
               action::SelectRegion{"32"}};
  EXPECT_TRUE(same_as_golden(picture(v), "window_region_dark", kPanels));
}

TEST_F(WindowGolden, Comparison) {
  View v;
  v.actions = {action::SetComparing{true},
               action::CompareTerritory{ref(*department_by_code("72")), true},
               action::CompareTerritory{ref(*department_by_code("53")), true}};
  EXPECT_TRUE(same_as_golden(picture(v), "window_comparison", kPanels));
}

TEST_F(WindowGolden, WhatIsKnown) {
  View v;
  v.actions = {action::SetChoropleth{Choropleth::precise}};
  v.panels = [](ui::UiState& ui) { ui.show_knowledge = true; };
  EXPECT_TRUE(same_as_golden(picture(v), "window_knowledge", kPanels));
}

TEST_F(WindowGolden, NearASpotOnASmallFineScreen) {
  View v;
  v.width_pt = 1024;
  v.height_pt = 640;
  v.pixel_scale = 2;
  v.actions = {action::View{{2.35, 48.9}, 9}, action::SetNearby{Nearby{{2.34, 48.93}, 20, ""}}};
  EXPECT_TRUE(same_as_golden(picture(v), "window_near_2x", kPanels));
}

TEST_F(WindowGolden, AStoryIsTold) {
  View v;
  v.actions = {action::SetReduceMotion{true}, action::ShowStory{"phares", 0}};
  EXPECT_TRUE(same_as_golden(picture(v), "window_story", kPanels));
}

TEST_F(WindowGolden, TheStoriesInTheDarkAndInEnglish) {
  View v;
  v.width_pt = 1024;
  v.height_pt = 640;
  v.theme = Theme::dark;
  v.language = Language::en;
  v.panels = [](ui::UiState& ui) { ui.show_stories = true; };
  EXPECT_TRUE(same_as_golden(picture(v), "window_stories_dark", kPanels));
}

TEST_F(WindowGolden, KeyFigures) {
  View v;
  v.panels = [](ui::UiState& ui) { ui.show_figures = true; };
  EXPECT_TRUE(same_as_golden(picture(v), "window_key_figures", kPanels));
}

TEST_F(WindowGolden, RingsOfLinks) {
  View v;
  v.actions = {action::SelectPlace{"citiz-occitanie-31"}, action::SetLinkRings{2}};
  EXPECT_TRUE(same_as_golden(picture(v), "window_links", kPanels));
}

TEST_F(WindowGolden, SearchResults) {
  View v;
  v.actions = {action::Search{"renata"}};
  v.panels = [](ui::UiState& ui) { ui.focus_search = true; };
  EXPECT_TRUE(same_as_golden(picture(v), "window_search", kPanels));
}

}  // namespace
}  // namespace terreau::test
