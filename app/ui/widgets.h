#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <imgui.h>

#include "app/model/i18n.h"
#include "app/model/words.h"
#include "app/ui/style.h"
#include "app/ui/text.h"
#include "app/ui/ui.h"

// What all panels are made of. Each interactive or important thing is registered with its role,
// label and rectangle, so that tests and scripts see what a user sees.
namespace terreau::ui {

struct Rect {
  float x = 0, y = 0, w = 0, h = 0;
  float right() const { return x + w; }
  float bottom() const { return y + h; }
  ImVec2 min() const { return {x, y}; }
  ImVec2 max() const { return {x + w, y + h}; }
  ImVec2 middle() const { return {x + w / 2, y + h / 2}; }
};

// What every panel needs during one frame.
struct Frame {
  const MapState& state;
  const World& world;
  const Scene& scene;
  UiState& ui;
  std::vector<Action>& actions;
  const Colours& c;
  double now_s;  // steady clock

  const Places& places() const { return *world.atlas.places; }
  Language language() const { return state.language; }
  std::string_view tr(std::string_view english) const { return terreau::tr(language(), english); }
  std::string_view tr(const Text2& text) const { return terreau::tr(language(), text); }
  std::string tr_n(std::string_view one, std::string_view many, std::int64_t n) const {
    return terreau::tr_n(language(), one, many, n);
  }
  std::string number(std::int64_t n) const { return format_count(language(), n); }
  void ask(Action action) const { actions.push_back(std::move(action)); }
  // The earliest of the panels' wishes for another frame.
  void redraw_after(double seconds) const;
};

// How a widget presents itself to the outside.
struct Item {
  const char* role;
  std::string_view label;
  int id = 0;  // tells widgets of one label apart
  std::optional<bool> checked = {};
  std::optional<std::string> value = {};
  std::string_view tooltip = {};
};

struct Response {
  bool clicked = false;
  bool double_clicked = false;  // with the second click, which is `clicked` too
  bool hovered = false;
  bool held = false;
  bool focused = false;  // the keyboard is on it
  bool in_sight = false;
};

// An invisible area that can be clicked, focused and found; what it looks like is the caller's.
Response hit(Frame& f, const Rect& rect, const Item& item);
// True while the keyboard is on what is drawn in that rectangle, which is then outlined and
// scrolled into view. hit() asks by itself; other things that can be worked by keys ask once a
// frame.
bool takes_focus(Frame& f, const Rect& rect, bool outlined = true);
// Before a surface draws: its widgets get the keyboard; the next one to ask has it.
void give_focus(Frame& f, std::string_view surface);
void give_focus_to_next(Frame& f);
// Moves the keyboard among the widgets of its surface; before any of them is drawn.
void walk_focus(Frame& f);

// Something to be found but not clicked. True where any of it is in sight.
bool note(Frame& f, const Rect& rect, const Item& item);
// What was noted last has the keyboard.
void note_focus(Frame& f);
// Explains what was just hovered, once the pointer has rested there (tooltip.cpp shows it).
void tooltip(Frame& f, std::string_view text);

// Ready-made widgets in the current window.
void label(Frame& f, Type type, ImVec2 at, ImU32 colour, std::string_view text);
float paragraph(Frame& f, Type type, ImVec2 at, float width, ImU32 colour, std::string_view text);
bool icon_button(Frame& f, const Rect& rect, const char* icon, std::string_view name,
                 std::optional<bool> checked = {}, Type type = Type::icon);
// With words on it; the primary one is what the form is for.
bool push_button(Frame& f, const Rect& rect, std::string_view text, bool primary);
bool text_link(Frame& f, Type type, ImVec2 at, std::string_view text, int id = 0,
               float min_height = 0);
// A wrapped link; returns its height, sets `clicked`.
float wrapped_link(Frame& f, Type type, ImVec2 at, float width, std::string_view text, int id,
                   bool& clicked);
// A pill with a text; with `removable` a cross that can be clicked. Returns its width.
float badge(Frame& f, ImVec2 at, std::string_view text);
float chip(Frame& f, ImVec2 at, std::string_view text, bool& removed, float most = 400);
// A field for a line of text. `entered`: Enter was pressed in it, or it was left after a change.
struct TextEdit {
  bool changed = false, entered = false, active = false;
};
TextEdit text_field(Frame& f, const Rect& rect, std::string_view name, std::string_view hint,
                    std::string& text, bool take_keyboard = false, bool several_lines = false);
// A row to be ticked: name, and how many places it stands for where that is known.
struct Choice {
  std::string_view name;
  std::optional<std::int64_t> count;
  bool on = false;
  int id = 0;
  std::optional<Family> family = {};  // whose swatch it shows
};
bool choice_row(Frame& f, const Rect& rect, const Choice& choice);
void hairline(Frame& f, float x, float y, float width);

// It, or as far above as it takes to cover no inset.
Rect above_insets(const Frame& f, Rect rect);

// A floating surface with a soft shadow; contents go between begin and end, which are a pair.
enum class Layer : std::uint8_t { base, above };
void begin_surface(Frame& f, const char* name, const Rect& rect, Layer layer, bool scrolls = false,
                   float radius = 10);
void end_surface();
// begin_surface() asks: a surface takes the keyboard where that was wanted, and one that opens
// above the others follows the keyboard.
void offer_focus(Frame& f, std::string_view surface, Layer layer);
void soft_shadow(const Frame& f, ImDrawList* list, const Rect& rect, float radius, float reach);
// Tells the scrolling window how far its content goes; Page Up and Page Down move it.
void content_ends(Frame& f, ImVec2 at);
void scroll_by_keys(Frame& f);

// How high a content is before it is drawn, so that its surface has its height from the first frame
// on: it is drawn where nobody sees it, and nothing in it can be clicked, found or focused. `draw`
// draws below a position and returns the height.
void begin_measure(const char* name, float width);
void end_measure();
bool measuring();
template <class Draw>
float measured_height(const char* name, float width, Draw draw) {
  begin_measure(name, width);
  const float height = draw(ImGui::GetCursorScreenPos());
  end_measure();
  return height;
}

bool escape_pressed();
bool key_pressed(ImGuiKey key);

}  // namespace terreau::ui
