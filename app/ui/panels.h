#pragma once

#include <functional>

#include "app/ui/widgets.h"

// One function a panel; each draws itself and appends what the user asked for to Frame::actions.
namespace terreau::ui {

void draw_left_panel(Frame& f);
// Parts of the left panel: each draws below `at` and returns its height.
float draw_chips(Frame& f, ImVec2 at, float width);
// How many places the filter and the legend hold back, and the way back to all of them.
inline constexpr float kHiddenHeight = 28;
std::int64_t hidden_count(const Frame& f);
void draw_hidden(Frame& f, ImVec2 at, std::int64_t hidden);
float draw_legend(Frame& f, ImVec2 at, float width);
float draw_overlay_rows(Frame& f, ImVec2 at, float width);  // of the legend
float histogram_height(Frame& f);                           // 0 where there is none
void draw_histogram(Frame& f, ImVec2 at, float width);
// The parts of the filter, in the place of the legend.
float draw_filters(Frame& f, ImVec2 at, float width);
float draw_year_choices(Frame& f, ImVec2 at, float width);
float draw_expression(Frame& f, ImVec2 at, float width);
void play_years(Frame& f);  // the next step where one is due
float draw_switches(Frame& f, ImVec2 at, float width);
void draw_map_options_button(Frame& f, const Rect& rect);
void draw_map_options(Frame& f);     // while they are open
float shading_key_height(Frame& f);  // 0: territories are not shaded
void draw_shading_key(Frame& f, ImVec2 at, float width);
void draw_shading_panel(Frame& f);  // beside it, where it is opened
void draw_search_box(Frame& f, const Rect& rect);
float draw_search_results(Frame& f, ImVec2 at, float width);
bool shows_results(const Frame& f);  // of a text, or what was searched before
// What choosing a row of UiState::results means, and what is near what was found.
void take_result(Frame& f, std::size_t row);
void take_near(Frame& f, const Found& found, std::optional<double> radius_km);
void search_for(Frame& f, const std::string& text);
void leave_search(Frame& f, bool taken);  // taken: the text is remembered

// Where a panel ends that lies between these edges: above the insets that it would cover, unless
// that is higher than `least`; else above what covers the foot of the window.
float bottom_above_insets(const Frame& f, float left, float right, float least);
void draw_card(Frame& f);  // of what is selected; nothing selected: nothing
// Contents of a card: each draws below `at` and returns its height.
float draw_place_card(Frame& f, ImVec2 at, float width, PlaceId place);
float draw_territory_card(Frame& f, ImVec2 at, float width, TerritoryRef territory);
float draw_cluster_card(Frame& f, ImVec2 at, float width, ClusterRef cluster);
float draw_overlay_card(Frame& f, ImVec2 at, float width, OverlayRef feature);
float draw_near_card(Frame& f, ImVec2 at, float width);  // precondition: MapState::nearby
float draw_story_card(Frame& f, ImVec2 at, float width);
void tell_story(Frame& f, const Story& story);
// Of a place's card: its links, as far as MapState::link_rings; and one relation with its source.
float draw_place_links(Frame& f, ImVec2 at, float width, PlaceId place);
float draw_relation(Frame& f, ImVec2 at, float width, std::size_t row, int id);

void draw_list_panel(Frame& f);
// Parts of it, and of the panel on what is known of France.
float draw_trend(Frame& f, ImVec2 at, float width, const Profile& profile);
float draw_knowledge(Frame& f, ImVec2 at, float width, const Profile& profile);
void draw_knowledge_panel(Frame& f);
void draw_comparison_panel(Frame& f);
void draw_stories_panel(Frame& f);
void draw_key_figures_panel(Frame& f);
// A panel in the middle of the window, as high as what `draw` draws below a position; its button
// unsets `shown`.
void draw_middle_panel(Frame& f, const char* name, float width, bool& shown,
                       const std::function<float(ImVec2)>& draw);

void draw_bottom_bar(Frame& f);
void draw_map_tooltip(Frame& f);
void draw_hint(Frame& f);  // of a widget
void draw_key_sheet(Frame& f);
void draw_sources_panel(Frame& f);
void draw_export_panel(Frame& f);
void draw_print_panel(Frame& f);
void draw_views_panel(Frame& f);
void draw_open_panel(Frame& f);
void draw_offer(Frame& f);    // of the session before, or of a file that has changed
void draw_loading(Frame& f);  // how far sources are read, and the way to stop it
void draw_import_panel(Frame& f);
void draw_role_choices(Frame& f);  // above it, while they are open
void draw_menu(Frame& f);
void draw_rubber_band(Frame& f);
void draw_inset_handles(Frame& f);
void draw_minimap(Frame& f);
void draw_status(Frame& f);

// A loaded file or a cited host, as people say it.
std::string source_title(const Frame& f, std::string_view name);

// A polygon's name, code or number.
std::string overlay_title(const Frame& f, OverlayRef feature);

// True while places are still being read.
bool loading(const Frame& f);
// True when a filter other than the empty one is set.
bool filtered(const Frame& f);

// Rows of places, shared by search, cards and lists: swatch, name, second line. Returns clicked.
bool place_row(Frame& f, const Rect& rect, PlaceId place, std::string_view second, int id);
// "Vendin-le-Vieil · Pas-de-Calais (62)", as much of it as is known.
std::string whereabouts(const Frame& f, PlaceId place);

// One line of a small bar chart: an optional swatch, name, bar, number; 24 high.
void bar_row(Frame& f, const Rect& rect, std::string_view name, int count, int most,
             std::optional<Family> family);
// Where the longest bar of such a chart lies, clear of the names and of its widest number.
Rect room_for_bar(const Rect& row, std::string_view widest);
// A secondary line that names what stands below it. Returns its height.
float caption(Frame& f, ImVec2 at, std::string_view text);
// A line that says so where a file is there already. Returns its height, said or not.
float draw_replaced(Frame& f, ImVec2 at, const std::string& path);
// A title at 18 points that leaves room for the close button, and a line below. Returns the height.
float draw_card_head(Frame& f, ImVec2 at, float width, std::string_view title,
                     std::string_view below);

// What choosing something means.
void go_to(Frame& f, PlaceId place);
void go_to(Frame& f, DepartmentId department);
void go_to(Frame& f, RegionId region);
void go_to(Frame& f, const Found& found);
// Lists what is near a spot, and shows all of that circle. No radius: the last one.
void go_near(Frame& f, LonLat center, std::string name, std::optional<double> radius_km = {});
void show_box(Frame& f, const LonLatBox& box);
void show_circle(Frame& f, LonLat center, double radius_km);
// "Near Le Mans · 20 km"; precondition: MapState::nearby.
std::string near_title(const Frame& f);
// Puts a place on the map that the filter or the legend hides.
void reveal(Frame& f, PlaceId place);
// Does it, or opens what it opens.
// Shows what has that name, and the keyboard goes along.
void open_surface(bool& shown, std::string_view name, UiState& ui);
void switch_surface(bool& shown, std::string_view name, UiState& ui);
void run_command(Frame& f, CommandId id);

}  // namespace terreau::ui
