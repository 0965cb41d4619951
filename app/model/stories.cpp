#include "app/model/stories.h"

#include <algorithm>

#include "app/model/free_part.h"
#include "app/model/i18n.h"
#include "app/model/scene.h"
#include "geodata/projection.h"

namespace terreau {
namespace {

constexpr double kFilled = 0.8;           // of the free part of the window, by a step's places
constexpr std::uint32_t kMostOpened = 8;  // places of a cluster
constexpr double kClosest = 13;           // for a single place

// Of those on the map of a territory.
MapBox box_of(const std::vector<PlaceId>& places, const Places& all, Territory territory) {
  MapBox box;
  const Projection projection(territory);
  for (const PlaceId p : places) {
    if (!p.valid() || !all.located(p) || territory_of(all.position(p)) != territory) continue;
    box.extend(projection.project(all.position(p)));
  }
  return box;
}

std::optional<Territory> territory_of_first(const std::vector<PlaceId>& places, const Places& all) {
  for (const PlaceId p : places) {
    if (p.valid() && all.located(p)) return territory_of(all.position(p));
  }
  return {};
}

}  // namespace

const Story* story_by_id(const Atlas& atlas, std::string_view id) {
  const auto found = std::ranges::find(atlas.stories, id, &Story::id);
  return found == atlas.stories.end() ? nullptr : &*found;
}

std::optional<ToldStep> told_step(const MapState& s, const Atlas& atlas) {
  if (!s.story) return {};
  const Story* story = story_by_id(atlas, s.story->id);
  if (story == nullptr || s.story->step >= story->steps.size()) return {};
  return ToldStep{story, static_cast<std::size_t>(story - atlas.stories.data()),
                  &story->steps[s.story->step]};
}

std::optional<action::ShowStory> next_step(const MapState& s, const Atlas& atlas, int by) {
  const auto told = told_step(s, atlas);
  if (!told) return {};
  const std::size_t step = s.story->step;
  if (by > 0 && step + 1 < told->story->steps.size()) {
    return action::ShowStory{told->story->id, step + 1};
  }
  if (by < 0 && step > 0) return action::ShowStory{told->story->id, step - 1};
  if (by > 0 && told->index + 1 < atlas.stories.size()) {
    return action::ShowStory{atlas.stories[told->index + 1].id, 0};
  }
  if (by < 0 && told->index > 0) {
    const Story& before = atlas.stories[told->index - 1];
    return action::ShowStory{before.id, before.steps.size() - 1};
  }
  return {};
}

std::optional<MapFrame> view_of(const StoryStep& step, const MapState& s, const World& world) {
  const Places& places = *world.atlas.places;
  const bool own = is_valid(step.centre);
  const auto territory =
      own ? std::optional(territory_of(step.centre)) : territory_of_first(step.places, places);
  if (!territory) return {};
  const FreePart free = free_part(s);
  const MapBox box = box_of(step.places, places, *territory);
  Camera camera;
  if (!box.empty()) {
    camera = fit(box, free.width * kFilled, free.height * kFilled);
    camera.zoom = std::min(camera.zoom, kClosest);
  }
  if (own) {
    const Camera wanted{Projection(*territory).project(step.centre), step.zoom};
    // In a small window its places must still be seen.
    const double reach_x = free.width / 2 * metres_per_point(wanted.zoom);
    const double reach_y = free.height / 2 * metres_per_point(wanted.zoom);
    const MapPos c = wanted.center;
    const MapBox seen{c.x_m - reach_x, c.y_m - reach_y, c.x_m + reach_x, c.y_m + reach_y};
    if (box.empty() || seen.contains(box)) camera = wanted;
  }
  camera.center.y_m -= free.bottom / 2 * metres_per_point(camera.zoom);
  camera.center.x_m -= (free.left - free.right) / 2 * metres_per_point(camera.zoom);
  return MapFrame{*territory, {}, {}, camera, false};
}

void begin_story(MapState& s, const Story& story, std::size_t step, const Step& before) {
  auto from = s.story ? s.story->before : std::make_shared<const Step>(before);
  s.story = StoryView{story.id, step, std::move(from)};
  s.visible = KindSet::all();
  s.selected = {};
  s.nearby.reset();
  s.focused_inset.reset();
  s.comparing = false;
}

void leave_story(MapState& s) {
  if (!s.story) return;
  const auto before = s.story->before;
  before != nullptr ? restore(s, *before) : s.story.reset();
}

void open_told_clusters(MapState& s, const World& world) {
  if (world.markers->filter != s.filter) return;  // their numbers are of other markers
  const Scene scene = build_scene(s, world);
  for (const SceneMark& m : scene.marks) {
    if (m.frame != 0 || !m.told || !m.is_cluster() || m.territory || m.count > kMostOpened)
      continue;
    s.fans.push_back({scene.frames[0].territory, m.node});
  }
}

const std::vector<PlaceId>& told_places(const MapState& s, const Atlas& atlas) {
  static const std::vector<PlaceId> kNone;
  const auto told = told_step(s, atlas);
  return told ? told->step->places : kNone;
}

std::string loaded_words(Language language, const Atlas& atlas) {
  std::string text = tr_n(language, "One place loaded", "{} places loaded",
                          static_cast<std::int64_t>(atlas.places->size()));
  if (atlas.story_reports.empty()) return text;
  text += " · " + tr_n(language, "one story of yours", "{} stories of yours",
                       static_cast<std::int64_t>(atlas.story_reports.size()));
  std::size_t issues = 0;
  for (const StoryReport& r : atlas.story_reports) issues += r.issues.size();
  if (issues == 0) return text;
  return text + " · " +
         tr_n(language, "one line of it is not understood: see Stories",
              "{} lines of them are not understood: see Stories",
              static_cast<std::int64_t>(issues));
}

}  // namespace terreau
