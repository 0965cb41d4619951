#pragma once

#include <optional>
#include <string>

#include "app/model/action.h"
#include "app/model/history.h"
#include "app/model/world.h"

// Guided views: which one is told, which comes next, and what the map shows meanwhile.
namespace terreau {

const Story* story_by_id(const Atlas& atlas, std::string_view id);  // null: none has it

// The step that is shown; null while no story is told, or none of that name is loaded.
struct ToldStep {
  const Story* story = nullptr;
  std::size_t index = 0;  // of the story, among all
  const StoryStep* step = nullptr;
};
std::optional<ToldStep> told_step(const MapState& state, const Atlas& atlas);

// The step before (-1) or after (1), in this story or the next one; none at either end.
std::optional<action::ShowStory> next_step(const MapState& state, const Atlas& atlas, int by);

// What `step` looks at: its own view, or all of its places, in the part of the window that panels
// leave free. None where it has neither.
std::optional<MapFrame> view_of(const StoryStep& step, const MapState& state, const World& world);

// For apply(): the parts of the state that stand in a story's way give way; `before` is what comes
// back when it ends.
void begin_story(MapState& state, const Story& story, std::size_t step, const Step& before);
void leave_story(MapState& state);
// Small clusters with places of the story open around their middle, so that each can be seen.
void open_told_clusters(MapState& state, const World& world);

// The places that it points out; invalid ones are not loaded.
const std::vector<PlaceId>& told_places(const MapState& state, const Atlas& atlas);

// What a load brought: "440 places loaded · one story".
std::string loaded_words(Language language, const Atlas& atlas);

}  // namespace terreau
