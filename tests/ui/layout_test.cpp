#include <algorithm>
#include <fstream>
#include <regex>
#include <set>

#include <gtest/gtest.h>
#include <imgui.h>

#include "app/ui/style.h"
#include "app/ui/text.h"
#include "tests/ui/window.h"

// What any state of the panels must keep: nothing overlaps, leaves the window or is cut.
namespace terreau::ui {
namespace {

using test::Window;

struct Size {
  double width_pt, height_pt, pixel_scale;
};

bool overlap(const ScreenRect& a, const ScreenRect& b) {
  constexpr double kTouch = 0.75;  // neighbours may share an edge
  return a.x_pt + a.width_pt > b.x_pt + kTouch && b.x_pt + b.width_pt > a.x_pt + kTouch &&
         a.y_pt + a.height_pt > b.y_pt + kTouch && b.y_pt + b.height_pt > a.y_pt + kTouch;
}

bool interactive(const Widget& w) {
  static const std::set<std::string> roles{"button",   "checkbox", "radio",    "link",
                                           "listitem", "textbox",  "menuitem", "slider"};
  return roles.contains(w.role);
}

std::string words(const Widget& w) { return w.role + " " + w.label; }

void expect_sound(const Window& w) {
  const ScreenRect window{0, 0, w.state.width_pt, w.state.height_pt};
  for (const Widget& a : w.ui.widgets) {
    EXPECT_GE(a.rect.x_pt, -0.5) << words(a);
    EXPECT_GE(a.rect.y_pt, -0.5) << words(a);
    EXPECT_LE(a.rect.x_pt + a.rect.width_pt, window.width_pt + 0.5) << words(a);
    EXPECT_LE(a.rect.y_pt + a.rect.height_pt, window.height_pt + 0.5) << words(a);
    EXPECT_FALSE(a.label.empty()) << a.role;
    for (const Widget& b : w.ui.widgets) {
      if (&a >= &b || !interactive(a) || !interactive(b)) continue;
      EXPECT_FALSE(overlap(a.rect, b.rect)) << words(a) << " / " << words(b);
    }
  }
  EXPECT_EQ(w.ui.cut, std::vector<std::string>{});
}

class Layout : public testing::TestWithParam<std::tuple<Size, Language>> {
 protected:
  Layout()
      : w(120, std::get<0>(GetParam()).width_pt, std::get<0>(GetParam()).height_pt,
          std::get<0>(GetParam()).pixel_scale) {
    w.state.language = std::get<1>(GetParam());
    w.frames(3);
  }
  Window w;
};

TEST_P(Layout, Of_the_first_view) { expect_sound(w); }

TEST_P(Layout, With_a_message_above_the_insets) {
  w.ui.status = "13 873 lieux chargés";
  w.frames(3);
  const Widget* said = w.widget("status", w.ui.status);
  ASSERT_NE(said, nullptr);
  for (const MapFrame& frame : w.scene.frames) {
    if (frame.inset) {
      EXPECT_FALSE(overlap(said->rect, frame.viewport));
    }
  }
  expect_sound(w);
}

TEST_P(Layout, With_every_row_unfolded) {
  w.ui.unfolded.fill(true);
  w.ui.show_empty = true;
  w.frames(3);
  expect_sound(w);
}

TEST_P(Layout, With_filters) {
  w.state.filter.year_from = 2001;
  w.state.filter.year_to = 2010;
  w.state.filter.text = "coopération paysanne";
  w.state.filter.families = kinds_of(Family::cae);
  w.state.filter.departments.set(61);
  w.frames(3);
  expect_sound(w);
}

TEST_P(Layout, With_the_filter_panel) {
  w.state.filters_open = true;
  for (int section = 0; section < kFilterSectionCount; ++section) {
    w.ui.filters.open.fill(false);
    w.ui.filters.open[static_cast<std::size_t>(section)] = true;
    w.frames(3);
    expect_sound(w);
  }
}

TEST_P(Layout, With_the_list_and_a_card) {
  w.state.list.open = true;
  w.frames(3);
  expect_sound(w);
  w.state.selected = PlaceId{3};
  w.frames(3);
  expect_sound(w);
  w.state.panel_open = false;
  w.frames(3);
  expect_sound(w);
}

TEST_P(Layout, With_cards) {
  for (const Target& target :
       {Target(PlaceId{3}), Target(*department_by_code("62")), Target(*department_by_code("93")),
        Target(*department_by_code("976"))}) {
    w.state.selected = target;
    w.frames(3);
    expect_sound(w);
  }
  if (const SceneMark* cluster = w.a_cluster()) {
    w.state.selected = ClusterRef{Territory::metropole, cluster->node};
    w.frames(3);
    expect_sound(w);
  }
}

TEST_P(Layout, Of_the_key_sheet_alone) {
  w.state.panel_open = false;
  w.ui.show_keys = true;
  w.frames(3);
  EXPECT_EQ(w.ui.cut, std::vector<std::string>{});
  const auto labels = w.all("label");
  for (auto a = labels.begin(); a != labels.end(); ++a) {
    EXPECT_LT(a->rect.x_pt + a->rect.width_pt, w.state.width_pt) << a->label;
    for (auto b = a + 1; b != labels.end(); ++b) {
      const bool beside = a->rect.x_pt + a->rect.width_pt <= b->rect.x_pt ||
                          b->rect.x_pt + b->rect.width_pt <= a->rect.x_pt;
      const bool apart = a->rect.y_pt + a->rect.height_pt <= b->rect.y_pt ||
                         b->rect.y_pt + b->rect.height_pt <= a->rect.y_pt;
      EXPECT_TRUE(beside || apart) << a->label << " / " << b->label;
    }
  }
}

// The font's glyphs are chosen one by one; a missing one is drawn as another.
TEST(Icons, EachIsInTheFont) {
  Window w;
  w.frames(1);
  std::ifstream file(TERREAU_SOURCE_DIR "/app/ui/style.h");
  const std::string text((std::istreambuf_iterator<char>(file)), {});
  const std::regex icon(R"(\\u(e[0-9a-f]{3}))");
  int seen = 0;
  for (std::sregex_iterator i(text.begin(), text.end(), icon), end; i != end; ++i, ++seen) {
    const auto code = static_cast<ImWchar>(std::stoul((*i)[1], nullptr, 16));
    for (const Type type : {Type::icon, Type::small_icon}) {
      const ImFont* font = ImGui::GetIO().Fonts->Fonts[static_cast<int>(type)];
      EXPECT_NE(font->FindGlyphNoFallback(code), nullptr) << (*i)[1];
    }
  }
  EXPECT_GT(seen, 20);
}

TEST_P(Layout, All_families_are_in_view_where_there_is_room) {
  if (w.state.height_pt < 800) GTEST_SKIP() << "this window scrolls";
  w.ui.show_empty = true;
  w.frames(3);
  const auto rows = w.all("checkbox");
  for (int i = 0; i < kFamilyCount; ++i) {
    const auto name = tr(w.state.language, info(static_cast<Family>(i)).name);
    const auto row = std::ranges::find(rows, name, &Widget::label);
    ASSERT_NE(row, rows.end()) << name;
    EXPECT_GE(row->rect.height_pt, 32) << name;
  }
}

INSTANTIATE_TEST_SUITE_P(Windows, Layout,
                         testing::Combine(testing::Values(Size{1280, 800, 1}, Size{1024, 640, 1},
                                                          Size{1280, 800, 2}),
                                          testing::Values(Language::fr, Language::en)));

}  // namespace
}  // namespace terreau::ui
