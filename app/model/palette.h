#pragma once

#include <array>

#include "app/model/map_state.h"
#include "geodata/taxonomy.h"

// Line widths on the map, and what else window and paper draw alike; points.
namespace line {
inline constexpr double kDepartmentLine = 0.75, kRegionLine = 1.2, kOutlineLine = 1.6,
                        kLeaderLine = 1, kGraticuleLine = 0.6, kGraticuleAlpha = 0.35,
                        kOverlayLine = 1.2, kOverlayLinePointed = 2.6;
inline constexpr double kArcLine = 1.6, kArrow = 6, kArrowWidth = 0.6;  // width: of its length
inline constexpr double kHairline = 1, kCardRadius = 10;
inline constexpr double kInsetNameBaseline = 6;  // above the card's lower edge
inline constexpr double kLabelSize = 10.5, kLabelHalo = 1.5, kTitleSize = 17;
}  // namespace line

// The colours of both themes, for the map and the panels alike. Text is at least 4.5:1 against what
// is behind it, graphics 3:1. Family colours are in taxonomy.h.
namespace terreau {

struct Palette {
  Colour sea, land;
  Colour department_border, region_border;  // 0.75 and 1.2 points
  Colour text, secondary, map_label;        // a map label has a halo in land's colour
  Colour panel;
  double panel_alpha = 1;
  Colour hairline, hover;
  Colour accent;          // selection, links, histogram
  Colour marker_outline;  // 1.4 points
  // A moss green that no family wears, from few to many; without data: hatched land.
  std::array<Colour, 5> choropleth;
};

inline const Palette& palette(Theme theme) {
  static constexpr Palette kLight{
      .sea = {0xDD, 0xE7, 0xEA},
      .land = {0xF5, 0xF2, 0xEC},
      .department_border = {0xC9, 0xC2, 0xB4},
      .region_border = {0x9C, 0x93, 0x84},
      .text = {0x1E, 0x23, 0x28},
      .secondary = {0x5E, 0x66, 0x6C},
      .map_label = {0x7A, 0x74, 0x6A},
      .panel = {0xFF, 0xFF, 0xFF},
      .panel_alpha = 0.97,
      .hairline = {0xE4, 0xE1, 0xDA},
      .hover = {0xF1, 0xEE, 0xE8},
      .accent = {0x0B, 0x6F, 0xAE},
      .marker_outline = {0x1E, 0x23, 0x28},
      .choropleth = {{{0xE6, 0xE8, 0xD3},
                      {0xCD, 0xD3, 0xAE},
                      {0xAF, 0xB9, 0x85},
                      {0x8D, 0x9A, 0x5C},
                      {0x6A, 0x78, 0x38}}},
  };
  static constexpr Palette kDark{
      .sea = {0x16, 0x1B, 0x1F},
      .land = {0x26, 0x2C, 0x31},
      .department_border = {0x3A, 0x42, 0x48},
      .region_border = {0x56, 0x60, 0x68},
      .text = {0xEC, 0xEF, 0xF1},
      .secondary = {0x9A, 0xA5, 0xAC},
      .map_label = {0x8E, 0x98, 0x9F},
      .panel = {0x1E, 0x23, 0x28},
      .panel_alpha = 0.96,
      .hairline = {0x35, 0x3D, 0x43},
      .hover = {0x2F, 0x37, 0x3D},
      .accent = {0x4D, 0xA3, 0xD9},
      .marker_outline = {0x0E, 0x12, 0x15},
      .choropleth = {{{0x2E, 0x34, 0x2B},
                      {0x3D, 0x46, 0x33},
                      {0x50, 0x5D, 0x3B},
                      {0x68, 0x78, 0x47},
                      {0x86, 0x98, 0x5A}}},
  };
  return theme == Theme::dark ? kDark : kLight;
}

// The lines of the overlays, by their number; no family, selection or border has these colours.
inline Colour overlay_colour(Theme theme, std::size_t overlay) {
  static constexpr std::array<Colour, 5> kLight{{{0x8E, 0x24, 0x7A},
                                                 {0x00, 0x6D, 0x6F},
                                                 {0x8A, 0x4B, 0x08},
                                                 {0x3F, 0x4F, 0xB5},
                                                 {0xB3, 0x26, 0x4A}}};
  static constexpr std::array<Colour, 5> kDark{{{0xE0, 0x8A, 0xD2},
                                                {0x56, 0xC2, 0xC0},
                                                {0xE0, 0xA4, 0x5E},
                                                {0x9F, 0xAC, 0xF5},
                                                {0xF2, 0x8B, 0xA5}}};
  return (theme == Theme::dark ? kDark : kLight)[overlay % kLight.size()];
}

}  // namespace terreau
