#include "app/model/map_state.h"

#include <algorithm>
#include <cmath>

#include "app/model/i18n.h"

namespace terreau {
namespace {

constexpr double kInsetWidth = 92, kInsetHeight = 84, kInsetGap = 8, kInsetIndent = 16;
constexpr int kInsetCount = kTerritoryCount - 1;
constexpr double kHomePadding = 24;

// Insets grow a little with the window, and shrink until their row fits beside the panel.
double inset_scale(const MapState& s) {
  const Margins m = margins(s);
  const double free_width = s.width_pt - m.left - m.right - 2 * kInsetIndent;
  const double row = kInsetCount * (kInsetWidth + kInsetGap);
  return std::min(std::clamp(s.height_pt / 900, 1.0, 1.6), free_width / row);
}

bool shows_insets(const MapState& s) { return s.insets && inset_scale(s) > 0.55; }

ScreenRect inset_rect(const MapState& s, int column) {
  const Margins m = margins(s);
  const double k = inset_scale(s);
  return {m.left + kInsetIndent + column * (kInsetWidth + kInsetGap) * k,
          s.height_pt - m.bottom - kPanelGap - kInsetHeight * k, kInsetWidth * k, kInsetHeight * k};
}

MapFrame inset_frame(const MapState& s, Territory territory, int column, const Extents& extents) {
  MapFrame frame{territory, inset_rect(s, column), {}, {}, true};
  frame.focus = frame.viewport.center();
  frame.focus.y_pt -= kInsetNameHeight / 2;
  const double padding = 8;
  const auto& own = s.inset_cameras[static_cast<std::size_t>(territory)];
  frame.camera =
      own ? *own
          : fit(extents[static_cast<std::size_t>(territory)], frame.viewport.width_pt - 2 * padding,
                frame.viewport.height_pt - kInsetNameHeight - 2 * padding);
  return frame;
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

}  // namespace

std::string_view inset_name(Territory territory, Language language) {
  if (territory == Territory::metropole) return tr(language, Text2{"Métropole", "Mainland"});
  return name(territory);
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

MapFrame main_frame(const MapState& s, const Extents& extents) {
  MapFrame frame{s.territory, {0, 0, s.width_pt, s.height_pt}, {}, s.camera, false};
  frame.focus = frame.viewport.center();
  if (s.at_home) frame.camera = home_camera(s, extents);
  return frame;
}

std::vector<MapFrame> frames(const MapState& s, const Extents& extents) {
  std::vector<MapFrame> all{main_frame(s, extents)};
  if (!shows_insets(s)) return all;
  int column = 0;
  for (const Territory t : kTerritories) {
    if (t != s.territory) all.push_back(inset_frame(s, t, column++, extents));
  }
  return all;
}

std::size_t frame_at(const std::vector<MapFrame>& frames, ScreenPos at) {
  for (std::size_t i = frames.size(); i-- > 1;) {
    if (frames[i].viewport.contains(at)) return i;
  }
  return 0;
}

}  // namespace terreau
