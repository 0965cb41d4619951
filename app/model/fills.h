#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "app/model/choropleth.h"
#include "app/model/map_state.h"
#include "geodata/taxonomy.h"

// What departments are filled with: plain land, the classes of a choropleth, and what is hovered or
// selected.
namespace terreau {

struct FillStyle {
  Colour colour;
  std::optional<Colour> stripes;  // hatched: there is no data
  friend bool operator==(const FillStyle&, const FillStyle&) = default;
};

struct FillPlan {
  std::vector<FillStyle> styles;                          // the first is that of most departments
  std::array<std::uint8_t, kDepartmentCount> style_of{};  // index into styles
  friend bool operator==(const FillPlan&, const FillPlan&) = default;
};

// `classes` are those of classify(); not read where nothing is shaded.
FillPlan fill_plan(const MapState& state, const ChoroplethMap& classes);
// Without what is hovered and selected: on paper the tint of a coast would look like the sea.
FillPlan plain_fill_plan(const MapState& state, const ChoroplethMap& classes);

// The tone of one of `count` classes.
Colour class_colour(Theme theme, std::size_t index, std::size_t count);
// Inner borders of regions are left out where regions are what is shaded.
bool border_shown(const MapState& state, BorderKind kind);
// Stripes on land, where there is no data.
Colour stripe_colour(Theme theme);

// Stripes run down to the left at 45 degrees; points along x between two, and the part that is one.
inline constexpr double kHatchPeriod = 7, kHatchPart = 0.18;

}  // namespace terreau
