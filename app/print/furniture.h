#pragma once

#include <string>
#include <vector>

#include "app/model/palette.h"
#include "app/model/world.h"
#include "app/print/canvas.h"

// What stands around a map on paper.
namespace terreau::print {

// What a sheet writes with; points of the layout.
namespace type {
inline constexpr Type kTitle{Face::semi_bold, 20}, kSubtitle{Face::regular, 9.5};
inline constexpr Type kHeading{Face::semi_bold, 9.5}, kBody{Face::regular, 9};
inline constexpr Type kStrong{Face::semi_bold, 9}, kSmall{Face::regular, 7};
}  // namespace type

// Lines of one type below each other; returns their height.
double draw_lines(Canvas& canvas, const Type& type, ScreenPos top_left, Colour colour,
                  const std::vector<std::string>& lines);

// A bar of two parts with its length, and the scale as a fraction of the printed page. `top_left`
// to a block of kScaleHeight.
inline constexpr double kScaleWidth = 150, kScaleHeight = 30;
void draw_scale(Canvas& canvas, ScreenPos top_left, double metres_a_point, double factor,
                const MapState& state, bool on_paper);

// Where north is in the middle of the map; a block of kNorthSize by kNorthSize.
inline constexpr double kNorthSize = 30;
void draw_north(Canvas& canvas, ScreenPos top_left, const MapFrame& frame, const MapState& state);

// Sources with their dates and licences, a sentence each.
std::vector<std::string> source_sentences(Language language, const World& world);

// Of the data and the view, eight letters: two pages with the same one show the same.
std::string fingerprint(const World& world, const MapState& state, const std::string& more);

}  // namespace terreau::print
