#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/model/action.h"
#include "app/model/scene.h"

// The panels: free functions that read the state and return actions. No file, thread, GL or PROJ call
// below this folder. ImGui must have a current context and a frame begun (ImGui::NewFrame).
namespace terreau::ui {

// A visible widget as the outside sees it (--widgets FILE).
struct Widget {
  std::string role;   // "button", "checkbox", "textbox", "link", "listitem", "label", …
  std::string label;  // in the window's language
  ScreenRect rect;    // window points
  std::optional<bool> checked;
  std::optional<std::string> value;
};

// What belongs to the panels alone: an unfolded row, a scroll position, a popup.
struct UiState {
  std::string search_text;            // as typed; results come from World::atlas.search
  std::vector<Found> results;         // of search_text
  int result_cursor = -1;
  bool focus_search = false;          // set by the `/` key
  bool show_keys = false;             // the key sheet
  bool show_sources = false;          // attribution and sources
  std::array<bool, kFamilyCount> unfolded{};
  bool lambert93 = false;             // cursor coordinates in Lambert-93
  std::optional<ScreenPos> menu_at;   // context menu
  std::optional<ScreenRect> box;      // rubber band to draw
  std::string status;                 // "Loading …", last message
  double status_until_s = 0;
  std::vector<Widget> widgets;        // of the frame just drawn
  double hover_since_s = 0;           // for the tooltip's delay
  Target hover_target;
};

// (Re)builds fonts and style for a theme and a scale (pixels a point). Call before NewFrame.
void apply_style(Theme theme, double pixel_scale);

// Draws every panel for this frame; returns what the user asked for.
std::vector<Action> draw(const MapState& state, const World& world, const Scene& scene,
                         UiState& ui);

}  // namespace terreau::ui
