#include "app/model/map_state.h"

#include <algorithm>
#include <cmath>

#include "app/model/i18n.h"

namespace terreau {
namespace {

constexpr double kInsetWidth = 92, kInsetHeight = 84, kInsetGap = 8, kInsetIndent = 16;
constexpr int kInsetColumns = kInsetIdCount - 1;
constexpr double kInsetPadding = 8;
constexpr double kNameWidth = 150, kShortNameWidth = 84;
constexpr double kHomePadding = 24;

// Insets grow a little with the window, and shrink until their row fits beside the panel.
double inset_scale(const MapState& s) {
  const Margins m = margins(s);
  const double free_width = s.width_pt - m.left - m.right - 2 * kInsetIndent;
  const double row = kInsetColumns * (kInsetWidth + kInsetGap);
  return std::min(std::clamp(s.height_pt / 900, 1.0, 1.6), free_width / row);
}

bool shows_insets(const MapState& s) { return s.insets && inset_scale(s) > 0.55; }

ScreenRect inset_rect(const MapState& s, int column) {
  const Margins m = margins(s);
  const double k = inset_scale(s);
  return {m.left + kInsetIndent + column * (kInsetWidth + kInsetGap) * k,
          s.height_pt - m.bottom - kPanelGap - kInsetHeight * k, kInsetWidth * k, kInsetHeight * k};
}

// Wherever it was put: inside what the panels leave of the window.
ScreenRect kept_inside(const MapState& s, ScreenRect r) {
  const Margins m = margins(s);
  const double width = std::max(s.width_pt - m.left - m.right, kInsetSmallest);
  const double height = std::max(s.height_pt - m.top - m.bottom, kInsetSmallest);
  r.width_pt = std::clamp(r.width_pt, kInsetSmallest, width);
  r.height_pt = std::clamp(r.height_pt, kInsetSmallest, height);
  r.x_pt = std::clamp(r.x_pt, m.left, m.left + width - r.width_pt);
  r.y_pt = std::clamp(r.y_pt, m.top, m.top + height - r.height_pt);
  return r;
}

MapBox box_of(InsetId inset, const Boundaries& boundaries) {
  if (inset == InsetId::petite_couronne) return petite_couronne_box(boundaries);
  return boundaries.extents[static_cast<std::size_t>(inset)];
}

MapFrame inset_frame(const MapState& s, InsetId id, int column, const Boundaries& boundaries) {
  const InsetState& own = s.inset_states[static_cast<std::size_t>(id)];
  MapFrame frame{territory_of(id), inset_rect(s, column), {}, {}, true, id};
  if (own.rect) frame.viewport = kept_inside(s, *own.rect);
  frame.focus = frame.viewport.center();
  frame.focus.y_pt -= kInsetNameHeight / 2;
  frame.camera = own.camera
                     ? *own.camera
                     : fit(box_of(id, boundaries), frame.viewport.width_pt - 2 * kInsetPadding,
                           frame.viewport.height_pt - kInsetNameHeight - 2 * kInsetPadding);
  return frame;
}

// The main map shows the inset's ground as closely.
bool is_entered(const MapFrame& main, const MapFrame& inset) {
  if (main.territory != inset.territory) return false;
  return inset.id != InsetId::petite_couronne ||
         (main.camera.zoom >= inset.camera.zoom && main.view().contains(inset.camera.center));
}

}  // namespace

std::string_view inset_name(Territory territory, Language language) {
  if (territory == Territory::metropole) return tr(language, Text2{"Métropole", "Mainland"});
  return name(territory);
}

std::string_view inset_name(const MapFrame& inset, Language language) {
  if (inset.id != InsetId::petite_couronne) return inset_name(inset.territory, language);
  // The longest name that the card is wide enough for.
  if (inset.viewport.width_pt < kShortNameWidth) return "Paris";
  return inset.viewport.width_pt < kNameWidth
             ? tr(language, Text2{"Petite couronne", "Paris area"})
             : tr(language, Text2{"Paris et petite couronne", "Paris and inner suburbs"});
}

MapBox petite_couronne_box(const Boundaries& boundaries) {
  MapBox box;
  for (const std::string_view code : {"75", "92", "93", "94"}) {
    const DepartmentShape& shape = boundaries.shapes[department_by_code(code)->value];
    if (!shape.present) return {};
    box.extend(shape.map_box);
  }
  return box;
}

bool overlay_shown(const MapState& state, std::string_view name) {
  return std::ranges::find(state.hidden_overlays, name) == state.hidden_overlays.end();
}

Margins margins(const MapState& s) {
  if (!s.panels) return {};
  return {s.panel_open ? kPanelGap + kLeftPanelWidth : 0, 0, 0, kBottomBarHeight + list_height(s)};
}

double list_height(const MapState& s) {
  constexpr double kShare = 0.38, kLeast = 180, kMost = 420;
  if (!s.list.open) return 0;
  return kPanelGap + std::round(std::clamp(s.height_pt * kShare, kLeast, kMost));
}

// The whole territory in the part of the window that panels and insets leave free. The camera's
// centre stays the middle of the window, so the box is shifted instead.
Camera home_camera(const MapState& s, const Extents& extents) {
  const Margins m = margins(s);
  const double insets = shows_insets(s) ? kInsetHeight * inset_scale(s) + kPanelGap : 0;
  const double width = s.width_pt - m.left - m.right - 2 * kHomePadding;
  const double height = s.height_pt - m.top - m.bottom - insets - 2 * kHomePadding;
  Camera camera = fit(extents[static_cast<std::size_t>(s.territory)], std::max(width, 50.0),
                      std::max(height, 50.0));
  const double metres = metres_per_point(camera.zoom);
  camera.center.x_m -= (m.left - m.right) / 2 * metres;
  camera.center.y_m += (m.top - m.bottom - insets) / 2 * metres;
  return camera;
}

MapFrame main_frame(const MapState& s, const Extents& extents) {
  MapFrame frame{s.territory, {0, 0, s.width_pt, s.height_pt}, {}, s.camera, false};
  frame.focus = frame.viewport.center();
  if (s.at_home) frame.camera = home_camera(s, extents);
  return frame;
}

std::vector<MapFrame> frames(const MapState& s, const Boundaries& boundaries) {
  std::vector<MapFrame> all{main_frame(s, boundaries.extents)}, moved;
  if (!shows_insets(s)) return all;
  int column = 0;
  for (int i = 0; i < kInsetIdCount; ++i) {
    const auto id = static_cast<InsetId>(i);
    if (id == inset_of(s.territory)) continue;
    const MapFrame inset = inset_frame(s, id, column++, boundaries);
    if (id == InsetId::petite_couronne && petite_couronne_box(boundaries).empty()) continue;
    if (is_entered(all.front(), inset)) continue;
    const bool in_row = !s.inset_states[static_cast<std::size_t>(i)].rect;
    (in_row ? all : moved).push_back(inset);
  }
  all.insert(all.end(), moved.begin(), moved.end());
  return all;
}

std::size_t frame_at(const std::vector<MapFrame>& frames, ScreenPos at) {
  for (std::size_t i = frames.size(); i-- > 1;) {
    if (frames[i].viewport.contains(at)) return i;
  }
  return 0;
}

}  // namespace terreau
