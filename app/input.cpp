#include "app/input.h"

#include <cfloat>
#include <cmath>
#include <utility>

#include <backends/imgui_impl_sdl.h>
#include <imgui.h>

#include "app/model/stories.h"
#include "app/model/view_line.h"
#include "app/stopwatch.h"

namespace terreau {
namespace {

constexpr double kArrowStepPt = 100;
constexpr double kKeyZoomStep = 0.5;
constexpr double kInsetStep = 0.2;  // of the main map's

Button button_of(std::uint8_t sdl) {
  if (sdl == SDL_BUTTON_MIDDLE) return Button::middle;
  return sdl == SDL_BUTTON_RIGHT ? Button::right : Button::left;
}

// A notch of a wheel is a whole number; a trackpad sends fractions.
bool is_precise(const SDL_MouseWheelEvent& e) {
  return static_cast<double>(e.preciseY) != std::floor(static_cast<double>(e.preciseY));
}

// By position, since the digits of an AZERTY row need Shift.
int digit_of(SDL_Scancode code) {
  if (code >= SDL_SCANCODE_1 && code <= SDL_SCANCODE_9) return code - SDL_SCANCODE_1 + 1;
  if (code >= SDL_SCANCODE_KP_1 && code <= SDL_SCANCODE_KP_9) return code - SDL_SCANCODE_KP_1 + 1;
  return 0;
}

}  // namespace

Input::Input(App& app, Window& window) : app_(app), window_(window) {
  ImGui_ImplSDL2_InitForOpenGL(window.sdl(), window.context());
}

Input::~Input() { ImGui_ImplSDL2_Shutdown(); }

ScreenPos Input::position(int x, int y) const {
  return {x / window_.window_scale(), y / window_.window_scale()};
}

bool Input::handle(const SDL_Event& event) {
  if (event.type == SDL_TEXTINPUT && character_shortcut(event.text.text)) return true;
  // The letter of a shortcut is no text for what the shortcut has opened.
  if (event.type == SDL_TEXTINPUT && std::exchange(shortcut_letter_, false)) return true;
  forward_to_panels(event);
  switch (event.type) {
    case SDL_QUIT: app_.perform(action::Quit{}); return true;
    case SDL_WINDOWEVENT:
      if (event.window.event == SDL_WINDOWEVENT_FOCUS_GAINED) app_.look_at_desktop();
      if (event.window.event == SDL_WINDOWEVENT_LEAVE) {
        app_.gestures().leave();
        app_.perform(action::Leave{});
      }
      return true;
    case SDL_MOUSEMOTION:
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP:
    case SDL_MOUSEWHEEL:
    case SDL_MULTIGESTURE: mouse(event); return true;
    case SDL_KEYDOWN:
    case SDL_KEYUP: key(event.key); return true;
    case SDL_DROPTEXT:
      if (is_view_line(event.drop.file)) app_.perform(action::OpenView{event.drop.file});
      SDL_free(event.drop.file);
      return true;
    case SDL_DROPFILE:
      app_.perform(action::LookAtSource{event.drop.file});
      SDL_free(event.drop.file);
      return true;
    default: return event.type != SDL_USEREVENT;
  }
}

// Characters, not keys: "/" and "?" sit elsewhere on each keyboard layout.
bool Input::character_shortcut(std::string_view text) {
  if (app_.gui().wants_keyboard()) return false;
  if (text == "/") app_.ui().focus_search = true;
  if (text == "?") switch_surface(app_.ui().show_keys, "keys");
  return text == "/" || text == "?";
}

void Input::mouse(const SDL_Event& e) {
  const double now = now_s();
  if (e.type == SDL_MOUSEMOTION) {
    cursor_ = position(e.motion.x, e.motion.y);
    app_.gestures().move(cursor_, now);
    const bool dragging = app_.gestures().dragging();
    // The hand holds the ground beneath it: what that is is known, and not told again.
    if (app_.gestures().panning() || (over_panel() && !dragging)) {
      if (app_.state().cursor) app_.perform(action::Leave{});
    } else if (!dragging) {
      app_.perform(action::Hover{cursor_});
    }
  } else if (e.type == SDL_MOUSEWHEEL) {
    if (over_panel()) return;
    const double up = e.wheel.direction == SDL_MOUSEWHEEL_FLIPPED ? -1 : 1;
    app_.gestures().wheel(cursor_, up * static_cast<double>(e.wheel.preciseY), is_precise(e.wheel),
                          mods_, now);
  } else if (e.type == SDL_MULTIGESTURE) {
    const ScreenPos at{static_cast<double>(e.mgesture.x) * window_.width_pt(),
                       static_cast<double>(e.mgesture.y) * window_.height_pt()};
    app_.gestures().pinch(at, 1 + 2 * static_cast<double>(e.mgesture.dDist), now);
  } else {
    button(e.button, e.type == SDL_MOUSEBUTTONDOWN);
  }
}

void Input::button(const SDL_MouseButtonEvent& e, bool down) {
  cursor_ = position(e.x, e.y);
  const Button b = button_of(e.button);
  if (!down) return app_.gestures().release(b, cursor_, now_s());
  if (over_panel()) return;
  app_.ui().menu_at.reset();
  app_.ui().focus.surface.clear();
  if (b == Button::right) {
    app_.perform(action::Hover{cursor_});
    app_.ui().menu_at = cursor_;
    return;
  }
  const auto grip = inset_grip_at(app_.scene(), cursor_);
  if (grip && b == Button::left && !mods_.space && !mods_.shift) {
    return app_.gestures().grip(*grip, enlarged(app_.state(), *grip), cursor_, e.clicks, now_s());
  }
  app_.gestures().press(b, cursor_, mods_, e.clicks, now_s());
}

void Input::key(const SDL_KeyboardEvent& e) {
  const int held = e.keysym.mod;
  mods_.shift = (held & KMOD_SHIFT) != 0;
  mods_.ctrl = (held & KMOD_CTRL) != 0;
  mods_.alt = (held & KMOD_ALT) != 0;
  if (e.keysym.sym == SDLK_SPACE) mods_.space = e.type == SDL_KEYDOWN;
  shortcut_letter_ = false;
  if (e.type == SDL_KEYDOWN && story_key(e.keysym.sym)) return;
  if (e.type == SDL_KEYDOWN && panel_key(e.keysym.sym)) return;
  if (e.type != SDL_KEYDOWN || app_.gui().wants_keyboard()) return;
  if (letter_shortcut(e.keysym.sym) || size_shortcut(e.keysym)) return;
  if (const int n = digit_of(e.keysym.scancode); n > 0) return toggle(static_cast<Family>(n - 1));
  if (!move_shortcut(e.keysym)) other_shortcut(e.keysym.sym);
}

// While a story is read: from step to step, whether the keyboard is on the map or on the card.
bool Input::story_key(SDL_Keycode key) {
  const MapState& s = app_.state();
  const std::string& surface = app_.ui().focus.surface;
  const bool read = s.story && !s.nearby && std::holds_alternative<std::monostate>(s.selected) &&
                    (surface.empty() || surface == "card");
  if (!read || mods_.shift || mods_.ctrl || mods_.alt || app_.gui().wants_keyboard()) return false;
  const bool on = key == SDLK_RIGHT || key == SDLK_PAGEDOWN;
  if (!on && key != SDLK_LEFT && key != SDLK_PAGEUP) return false;
  if (const auto next = next_step(s, app_.world().atlas, on ? 1 : -1)) app_.perform(*next);
  return true;
}

// What belongs to the panels while the keyboard is on them; the panels themselves see it too.
bool Input::panel_key(SDL_Keycode key) {
  ui::Focus& focus = app_.ui().focus;
  if (key == SDLK_F6) {
    ui::focus_next_surface(app_.ui(), mods_.shift ? -1 : 1);
    return true;
  }
  if (key == SDLK_APPLICATION || key == SDLK_MENU || (key == SDLK_F10 && mods_.shift)) {
    open_menu_by_key();
    return true;
  }
  if (focus.surface.empty()) return false;
  switch (key) {
    case SDLK_TAB: focus.step = mods_.shift ? -1 : 1; return true;
    case SDLK_UP:
    case SDLK_DOWN:
    case SDLK_LEFT:
    case SDLK_RIGHT:
    case SDLK_PAGEUP:
    case SDLK_PAGEDOWN:
    case SDLK_HOME:
    case SDLK_END:
    case SDLK_SPACE:
    case SDLK_RETURN:
    case SDLK_KP_ENTER: return true;
    default: return focus.keeps_arrows && !mods_.ctrl && key >= SDLK_SPACE && key <= SDLK_z;
  }
}

// Where the right button would open it: on the selected mark, else in the middle.
void Input::open_menu_by_key() {
  const SceneMark* mark = mark_of(app_.scene(), app_.state().selected);
  const ScreenPos middle{app_.state().width_pt / 2, app_.state().height_pt / 2};
  ui::open_menu(app_.ui(), mark != nullptr ? mark->at : middle);
}

void Input::toggle(Family family) {
  mods_.alt ? app_.perform(action::IsolateFamily{family})
            : app_.perform(action::ToggleFamily{family, {}});
}

// Moving on the map.
bool Input::move_shortcut(const SDL_Keysym& pressed) {
  const ScreenPos middle = focused_inset() != nullptr
                               ? focused_inset()->focus
                               : ScreenPos{app_.state().width_pt / 2, app_.state().height_pt / 2};
  const MapFrame* inset = focused_inset();
  const auto pan = [&](double dx, double dy) {
    if (inset == nullptr) return app_.perform(action::Pan{dx, dy, {}});
    if (mods_.shift) {
      return app_.perform(action::PlaceInset{
          inset->id,
          dragged({inset->id, inset->viewport, false}, -dx * kInsetStep, -dy * kInsetStep)});
    }
    app_.perform(action::Pan{dx * kInsetStep, dy * kInsetStep, inset->viewport.center()});
  };
  if (pressed.scancode == SDL_SCANCODE_0) return go_home();
  switch (pressed.sym) {
    case SDLK_LEFT: pan(kArrowStepPt, 0); return true;
    case SDLK_RIGHT: pan(-kArrowStepPt, 0); return true;
    case SDLK_UP: pan(0, kArrowStepPt); return true;
    case SDLK_DOWN: pan(0, -kArrowStepPt); return true;
    case SDLK_PAGEUP:
    case SDLK_PLUS:
    case SDLK_EQUALS:
    case SDLK_KP_PLUS: app_.perform(action::Zoom{middle, kKeyZoomStep}); return true;
    case SDLK_PAGEDOWN:
    case SDLK_MINUS:
    case SDLK_KP_MINUS: app_.perform(action::Zoom{middle, -kKeyZoomStep}); return true;
    case SDLK_HOME:
    case SDLK_KP_0: return go_home();
    case SDLK_TAB: app_.perform(action::SelectNext{mods_.shift ? -1 : 1}); return true;
    default: return false;
  }
}

// The inset that the keys act on; null: the main map.
const MapFrame* Input::focused_inset() {
  for (const MapFrame& frame : app_.scene().frames) {
    if (frame.inset && app_.state().focused_inset == frame.id) return &frame;
  }
  return nullptr;
}

// I: the next inset, after the last one none.
void Input::focus_next_inset() {
  const auto& frames = app_.scene().frames;
  const MapFrame* now = focused_inset();
  const std::size_t next = now == nullptr ? 1 : static_cast<std::size_t>(now - frames.data()) + 1;
  app_.perform(
      action::FocusInset{next < frames.size() ? std::optional(frames[next].id) : std::nullopt});
}

// Ctrl with +, - and 0: the size of everything but the map.
bool Input::size_shortcut(const SDL_Keysym& pressed) {
  if (!mods_.ctrl || mods_.alt) return false;
  ui::UiState& ui = app_.ui();
  switch (pressed.sym) {
    case SDLK_PLUS:
    case SDLK_EQUALS:
    case SDLK_KP_PLUS: ui.command = CommandId::larger; return true;
    case SDLK_MINUS:
    case SDLK_KP_MINUS: ui.command = CommandId::smaller; return true;
    default: break;
  }
  const bool zero = pressed.scancode == SDL_SCANCODE_0 || pressed.sym == SDLK_KP_0;
  if (zero) ui.command = CommandId::usual_size;
  return zero;
}

// Letters that switch something of the map; with Ctrl or Alt they are somebody else's.
bool Input::letter_shortcut(SDL_Keycode key) {
  if (mods_.ctrl || mods_.alt) return false;
  const MapState& s = app_.state();
  const MapFrame* inset = focused_inset();
  switch (key) {
    case SDLK_i: focus_next_inset(); return true;
    case SDLK_l:
      if (inset == nullptr) return false;
      app_.perform(action::PlaceInset{inset->id, enlarged(s, {inset->id, inset->viewport, false})});
      return true;
    case SDLK_g: next_grouping(); return true;
    case SDLK_o: app_.perform(action::ShowOverlay{}); return true;
    case SDLK_n: app_.perform(action::SetGraticule{!s.graticule}); return true;
    case SDLK_m: app_.perform(action::SetMinimap{!s.minimap}); return true;
    case SDLK_r: app_.perform(action::SetReduceMotion{!s.reduce_motion}); return true;
    default: return false;
  }
}

// Alone, close, by department, by region, and again.
void Input::next_grouping() {
  const MapState& s = app_.state();
  if (!s.clusters) return app_.perform(action::SetClusters{true, ClusterGrouping::distance});
  if (s.grouping == ClusterGrouping::region) return app_.perform(action::SetClusters{false, {}});
  const auto next = static_cast<ClusterGrouping>(static_cast<int>(s.grouping) + 1);
  app_.perform(action::SetClusters{true, next});
}

void Input::take_step(bool again) {
  app_.gestures().stop();
  again ? app_.perform(action::Redo{}) : app_.perform(action::Undo{});
}

bool Input::go_home() {
  app_.gestures().stop();
  app_.perform(action::Home{});
  return true;
}

// "Ctrl+Shift+C" as commands name it; "" of a key that is no letter.
std::string Input::key_name(SDL_Keycode key) const {
  if (key < SDLK_a || key > SDLK_z || mods_.alt) return "";
  return std::string(mods_.ctrl ? "Ctrl+" : "") + (mods_.shift ? "Shift+" : "") +
         static_cast<char>(key - SDLK_a + 'A');
}

// What opens, closes and ends things.
void Input::other_shortcut(SDL_Keycode key) {
  ui::UiState& ui = app_.ui();
  if (key == SDLK_f && mods_.ctrl) {
    ui.focus_search = true;
  } else if (key == SDLK_f) {
    open_filters();
  } else if (key == SDLK_l && !mods_.ctrl) {
    open_list();
  } else if (key == SDLK_e && mods_.ctrl && mods_.shift) {
    switch_surface(ui.show_export, "export");
  } else if ((key == SDLK_p || key == SDLK_e) && mods_.ctrl) {
    ui::open_print(ui, key == SDLK_p);
  } else if (key == SDLK_z && mods_.ctrl) {
    take_step(mods_.shift);
  } else if (key == SDLK_y && mods_.ctrl) {
    take_step(true);
  } else if (key == SDLK_q && mods_.ctrl) {
    app_.perform(action::Quit{});
  } else if (key == SDLK_t && !mods_.ctrl) {
    open_shading();
  } else if (key == SDLK_c && !mods_.ctrl) {
    bool open = app_.state().comparing;
    switch_surface(open, "comparison");
    app_.perform(action::SetComparing{open});
  } else if (key == SDLK_k && !mods_.ctrl) {
    switch_surface(ui.show_knowledge, "knowledge");
  } else if (const auto id = command_of_key(key_name(key))) {
    shortcut_letter_ = !mods_.ctrl;
    ui.command = *id;
  } else if (key == SDLK_F1) {
    switch_surface(ui.show_keys, "keys");
  } else if (key == SDLK_F11) {
    window_.toggle_fullscreen();
  } else if (key == SDLK_ESCAPE) {
    close_one();
  } else if (key == SDLK_RETURN || key == SDLK_KP_ENTER) {
    if (const MapFrame* inset = focused_inset()) {
      const ScreenRect r = inset->viewport;
      return app_.perform(action::Click{{r.center().x_pt, r.y_pt + r.height_pt - 2}});
    }
    // Without a mark: what the middle of the map shows.
    const SceneMark* mark = mark_of(app_.scene(), app_.state().selected);
    app_.perform(action::Click{mark != nullptr ? mark->at : app_.scene().frames.front().focus});
  }
}

// The keyboard goes with what opens; what closes gives it back.
void Input::switch_surface(bool& shown, std::string_view name) {
  shown = !shown;
  app_.ui().focus.wanted = shown ? name : std::string_view();
}

void Input::open_filters() {
  shortcut_letter_ = true;
  const bool open = !(app_.state().filters_open && app_.state().panel_open);
  app_.ui().filters.take_focus = open;
  if (!open) app_.ui().focus.surface.clear();
  app_.perform(action::SetFiltersOpen{open});
}

void Input::open_shading() {
  ui::UiState& ui = app_.ui();
  switch_surface(ui.show_shading, "shading");
  if (ui.show_shading) app_.perform(action::SetPanelOpen{true});
}

void Input::open_list() {
  shortcut_letter_ = true;
  ListView list = app_.state().list;
  list.open = !list.open;
  app_.ui().list.take_focus = list.open;
  if (!list.open) app_.ui().focus.surface.clear();
  app_.perform(action::SetList{list});
}

// Esc closes one thing a press.
void Input::close_one() {
  ui::UiState& ui = app_.ui();
  if (std::exchange(ui.show_keys, false) || std::exchange(ui.show_sources, false)) return;
  if (std::exchange(ui.print.open, false)) return ui.focus.surface.clear();
  if (ui.menu_at) return ui::close_menu(ui);
  if (std::exchange(ui.show_export, false)) return;
  if (std::exchange(ui.import.choosing, std::nullopt)) return;
  if (std::exchange(ui.import.open, false)) return;
  if (std::exchange(ui.show_views, false) || std::exchange(ui.show_open, false)) return;
  if (std::exchange(ui.options_at, std::nullopt)) return;
  if (std::exchange(ui.show_stories, false) || std::exchange(ui.show_figures, false)) return;
  if (std::exchange(ui.show_knowledge, false) || std::exchange(ui.show_shading, false)) return;
  const MapState& state = app_.state();
  const bool told =
      state.story && !state.nearby && std::holds_alternative<std::monostate>(state.selected);
  const bool on_story = told && ui.focus.surface == "card";
  if (!std::exchange(ui.focus.surface, std::string()).empty() && !on_story) return;
  if (state.comparing) return app_.perform(action::SetComparing{false});
  const bool nothing = state.fans.empty() && std::holds_alternative<std::monostate>(state.selected);
  if (nothing && state.filters_open) return app_.perform(action::SetFiltersOpen{false});
  app_.perform(action::Deselect{});
}

// Panels are laid out in points; SDL speaks window units. Newer versions of ImGui queue positions
// as they come, 1.86 reads them once a frame.
void Input::forward_to_panels(const SDL_Event& event) {
  // Tab walks the markers; ImGui would take it to the search box.
  const bool key = event.type == SDL_KEYDOWN || event.type == SDL_KEYUP;
  if (key && event.key.keysym.sym == SDLK_TAB) return;
#if IMGUI_VERSION_NUM >= 18700
  if (event.type == SDL_MOUSEMOTION) {
    const ScreenPos at = position(event.motion.x, event.motion.y);
    ImGui::GetIO().AddMousePosEvent(static_cast<float>(at.x_pt), static_cast<float>(at.y_pt));
    return;
  }
#endif
  ImGui_ImplSDL2_ProcessEvent(&event);
#if IMGUI_VERSION_NUM < 18700
  if (!key) return;
  // The back end asks what is held now; a quick hand has let go of Ctrl before A is read.
  ImGuiIO& io = ImGui::GetIO();
  const int held = event.key.keysym.mod;
  io.KeyCtrl = (held & KMOD_CTRL) != 0;
  io.KeyShift = (held & KMOD_SHIFT) != 0;
  io.KeyAlt = (held & KMOD_ALT) != 0;
#endif
}

void Input::before_frame() {
  // A panel may have opened under a pointer that rests.
  if (app_.state().cursor && over_panel() && !app_.gestures().dragging()) {
    app_.perform(action::Leave{});
  }
  ImGui_ImplSDL2_NewFrame();
#if IMGUI_VERSION_NUM < 18700
  // The back end asks for the pointer's place on the desktop, which may lag behind the events.
  ImGuiIO& io = ImGui::GetIO();
  if (SDL_GetMouseFocus() == window_.sdl()) {
    io.MousePos = {static_cast<float>(cursor_.x_pt), static_cast<float>(cursor_.y_pt)};
  } else if (!ImGui::IsAnyMouseDown()) {
    io.MousePos = {-FLT_MAX, -FLT_MAX};
  }
#endif
}

}  // namespace terreau
