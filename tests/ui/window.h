#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "app/model/action.h"
#include "app/model/i18n.h"
#include "app/ui/ui.h"
#include "tests/support/world.h"

namespace terreau::test {

// The panels with a mouse and a keyboard, without a window: ImGui without any back end.
class Window {
 public:
  explicit Window(int places = 40, double width_pt = 1280, double height_pt = 800,
                  double pixel_scale = 1);
  ~Window();
  Window(const Window&) = delete;
  Window& operator=(const Window&) = delete;

  // Draws frames; what they asked for, none of it applied.
  std::vector<Action> frames(int n);
  // Presses and releases in the middle of a widget, which must be there.
  std::vector<Action> click(std::string_view role, std::string_view label);
  void move_to(ScreenPos at);
  std::vector<Action> type(const std::string& text);
  std::vector<Action> press(int imgui_key);
  void apply(const std::vector<Action>& actions);

  const ui::Widget* widget(std::string_view role, std::string_view label) const;
  std::vector<ui::Widget> all(std::string_view role) const;
  const SceneMark* a_cluster();

  MapState state;
  World world;
  Scene scene;
  ui::UiState ui;
};

// The first action of a type, null where there is none.
template <class T>
const T* find(const std::vector<Action>& actions) {
  for (const Action& a : actions) {
    if (const T* found = std::get_if<T>(&a)) return found;
  }
  return nullptr;
}

}  // namespace terreau::test
