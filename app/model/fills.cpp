#include "app/model/fills.h"

#include <algorithm>
#include <map>

#include "app/model/marks.h"
#include "app/model/palette.h"

namespace terreau {
namespace {

// How far fills move towards another colour.
constexpr double kLift = 0.55, kDarkLift = 0.07, kTint = 0.16, kStripe = 0.45;

// A department, or those of a region.
DepartmentSet departments_of(const Target& target) {
  DepartmentSet set;
  if (const auto* d = std::get_if<DepartmentId>(&target); d != nullptr && d->valid()) {
    set.set(d->value);
  }
  if (const auto* r = std::get_if<RegionId>(&target); r != nullptr && r->valid()) {
    return terreau::departments_of(*r);
  }
  return set;
}

void change(FillPlan& plan, const Target& target, Colour towards, double part) {
  const DepartmentSet changed = departments_of(target);
  std::map<std::uint8_t, std::uint8_t> made;  // the changed style of each style
  for (std::size_t d = 0; d < kDepartmentCount; ++d) {
    if (!changed[d]) continue;
    const std::uint8_t was = plan.style_of[d];
    const auto [entry, is_new] =
        made.try_emplace(was, static_cast<std::uint8_t>(plan.styles.size()));
    plan.style_of[d] = entry->second;
    if (!is_new) continue;
    FillStyle style = plan.styles[was];
    style.colour = blend(style.colour, towards, part);
    plan.styles.push_back(style);
  }
}

}  // namespace

Colour class_colour(Theme theme, std::size_t index, std::size_t count) {
  const auto& tones = palette(theme).choropleth;
  if (count < 2) return tones.back();
  const double at =
      static_cast<double>(index * (tones.size() - 1)) / static_cast<double>(count - 1);
  const auto tone = std::min(static_cast<std::size_t>(at), tones.size() - 2);
  return blend(tones[tone], tones[tone + 1], at - static_cast<double>(tone));
}

bool border_shown(const MapState& state, BorderKind kind) {
  return kind != BorderKind::department || !regions_shown(state);
}

Colour stripe_colour(Theme theme) {
  return blend(palette(theme).land, palette(theme).region_border, kStripe);
}

FillPlan plain_fill_plan(const MapState& state, const ChoroplethMap& classes) {
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
  return plan;
}

FillPlan fill_plan(const MapState& state, const ChoroplethMap& classes) {
  FillPlan plan = plain_fill_plan(state, classes);
  const Colour white = palette(Theme::light).panel;
  change(plan, state.hovered, white, state.theme == Theme::dark ? kDarkLift : kLift);
  change(plan, state.selected, palette(state.theme).accent, kTint);
  return plan;
}

}  // namespace terreau
