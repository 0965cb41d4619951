#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/model/action.h"
#include "app/model/finder.h"
#include "app/model/memory.h"
#include "app/model/scene.h"
#include "geodata/preview.h"

// The panels: free functions that read the state and return actions. No file, thread, GL or PROJ
// call below this folder. ImGui must have a current context and a frame begun (ImGui::NewFrame).
namespace terreau::ui {

// A visible widget as the outside sees it (--widgets FILE).
struct Widget {
  std::string role;   // "button", "checkbox", "textbox", "link", "listitem", "label", …
  std::string label;  // in the window's language
  ScreenRect rect;    // window points
  std::optional<bool> checked;
  std::optional<std::string> value;
  bool focused = false;  // the keyboard is on it
};

// The keyboard on the panels: the widgets of one surface, walked one by one.
struct Focus {
  std::string surface;  // its name; empty: the keyboard moves the map
  int item = 0;         // in drawing order
  // Of this frame:
  int step = 0;           // Tab, Shift+Tab
  bool activate = false;  // Enter or Space
  bool moved = false;     // what has the focus scrolls into view
  // Of the frame that was drawn last:
  int count = 0;              // widgets of the surface
  bool keeps_arrows = false;  // arrows and letters belong to the widget (rows, a handle)
  std::vector<std::string> surfaces;
  int seen = 0;
  // Where the keyboard is to go when it opens, and where it comes from, once that has closed.
  std::string wanted;
  std::string drawn;  // the surface, since any of its widgets was
  struct {
    std::string surface;
    int item = 0;
  } before;
};

// A span of years that moves along by itself.
struct Play {
  bool on = false;
  bool growing = false;  // from the first year on; else a window that slides
  int speed = 0;         // row of the speeds on offer
  int width = 10;        // years of the window
  double next_s = 0;     // steady clock
};

// The parts of the filter panel, in order.
enum class FilterSection : std::uint8_t {
  text,
  families,
  forms,
  functions,
  territory,
  years,
  precision,
  source,
  expression
};
inline constexpr int kFilterSectionCount = 9;

struct FilterUi {
  std::array<bool, kFilterSectionCount> open{true, true};
  std::string text, text_seen;    // as typed; what the state said when it was last looked at
  std::string territory, source;  // what narrows the long lists
  bool all_territories = false, all_sources = false;
  std::string year_from, year_to, years_seen;
  std::string expression, expression_seen;
  std::string compiled, error;  // the text that `error` is about
  bool take_focus = false;      // the first part gets the keyboard
  Play play;
};

struct ListUi {
  double first = 0;  // the row at the top, with fractions
  PlaceId cursor;    // the row that keys work on
  PlaceId hovered;
  Target followed;                // the selection that was scrolled to
  std::optional<float> bar_grip;  // while the scrollbar is held: where
  std::string typed;              // type-ahead
  double typed_s = 0;             // when the last of it was
  bool take_focus = false;        // the rows get the keyboard
};
// Of what a search finds.
inline constexpr FindLimits kFindLimits{12, 6, 4, 3};

// Whether a file is there that would be replaced, found out in the background.
struct FileQuestion {
  std::string asked;    // by the panel that is open
  std::string checked;  // what `exists` is about
  bool exists = false;
};

// The form that prints and saves the map.
struct PrintUi {
  bool open = false;
  bool take_focus = false;
  bool atlas = false;                       // the book of the departments
  std::string format = "pdf", page = "a4";  // page "": the map alone
  bool landscape = false;
  int scale = 2;
  std::string title, path, name;
  bool path_edited = false;
  std::string documents, pictures;  // the user's folders
  std::optional<double> progress;   // 0 … 1 while a map is being saved
};

// Before a source is imported: what its columns are taken for.
struct ImportUi {
  bool open = false;
  std::shared_ptr<const Preview> preview;
  ImportOptions options;             // as the user has them
  std::optional<ColumnRoles> roles;  // that follow from `roles_for`; none: not known yet
  ImportOptions roles_for;
  bool remembered = false;                     // they were kept for files of this shape
  std::shared_ptr<const SourceReport> sample;  // what the import of the first rows tells
  ImportOptions sampled;                       // the options of `sample`
  int first_column = 0;                        // the leftmost that is shown
  std::optional<int> choosing;                 // the column whose role is being chosen
  float choices_x = 0, choices_y = 0;          // where its choices open
};

struct Cache;  // lists and counts of what is shown, made anew when it changes (facts.h)

// What belongs to the panels alone: an unfolded row, a scroll position, a popup.
struct UiState {
  std::string search_text;         // as typed; results come from World::atlas.search
  std::vector<FinderRow> results;  // of search_text
  int result_cursor = -1;
  bool result_walked = false;       // by a key: scroll to it
  bool search_open = false;         // the box has the keyboard
  bool search_pending = false;      // the rows are those of an earlier text
  std::string search_asked;         // the last text of search_wanted
  std::vector<std::string> recent;  // texts that led somewhere, the newest first
  std::string offer;                // when the session was saved that may be resumed; "": none
  double offer_until_s = 0;         // of the steady clock; 0: not shown yet
  const std::vector<NamedView>* views = nullptr;           // null: none can be kept
  const std::vector<std::string>* recent_files = nullptr;  // the newest first
  struct {
    std::string text;
    std::shared_ptr<const SearchIndex> index;
    std::shared_ptr<const Findings> findings;
  } found;                                   // the last answer of the index
  std::optional<std::string> search_wanted;  // takes longer than a frame: to be found elsewhere
  std::optional<Family> near_family;         // of a place's neighbours: all where none
  std::string radius_text;                   // as typed, of MapState::nearby
  std::optional<bool> near_kinds_open;       // none: where the circle is empty
  bool focus_search = false;                 // set by the `/` key
  bool continue_search = false;              // what is in the box is the beginning of a text
  std::optional<CommandId> command;          // that a key has asked for: run in the next frame
  bool full_screen_wanted = false;           // only the window can
  std::optional<int> larger_wanted;          // so too: 1, -1, or 0 for the usual size
  bool show_keys = false;                    // the key sheet
  bool show_knowledge = false;               // what is known of France
  bool show_stories = false;                 // the list of them
  bool show_figures = false;                 // that others have published
  std::optional<StoryView> story_seen;       // the step that the card was scrolled for
  bool show_shading = false;                 // the choices of what territories are shaded by
  bool show_sources = false;                 // attribution and sources
  bool show_export = false;                  // places and statistics as files
  bool show_views = false;                   // views that were kept
  bool show_open = false;                    // data to be opened
  std::string view_name, pasted_view, open_path;  // as typed
  std::string export_path;                        // as typed; its extension is the format
  action::ExportData::What export_what{};
  std::optional<double> export_progress;  // 0 … 1 while one is running
  std::array<bool, kFamilyCount> unfolded{};
  void* blank = nullptr;                // white, not filtered, which costs; none: ImGui's own
  bool lambert93 = false;               // cursor coordinates in Lambert-93
  std::optional<ScreenPos> menu_at;     // context menu
  std::optional<ScreenPos> options_at;  // the map's options are open; their button
  std::optional<ScreenRect> box;        // rubber band to draw
  std::string status;                   // "Loading …", last message
  double status_until_s = 0;            // of std::chrono::steady_clock; 0: until replaced
  std::vector<Widget> widgets;          // of the frame just drawn
  std::vector<std::string> cut;         // labels wider than their panel: there should be none
  double hover_since_s = 0;             // for the tooltip's delay
  Target hover_target;

