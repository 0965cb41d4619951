#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

#include "app/model/found_marks.h"
#include "app/model/map_state.h"
#include "app/model/world.h"

// What is on screen at one moment, as values: made from a state and a world, drawn by the renderer,
// picked by the mouse, counted by the legend. One source, so that they never disagree.
namespace terreau {

struct Slice {  // part of a cluster's ring
  Family family = Family::travail;
  std::uint32_t count = 0;
  friend bool operator==(const Slice&, const Slice&) = default;
};

struct SceneMark {
  ScreenPos at;      // centre, window points
  ScreenPos anchor;  // where it really is: differs from `at` in a fan, and where clusters give way
  double diameter_pt = 12;
  std::uint8_t frame = 0;           // index into Scene::frames
  Family family = Family::travail;  // colour and shape (largest slice of a cluster)
  std::uint32_t count = 1;
  PlaceId place;           // of a single one
  KindSet functions;       // visible functions of a single one: its ring segments
  Kind icon{};             // the kind whose glyph it may show
  std::uint32_t node = 0;  // of a cluster
  std::uint32_t first_slice = 0, slice_count = 0;  // of a cluster, into Scene::slices
  bool territory = false;   // a cluster of a department's or region's places, possibly of one:
  DepartmentId department;  // whose,
  RegionId region;          // or whose
  bool hub = false;         // a cluster in the middle of its fan: its places are marks of their own
  bool hovered = false, selected = false;
  bool told = false;  // a place of the story, or a cluster with one

  bool is_cluster() const { return count > 1 || territory; }
  friend bool operator==(const SceneMark&, const SceneMark&) = default;
};

struct ScreenBox {  // window points
  double left, top, right, bottom;
};

struct Scene {
  static constexpr std::size_t kMarksPerReach = 64;
  std::vector<MapFrame> frames;
  std::vector<SceneMark> marks;   // in drawing order: clusters, markers, then hovered and selected
  std::vector<ScreenBox> reach;   // of each kMarksPerReach marks in turn: where one is picked
  std::vector<FoundMarks> found;  // of each frame
  std::vector<Slice> slices;
  std::vector<std::uint32_t> overlays;  // those that are shown, the topmost last
  bool regions = false;                 // the ground consists of regions, not of departments
  // Visible places in view (main map and insets), as in Counts.
  std::int64_t in_view = 0;
  std::array<std::int64_t, kFamilyCount> in_view_by_family{};
  std::array<std::int64_t, kKindCount> in_view_by_kind{};

  std::span<const Slice> slices_of(const SceneMark& m) const {
    return std::span(slices).subspan(m.first_slice, m.slice_count);
  }
};

// `used`: a scene that nobody needs any more, whose memory the new one takes.
Scene build_scene(const MapState& state, const World& world, Scene used = {});

// Of many places the finest clusters are made for the views that need them; until then
// build_scene() shows coarser ones. The first asks, the second makes them: on a worker, or where a
// picture is made that is to be whole.
bool markers_prepared(std::span<const MapFrame> frames, const Markers& markers);
void prepare_markers(std::span<const MapFrame> frames, const Markers& markers,
                     std::stop_token stop = {});

// What a mark stands for.
Target target_of(const Scene& scene, const SceneMark& mark);

// The topmost mark within reach, null where there is none.
const SceneMark* mark_at(const Scene& scene, ScreenPos at);

// What of an inset a hand holds there: the strip with its name moves it, its corner resizes it.
struct InsetGrip {
  InsetId inset{};
  ScreenRect rect;
  bool corner = false;
};
std::optional<InsetGrip> inset_grip_at(const Scene& scene, ScreenPos at);
// The rectangle of an inset that is held and dragged by (dx, dy): its lower left stays when it is
// resized.
ScreenRect dragged(const InsetGrip& grip, double dx_pt, double dy_pt);
// What a double click on the strip makes of it: large, or (none) as it was in the row.
std::optional<ScreenRect> enlarged(const MapState& state, const InsetGrip& grip);

// What a click there would select: the topmost mark within reach, else a polygon of an overlay,
// else the department or region, else nothing.
Target pick(const Scene& scene, const World& world, ScreenPos at);
// The department or region, whatever stands on it.
Target ground_at(const Scene& scene, const World& world, ScreenPos at);

// The mark that shows a target, on the main map where it is there, null where none is on screen.
const SceneMark* mark_of(const Scene& scene, const Target& target);

}  // namespace terreau
