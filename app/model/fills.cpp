#include "app/model/fills.h"

#include "app/model/marks.h"
#include "app/model/palette.h"

namespace terreau {
namespace {

// How far fills move towards another colour.
constexpr double kLift = 0.55, kDarkLift = 0.07, kTint = 0.16, kStripe = 0.45;

void change(FillPlan& plan, const Target& target, Colour towards, double part) {
  const auto* department = std::get_if<DepartmentId>(&target);
  if (department == nullptr || !department->valid()) return;
  FillStyle style = plan.styles[plan.style_of[department->value]];
  style.colour = blend(style.colour, towards, part);
  plan.style_of[department->value] = static_cast<std::uint8_t>(plan.styles.size());
  plan.styles.push_back(style);
}

}  // namespace

Colour class_colour(Theme theme, std::size_t index, std::size_t count) {
  const auto& tones = palette(theme).choropleth;
  return tones[count < 2 ? tones.size() - 1 : index * (tones.size() - 1) / (count - 1)];
}

Colour stripe_colour(Theme theme) {
  return blend(palette(theme).land, palette(theme).region_border, kStripe);
}

FillPlan fill_plan(const MapState& state, const ChoroplethMap& classes) {
  const Palette& colours = palette(state.theme);
  FillPlan plan;
  plan.styles.push_back({colours.land, {}});
  if (state.choropleth != Choropleth::none) {
    plan.styles[0].stripes = stripe_colour(state.theme);
    const std::size_t count = classes.upper_bounds.size();
    for (std::size_t c = 0; c < count; ++c) {
      plan.styles.push_back({class_colour(state.theme, c, count), {}});
    }
    for (std::size_t d = 0; d < plan.style_of.size(); ++d) {
      plan.style_of[d] = static_cast<std::uint8_t>(classes.class_of[d] + 1);
    }
  }
  const Colour white = palette(Theme::light).panel;
  change(plan, state.hovered, white, state.theme == Theme::dark ? kDarkLift : kLift);
  change(plan, state.selected, colours.accent, kTint);
  return plan;
}

}  // namespace terreau
