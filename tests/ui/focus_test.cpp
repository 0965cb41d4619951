#include <algorithm>

#include <gtest/gtest.h>
#include <imgui.h>

#include "tests/ui/window.h"

// Where the keyboard is: it follows what opens, and comes back from what closes.
namespace terreau::ui {
namespace {

using test::Window;

const Widget* focused(const Window& w) {
  for (const Widget& widget : w.ui.widgets) {
    if (widget.focused) return &widget;
  }
  return nullptr;
}

TEST(Focus, Exactly_one_widget_has_it) {
  Window w;
  EXPECT_EQ(focused(w), nullptr);
  focus_next_surface(w.ui);
  w.frames(2);
  ASSERT_NE(focused(w), nullptr);
  EXPECT_EQ(std::ranges::count_if(w.ui.widgets, [](const Widget& x) { return x.focused; }), 1);
}

TEST(Focus, Tab_goes_round_and_arrows_end) {
  Window w;
  focus_next_surface(w.ui);
  w.frames(2);
  const std::string first = focused(w)->label;
  w.press(ImGuiKey_UpArrow);
  EXPECT_EQ(focused(w)->label, first);
  w.ui.focus.step = -1;
  w.frames(2);
  EXPECT_EQ(w.ui.focus.item, w.ui.focus.count - 1);
  w.ui.focus.step = 1;
  w.frames(2);
  EXPECT_EQ(focused(w)->label, first);
}

TEST(Focus, It_follows_what_a_widget_opens_and_comes_back) {
  Window w;
  focus_next_surface(w.ui);
  w.frames(2);
  const std::string before = w.ui.focus.surface;
  w.ui.focus.item = 1;
  w.frames(1);
  w.ui.show_sources = true;
  w.frames(2);
  EXPECT_EQ(w.ui.focus.surface, "sources");
  EXPECT_EQ(w.ui.focus.item, 0);
  w.ui.show_sources = false;
  w.frames(2);
  EXPECT_EQ(w.ui.focus.surface, before);
  EXPECT_EQ(w.ui.focus.item, 1);
}

TEST(Focus, What_the_mouse_opens_leaves_it_on_the_map) {
  Window w;
  w.ui.show_sources = true;
  w.frames(2);
  EXPECT_EQ(w.ui.focus.surface, "");
}

TEST(Focus, A_key_may_want_it_for_what_it_opens) {
  Window w;
  w.ui.show_knowledge = true;
  w.ui.focus.wanted = "knowledge";
  w.frames(2);
  EXPECT_EQ(w.ui.focus.surface, "knowledge");
  w.ui.show_knowledge = false;
  w.frames(2);
  EXPECT_EQ(w.ui.focus.surface, "");
}

TEST(Focus, The_minimap_is_moved_by_arrows) {
  Window w;
  apply(w.state, action::View{{2.5, 48}, 9}, w.world);
  w.frames(2);
  ASSERT_NE(w.widget("slider", "Carte de situation"), nullptr);
  w.ui.focus.surface = "minimap";
  w.frames(2);
  const auto asked = w.press(ImGuiKey_RightArrow);
  const auto* moved = test::find<action::View>(asked);
  ASSERT_NE(moved, nullptr);
  EXPECT_GT(moved->center.lon_deg, 2.6);
  EXPECT_NEAR(moved->center.lat_deg, 48, 0.05);
}

}  // namespace
}  // namespace terreau::ui
