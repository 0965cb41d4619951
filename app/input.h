#pragma once

#include <string_view>

#include <SDL.h>

#include "app/app.h"
#include "app/window.h"

namespace terreau {

// SDL's events become what the panels (ImGui) and the hand on the map (Gestures) understand.
class Input {
 public:
  Input(App& app, Window& window);  // `app` and `window` outlive it
  ~Input();
  Input(const Input&) = delete;
  Input& operator=(const Input&) = delete;
  // One event; true if a frame is due.
  bool handle(const SDL_Event& event);
  // Call once a frame, after the events and before App::draw.
  void before_frame();

 private:
  void mouse(const SDL_Event& event);
  void button(const SDL_MouseButtonEvent& event, bool down);
  void key(const SDL_KeyboardEvent& event);
  void forward_to_panels(const SDL_Event& event);
  bool character_shortcut(std::string_view text);
  bool move_shortcut(const SDL_Keysym& pressed);
  std::string key_name(SDL_Keycode key) const;
  void other_shortcut(SDL_Keycode key);
  bool story_key(SDL_Keycode key);
  bool panel_key(SDL_Keycode key);
  void open_menu_by_key();
  void open_filters();
  void open_list();
  void open_shading();
  void switch_surface(bool& shown, std::string_view name);
  void toggle(Family family);
  void take_step(bool again);
  bool go_home();
  const MapFrame* focused_inset();
  void focus_next_inset();
  bool size_shortcut(const SDL_Keysym& pressed);
  bool letter_shortcut(SDL_Keycode key);
  void next_grouping();
  void close_one();
  ScreenPos position(int x, int y) const;
  bool over_panel() const { return app_.gui().wants_mouse(); }

  App& app_;
  Window& window_;
  Modifiers mods_;
  ScreenPos cursor_;
  bool shortcut_letter_ = false;  // the text of the key just pressed has been used
};

}  // namespace terreau