  std::string search_seen;           // MapState::search_text of the last frame
  bool show_empty = false;           // families without any place
  const void* results_of = nullptr;  // the findings and the text that gave `results`
  std::string results_text;
  LonLat pointer;  // the last place under the cursor, for the bottom bar
  Territory pointer_territory = Territory::metropole;
  std::optional<int> brush_from;  // a year range that is being drawn: where it began
  std::string hint_wanted, hint;  // explanation of the widget under the pointer: due, shown
  double hint_since_s = 0;
  float head_height = 114;  // of the left panel's parts, as last measured
  std::optional<float> body_height;
  Focus focus;
  PrintUi print;
  FileQuestion file;
  ImportUi import;
  std::optional<double> load_progress;  // 0 … 1 while sources are being read
  std::string changed_source;           // has changed on the disk since it was read; "": none
  FilterUi filters;
  ListUi list;
  std::optional<double> filtering;  // how far a filter on many places has come, 0 … 1
  bool listing = false;             // the list is being sorted
  bool reduce_motion = false;
  std::shared_ptr<Cache> cache;
  // When the panels want a frame although nothing happens (a tooltip is due, a message ends),
  // seconds from now; none: never.
  std::optional<double> redraw_after_s;
};

// (Re)builds fonts and style for a theme and a scale (pixels a point). Call before NewFrame. True
// when the font texture must be uploaded again.
bool apply_style(Theme theme, double pixel_scale);

// The keyboard goes to the next or previous surface of widgets, then back to the map.
void focus_next_surface(UiState& ui, int step = 1);
// The context menu at a spot, with the keyboard on it.
void open_menu(UiState& ui, ScreenPos at);
void close_menu(UiState& ui);
// Opens the form: a sheet of paper, or the map alone.
void open_print(UiState& ui, bool on_paper);

// Draws every panel for this frame; returns what the user asked for.
std::vector<Action> draw(const MapState& state, const World& world, const Scene& scene,
                         UiState& ui);

}  // namespace terreau::ui
