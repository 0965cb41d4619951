#include "app/model/history.h"

#include <utility>

namespace terreau {
namespace {

void push(History::Steps& steps, Step step) {
  if (steps.size() == kMostSteps) steps.erase(steps.begin());
  steps.push_back(std::make_shared<const Step>(std::move(step)));
}

void step_over(MapState& s, History::Steps& from, History::Steps& to) {
  Step present = step_of(s);
  // A drag there and back leads nowhere.
  while (!from.empty() && *from.back() == present) from.pop_back();
  if (from.empty()) return;
  push(to, std::move(present));
  restore(s, *from.back());
  from.pop_back();
  s.history.last = StepKind::other;
}

bool moves(const Action& a) {
  return std::holds_alternative<action::Pan>(a) || std::holds_alternative<action::Zoom>(a) ||
         std::holds_alternative<action::View>(a) || std::holds_alternative<action::PlaceInset>(a);
}

// The one part of the filter that is typed or drawn letter by letter.
StepKind part_of(const Filter& before, const Filter& after) {
  Filter same = before;
  same.text = after.text;
  if (same == after) return StepKind::text;
  same = before;
  same.year_from = after.year_from;
  same.year_to = after.year_to;
  if (same == after) return StepKind::years;
  same = before;
  same.expression = after.expression;
  return same == after ? StepKind::expression : StepKind::other;
}

StepKind kind_of(const Filter& filter_before, const std::optional<Nearby>& nearby_before,
                 const Action& a) {
  if (moves(a)) return StepKind::moving;
  if (const auto* story = std::get_if<action::ShowStory>(&a)) {
    return story->id.empty() ? StepKind::other : StepKind::story;
  }
  if (const auto* filter = std::get_if<action::SetFilter>(&a)) {
    return part_of(filter_before, filter->filter);
  }
  const auto* near = std::get_if<action::SetNearby>(&a);
  const bool radius = near != nullptr && near->around && nearby_before &&
                      near->around->center == nearby_before->center;
  return radius ? StepKind::radius : StepKind::other;
}

}  // namespace

void restore(MapState& s, const Step& step) {
  s.territory = step.territory;
  s.camera = step.camera;
  s.at_home = step.at_home;
  s.insets = step.insets;
  s.inset_states = step.inset_states;
  s.visible = step.visible;
  s.filter = step.filter;
  s.clusters = step.clusters;
  s.grouping = step.grouping;
  s.hidden_overlays = step.hidden_overlays;
  s.labels = step.labels;
  s.graticule = step.graticule;
  s.choropleth = step.choropleth;
  s.shading = step.shading;
  s.comparing = step.comparing;
  s.compared = step.compared;
  s.selected = step.selected;
  s.story = step.story;
  s.nearby = step.nearby;
  s.fans = step.fans;
  s.list = step.list;
  s.hovered = {};
}

Step step_of(const MapState& s) {
  return {s.territory,  s.camera,   s.at_home,   s.insets,          s.inset_states, s.visible,
          s.filter,     s.clusters, s.grouping,  s.hidden_overlays, s.labels,       s.graticule,
          s.choropleth, s.shading,  s.comparing, s.compared,        s.selected,     s.story,
          s.nearby,     s.fans,     s.list};
}

void begin_step(MapState& s) {
  push(s.history.past, step_of(s));
  s.history.future.clear();
  s.history.last = StepKind::moving;
}

bool goes_on(const MapState& s, const Action& a) {
  const StepKind kind = kind_of(s.filter, s.nearby, a);
  // Flights and looks around belong to their story.
  if (kind == StepKind::moving && s.history.last == StepKind::story) return true;
  return kind != StepKind::other && kind == s.history.last;
}

void note_step(MapState& s, Step before, const Action& a) {
  if (step_of(s) == before) return;
  const bool jumped = s.camera != before.camera || s.at_home != before.at_home;
  s.history.last = kind_of(before.filter, before.nearby, a);
  // A flight may follow, whose views belong to the jump.
  if (s.history.last == StepKind::other && jumped) s.history.last = StepKind::moving;
  push(s.history.past, std::move(before));
  s.history.future.clear();
}

void undo(MapState& s) { step_over(s, s.history.past, s.history.future); }
void redo(MapState& s) { step_over(s, s.history.future, s.history.past); }

}  // namespace terreau
