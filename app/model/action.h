#pragma once

#include <optional>
#include <string>
#include <variant>

#include "app/model/map_state.h"
#include "app/model/world.h"
#include "geodata/import_options.h"

// Everything that a user can change is an Action; apply() is the only writer of MapState. The
// journal (journal.h) writes and reads them as one JSON object a line.
namespace terreau::action {

struct Pan {  // the map follows the hand: its content moves by (dx, dy)
  double dx_pt = 0, dy_pt = 0;
  std::optional<ScreenPos> at;  // which frame; none: the main map
};
struct Zoom {  // `at` stays where it is
  ScreenPos at;
  double by = 0;  // levels
};
struct View {  // centre of the main map; its territory follows the place
  LonLat center;
  double zoom = 0;
};
struct FlyTo {  // as View; the window animates it
  LonLat center;
  double zoom = 0;
};
struct ZoomToBox {
  ScreenRect box;
};  // what the box shows of the main map fills it
struct Home {};
struct Hover {
  ScreenPos at;
};
struct Leave {};
struct Click {
  ScreenPos at;
};
struct SelectPlace {
  std::string id;
  PlaceId row = {};  // where it is known: spares the search, and tells places of one id apart
};
struct SelectDepartment {
  std::string code;
};
struct SelectRegion {
  std::string code;
};
struct SelectCluster {
  ClusterRef cluster;
};
struct SelectNext {
  int step = 1;
};                   // next or previous marker in view
struct Deselect {};  // closes one thing: the last fan, the focus on an inset, the selection, what
                     // is near a spot, the story
struct SetLinkRings {
  int rings = 1;
};  // of what is selected, until something else is
struct ShowStory {
  std::string id;  // "": ends it, and what was there before comes back
  std::size_t step = 0;
};
struct ToggleFamily {
  Family family{};
  std::optional<bool> on;  // none: the other way
};
struct ToggleKind {
  Kind kind{};
  std::optional<bool> on;
};
struct IsolateFamily {
  Family family{};
};  // twice: everything again
struct ShowAll {
  bool on = true;
};
struct Search {
  std::string text;
};
struct SetNearby {
  std::optional<Nearby> around;  // none: ends it
};
struct SetFilter {
  Filter filter;
};
struct ShowOverlay {
  std::string name;        // "": every one
  std::optional<bool> on;  // none: the other way; of all: off where any is shown
};
struct SetClusters {
  bool on = true;
  std::optional<ClusterGrouping> by;  // none: as before
};
struct SetGraticule {
  bool on = true;
};
struct SetMinimap {
  bool on = true;
};
struct SetReduceMotion {
  bool on = true;
};
struct SetChoropleth {
  Choropleth what{};
  // None: as before.
  std::optional<TerritoryLevel> by = {};
  std::optional<Kind> share_of = {};
  std::optional<ClassMethod> method = {};
  std::optional<int> classes = {};
};
struct CompareTerritory {  // opens the comparison
  TerritoryRef territory;
  std::optional<bool> on;  // none: the other way
};
struct SetComparing {  // begins with what is selected, and France
  bool open = true;
};
struct SetTheme {
  Theme theme{};
};
struct SetVision {
  Vision vision{};
};
struct SetLanguage {
  Language language{};
};
struct SetPanelOpen {
  bool open = true;
};
struct SetFiltersOpen {
  bool open = true;
};  // unfolds the left panel too
struct SetList {
  ListView list;
};
struct HoverPlace {
  PlaceId place;
};  // as the pointer does, from a row of the list
struct Resize {
  double width_pt = 0, height_pt = 0, pixel_scale = 1;
};
struct PlaceInset {
  InsetId inset{};
  std::optional<ScreenRect> rect;  // none: back into the row
};
struct FocusInset {
  std::optional<InsetId> inset;
};
struct EnterTerritory {
  Territory territory{};
};  // an inset changes places with the main map

// Not changes of the state: the program does them.
struct Wait {
  enum class Until : std::uint8_t {
    now,
    loaded,
    exact,  // the map shows what passes the filter, with a frame where it is due
  };
  int frames = 0;  // after that
  Until until = Until::now;
};
struct OpenSource {
  std::string uri;
  ImportOptions import = {};
};
struct LookAtSource {  // asks what its columns are, where there are rows to import, and opens it
  std::string uri;
};
struct CancelLoad {};     // what was shown before stays
struct ReloadSources {};  // as they are now
struct SaveRejected {     // the rows of a source that were not accepted, to a file
  std::string source, path;
};
struct CopyText {
  std::string text;
};
struct OpenUrl {
  std::string url;
};
struct ExportData {  // what passes the filters, as a file whose extension names the format
  enum class What : std::uint8_t { places, statistics };
  std::string path;
  What what = What::places;
};
struct CancelExport {};
struct SaveMap {  // as it is shown, to a file whose extension is the format
  std::string path;
  bool atlas = false;  // the book of the departments that pass, rather than one map
  std::string page;    // "a0" … "a5"; empty: the map alone, as large as in the window
  bool landscape = false;
  std::string title;
  double scale = 2;  // pixels a point
};
struct CancelSave {};
struct SaveView {  // under a name, in place of one that has it
  std::string name;
};
struct RemoveView {
  std::string name;
};
struct ResumeSession {};    // what was on the screen when the program ran last
struct UseDesktopTheme {};  // light or dark as the desktop is, from now on
struct OpenView {           // as view_line() writes it (view_line.h); anything else changes nothing
  std::string line;
};
struct Undo {};  // of one step of exploration (history.h)
struct Redo {};
struct Quit {};

}  // namespace terreau::action

namespace terreau {

using Action = std::variant<
    action::Pan, action::Zoom, action::View, action::FlyTo, action::ZoomToBox, action::Home,
    action::Hover, action::Leave, action::Click, action::SelectPlace, action::SelectDepartment,
    action::SelectRegion, action::SelectCluster, action::SelectNext, action::Deselect,
    action::SetLinkRings, action::ShowStory, action::ToggleFamily, action::ToggleKind,
    action::IsolateFamily, action::ShowAll, action::Search, action::SetNearby, action::SetFilter,
    action::ShowOverlay, action::SetClusters, action::SetGraticule, action::SetMinimap,
    action::SetReduceMotion, action::PlaceInset, action::FocusInset, action::SetChoropleth,
    action::CompareTerritory, action::SetComparing, action::SetTheme, action::SetVision,
    action::SetLanguage, action::SetPanelOpen, action::SetFiltersOpen, action::SetList,
    action::HoverPlace, action::Resize, action::EnterTerritory, action::Wait, action::OpenSource,
    action::LookAtSource, action::CancelLoad, action::ReloadSources, action::SaveRejected,
    action::CopyText, action::OpenUrl, action::ExportData, action::CancelExport, action::SaveMap,
    action::CancelSave, action::SaveView, action::RemoveView, action::ResumeSession,
    action::UseDesktopTheme, action::OpenView, action::Undo, action::Redo, action::Quit>;

// The state after `action`. Actions that name something unknown change nothing.
void apply(MapState& state, const Action& action, const World& world);
// Follows the pointer; no journal and no history holds it.
bool is_momentary(const Action& action);

// True while any kind of the family is shown.
bool family_shown(const MapState& state, Family family);

}  // namespace terreau
