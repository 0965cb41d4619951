#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "app/model/map_state.h"
#include "app/model/world.h"

// What is on screen at one moment, as values: made from a state and a world, drawn by the renderer,
// picked by the mouse, counted by the legend. One source, so that they never disagree.
namespace terreau {

struct Slice {  // part of a cluster's ring
  Family family = Family::travail;
  std::uint32_t count = 0;
};

struct SceneMark {
  ScreenPos at;      // centre, window points
  ScreenPos anchor;  // where it really is: differs from `at` in a fan
  double diameter_pt = 12;
  std::uint8_t frame = 0;           // index into Scene::frames
  Family family = Family::travail;  // colour and shape (largest slice of a cluster)
  std::uint32_t count = 1;          // > 1: a cluster
  PlaceId place;                    // of a single one
  KindSet functions;                // visible functions of a single one: its ring segments
  Kind icon{};                      // the kind whose glyph it may show
  std::uint32_t node = 0;           // of a cluster
  std::uint32_t first_slice = 0, slice_count = 0;  // of a cluster, into Scene::slices
  bool hovered = false, selected = false;
};

struct Scene {
  std::vector<MapFrame> frames;
  std::vector<SceneMark> marks;  // in drawing order: clusters, markers, then hovered and selected
  std::vector<Slice> slices;
  bool regions = false;  // the ground consists of regions, not of departments
  // Visible places in view (main map and insets), as in Counts.
  std::int64_t in_view = 0;
  std::array<std::int64_t, kFamilyCount> in_view_by_family{};
  std::array<std::int64_t, kKindCount> in_view_by_kind{};

  std::span<const Slice> slices_of(const SceneMark& m) const {
    return std::span(slices).subspan(m.first_slice, m.slice_count);
  }
};

Scene build_scene(const MapState& state, const World& world);

// What a click there would select: the topmost mark within reach, else the department or
// region, else nothing.
Target pick(const Scene& scene, const World& world, ScreenPos at);

// The mark that shows a target, null where none is on screen.
const SceneMark* mark_of(const Scene& scene, const Target& target);

}  // namespace terreau
