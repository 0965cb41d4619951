#pragma once

#include <cstdint>

#include <imgui.h>

#include "app/model/map_state.h"

// Colours, type and measures of the panels. Everything that is drawn takes them from here.
namespace terreau::ui {

// The faces of the window; a font of that size is kept for each.
enum class Type : std::uint8_t {
  body,        // 13 regular; the first one, hence ImGui's own for text fields
  strong,      // 13 semi-bold: counts, emphasis
  small,       // 11 regular: secondary text
  chip,        // 12 medium: badges, keys
  title,       // 18 semi-bold: title of a card
  brand,       // 17 semi-bold: title of the window
  icon,        // 18, Material Icons
  small_icon,  // 14, Material Icons
};
inline constexpr int kTypeCount = 8;

float size_pt(Type type);
float line_height(Type type);  // 1.3 times the size, whole points
ImFont* font(Type type);

// The palette of a theme as ImGui mixes it, with what only panels need.
struct Colours {
  ImU32 text, secondary, faint;  // faint: hidden rows, disabled things
  ImU32 panel, hairline, hover, pressed;
  ImU32 accent, accent_soft, on_accent;
  ImU32 land, sea, marker_outline, shadow, warning;
  bool dark;
};
const Colours& colours(Theme theme);
ImU32 rgba(Colour c, double alpha = 1);

// Material Icons, private use area, as UTF-8.
namespace icon {
inline constexpr const char* kMenu = "\ue5d2";
inline constexpr const char* kCollapse = "\ue5cb";  // chevron_left
inline constexpr const char* kUndo = "\ue166";
inline constexpr const char* kRedo = "\ue15a";
inline constexpr const char* kRight = "\ue5cc";  // chevron_right
inline constexpr const char* kDown = "\ue5cf";   // expand_more
inline constexpr const char* kUp = "\ue5ce";     // expand_less
inline constexpr const char* kClose = "\ue5cd";
inline constexpr const char* kSearch = "\ue8b6";
inline constexpr const char* kLayers = "\ue53b";
inline constexpr const char* kDarkMode = "\ue51c";
inline constexpr const char* kLightMode = "\ue518";
inline constexpr const char* kCommune = "\ue7f1";  // location_city
inline constexpr const char* kMap = "\ue55b";
inline constexpr const char* kNoPosition = "\ue0c7";  // location_off
inline constexpr const char* kCopy = "\ue14d";
inline constexpr const char* kOpen = "\ue89e";  // open_in_new
inline constexpr const char* kPlace = "\ue55f";
inline constexpr const char* kCentre = "\ue3b4";  // center_focus_strong
inline constexpr const char* kZoomIn = "\ue8ff";
inline constexpr const char* kWarning = "\ue002";
inline constexpr const char* kRegion = "\ue80b";  // public
inline constexpr const char* kFilter = "\ue152";  // filter_list
inline constexpr const char* kList = "\ue8ef";    // view_list
inline constexpr const char* kPlay = "\ue037";    // play_arrow
inline constexpr const char* kPause = "\ue034";
inline constexpr const char* kStep = "\ue044";    // skip_next
inline constexpr const char* kUpward = "\ue5d8";  // arrow_upward
inline constexpr const char* kDownward = "\ue5db";
inline constexpr const char* kNear = "\ue55c";     // my_location
inline constexpr const char* kBook = "\ue0e0";     // import_contacts
inline constexpr const char* kFigures = "\ue24b";  // insert_chart
inline constexpr const char* kHistory = "\ue889";
inline constexpr const char* kCommand = "\ue3e7";  // flash_on
inline constexpr const char* kShare = "\ue80d";
inline constexpr const char* kText = "\ue873";      // description
inline constexpr const char* kBookmark = "\ue866";  // bookmark
inline constexpr const char* kFolder = "\ue2c8";    // folder_open
inline constexpr const char* kDelete = "\ue872";
}  // namespace icon

}  // namespace terreau::ui
