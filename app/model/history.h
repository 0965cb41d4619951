#pragma once

#include "app/model/action.h"

// What undo takes back and redo brings again: where one looks, what is chosen, what is shown and
// how. Not the window's own: its size, theme, language and panels.
namespace terreau {

struct Step {
  Territory territory = Territory::metropole;
  Camera camera;
  bool at_home = true, insets = true;
  std::array<InsetState, kInsetIdCount> inset_states;
  KindSet visible;
  Filter filter;
  bool clusters = true;
  ClusterGrouping grouping{};
  std::vector<std::string> hidden_overlays;
  bool labels = true, graticule = false;
  Choropleth choropleth{};
  Shading shading;
  bool comparing = false;
  std::vector<TerritoryRef> compared;
  Target selected;
  std::optional<StoryView> story;
  std::optional<Nearby> nearby;
  std::vector<ClusterRef> fans;
  ListView list;
  friend bool operator==(const Step&, const Step&) = default;
};

inline constexpr std::size_t kMostSteps = 200;

Step step_of(const MapState& state);
void restore(MapState& state, const Step& step);
// Makes the present a step that can be taken back. A flight begins so: its views belong to it.
void begin_step(MapState& state);
// After an action: `before` becomes a step where something has changed, unless the action goes on
// with what the last one did (a drag, a word being typed).
void note_step(MapState& state, Step before, const Action& action);
// True where the action goes on with the last step, so that there is nothing to note.
bool goes_on(const MapState& state, const Action& action);

void undo(MapState& state);  // nothing where there is no step
void redo(MapState& state);

}  // namespace terreau
