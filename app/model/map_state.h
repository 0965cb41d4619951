#pragma once

#include <array>
#include <compare>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "app/model/camera.h"
#include "app/model/classification.h"
#include "geodata/boundaries.h"
#include "geodata/filter.h"
#include "geodata/places.h"
#include "geodata/territory_ref.h"

// What the user sees, as plain values. Changed only by apply() in action.h.
namespace terreau {

enum class Theme : std::uint8_t { light, dark };
// How the colours look to eyes that lack a kind of cones, or all of them.
enum class Vision : std::uint8_t { normal, protan, deutan, tritan, grey };
enum class Language : std::uint8_t { fr, en };
// What a cluster stands for: places close to each other, or those of a territory.
enum class ClusterGrouping : std::uint8_t { distance, department, region };
enum class ListColumn : std::uint8_t { name, kind, commune, department, year, precision, source };
inline constexpr int kListColumnCount = 7;

// The table of the places that are shown.
struct ListView {
  bool open = false;
  ListColumn sort = ListColumn::name;
  bool descending = false;
  bool in_view = false;  // only what the map shows
  friend bool operator==(const ListView&, const ListView&) = default;
};

// What territories are shaded by: how many places are known, how many to 10,000 inhabitants, the
// share of one form or function, of those known to their commune or better, the age of the sources.
enum class Choropleth : std::uint8_t { none, count, per10000, share, precise, source_year };

struct Shading {
  TerritoryLevel by = TerritoryLevel::departement;  // or region
  Kind share_of = kind_of(LegalForm::scic);
  ClassMethod method = ClassMethod::quantile;
  int classes = 5;  // kFewestClasses … kMostClasses
  friend bool operator==(const Shading&, const Shading&) = default;
};

struct ClusterRef {  // a node of Markers::pyramids[territory]
  Territory territory = Territory::metropole;
  std::uint32_t node = 0;
  friend bool operator==(const ClusterRef&, const ClusterRef&) = default;
};

struct OverlayRef {  // a feature of Atlas::overlays
  std::uint32_t overlay = 0, row = 0;
  friend auto operator<=>(const OverlayRef&, const OverlayRef&) = default;
};

// What is selected or under the cursor: nothing, a place, a cluster, a department, a region, a
// polygon of an overlay.
using Target =
    std::variant<std::monostate, PlaceId, ClusterRef, DepartmentId, RegionId, OverlayRef>;

// "Near me": what lies around a spot.
struct Nearby {
  LonLat center;
  double radius_km = 20;
  std::string name;  // of the spot, "" where it has none
  friend bool operator==(const Nearby&, const Nearby&) = default;
};
inline constexpr double kLeastRadiusKm = 1, kMostRadiusKm = 200;

struct Step;  // of exploration, that can be taken back (history.h)

// A story that is being told (stories.h), and what the window showed before it.
struct StoryView {
  std::string id;
  std::size_t step = 0;
  std::shared_ptr<const Step> before;
  friend bool operator==(const StoryView&, const StoryView&) = default;
};

inline constexpr int kMostLinkRings = 6;

// Steps that go on with the last one of their kind are one step.
enum class StepKind : std::uint8_t { other, moving, story, text, years, expression, radius };

struct History {
  using Steps = std::vector<std::shared_ptr<const Step>>;
  Steps past, future;  // the nearest last
  StepKind last = StepKind::other;
};

struct InsetState {
  std::optional<Camera> camera;    // none: fitted
  std::optional<ScreenRect> rect;  // none: in the row of insets
  friend bool operator==(const InsetState&, const InsetState&) = default;
};

struct MapState {
  // The window, in points, and its pixels a point.
  double width_pt = 1280;
  double height_pt = 800;
  double pixel_scale = 1;
  bool panels = true;         // false: a bare map (terreau render)
  bool panel_open = true;     // the left panel is unfolded
  bool filters_open = false;  // it shows the parts of the filter instead of the legend
  ListView list;

  // The main map. While at_home the camera is derived from the window (see main_frame()).
  Territory territory = Territory::metropole;
  Camera camera;
  bool at_home = true;
  bool insets = true;
  std::array<InsetState, kInsetIdCount> inset_states;
  std::optional<InsetId> focused_inset;  // that arrows and zoom keys act on

  KindSet visible = KindSet::all();  // the legend's toggles
  Filter filter;
  bool clusters = true;
  ClusterGrouping grouping = ClusterGrouping::distance;
  std::vector<std::string> hidden_overlays;  // names
  bool labels = true;
  bool graticule = false;      // meridians and parallels
  bool minimap = true;         // where the view lies, while it is a near one
  bool reduce_motion = false;  // the view jumps, nothing glides
  Choropleth choropleth = Choropleth::none;
  Shading shading;
  bool comparing = false;  // the panel is open; a click on the ground adds to it
  std::vector<TerritoryRef> compared;
  Theme theme = Theme::light;
  Vision vision = Vision::normal;  // a simulation, of the whole window
  Language language = Language::fr;

  Target selected;
  int link_rings = 1;  // how far its links are followed: 2, those of what it is linked to
  std::optional<StoryView> story;
  std::optional<Nearby> nearby;
  Target hovered;
  std::optional<ScreenPos> cursor;
  std::vector<ClusterRef> fans;  // clusters whose members share a spot, fanned out
  std::string search_text;
  History history;
};

inline constexpr double kInsetNameHeight =
    18;  // strip with the territory's name; a click enters it

inline constexpr double kInsetCorner = 16;  // at the upper right: a drag resizes the inset
inline constexpr double kInsetLarge = 2.8;  // times as wide and high: an enlarged inset
inline constexpr double kInsetSmallest = 64;

// The full name of the metropole is wider than a card.
std::string_view inset_name(Territory territory, Language language);
std::string_view inset_name(const MapFrame& inset, Language language);

// Paris and the three departments around it; empty where boundaries lack one of them.
MapBox petite_couronne_box(const Boundaries& boundaries);

inline constexpr std::size_t kMostCompared = 6;

// True while a click on the ground means a region.
inline bool regions_shown(const MapState& s) {
  return s.choropleth != Choropleth::none && s.shading.by == TerritoryLevel::region;
}

bool overlay_shown(const MapState& state, std::string_view name);

// Space that the panels cover, in points from each edge of the window.
struct Margins {
  double left = 0, top = 0, right = 0, bottom = 0;
};
inline constexpr double kPanelGap = 12, kLeftPanelWidth = 308, kRightCardWidth = 328,
                        kBottomBarHeight = 28;
Margins margins(const MapState& state);
double list_height(const MapState& state);  // 0 while it is closed

// The main map first, then the insets: those in the row from left to right, then those that were
// moved.
std::vector<MapFrame> frames(const MapState& state, const Boundaries& boundaries);
using Extents = std::array<MapBox, kTerritoryCount>;  // of the boundaries
MapFrame main_frame(const MapState& state, const Extents& extents);
// What the main map shows at home.
Camera home_camera(const MapState& state, const Extents& extents);
// Index into frames() of the topmost frame under a point of the window.
std::size_t frame_at(const std::vector<MapFrame>& frames, ScreenPos at);

}  // namespace terreau
