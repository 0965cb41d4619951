#include "geodata/story.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "geodata/over_rows.h"

namespace terreau {
namespace {

bool lacks(const Story& story, bool french) {
  return std::ranges::all_of(story.steps, [&](const StoryStep& s) {
    return (french ? s.paragraphs_fr : s.paragraphs_en).empty();
  });
}

// What the new one says in its language.
void take_language(Story& into, Story from, bool french, std::vector<Issue>& issues) {
  if (from.steps.size() != into.steps.size()) {
    issues.push_back({std::nullopt,
                      "the story has " + std::to_string(into.steps.size()) +
                          " steps in the other language, " + std::to_string(from.steps.size()) +
                          " here",
                      from.id});
  }
  (french ? into.title_fr : into.title_en) = french ? from.title_fr : from.title_en;
  for (std::size_t i = 0; i < std::min(into.steps.size(), from.steps.size()); ++i) {
    StoryStep &a = into.steps[i], &b = from.steps[i];
    if (french) {
      a.title_fr = std::move(b.title_fr);
      a.paragraphs_fr = std::move(b.paragraphs_fr);
    } else {
      a.title_en = std::move(b.title_en);
      a.paragraphs_en = std::move(b.paragraphs_en);
    }
    for (StorySource& link : b.links) {
      if (std::ranges::find(a.links, link) == a.links.end()) a.links.push_back(std::move(link));
    }
  }
  for (StorySource& s : from.sources) {
    if (std::ranges::find(into.sources, s) == into.sources.end()) into.sources.push_back(s);
  }
}

std::string_view either(const std::string& wanted, const std::string& other) {
  return wanted.empty() ? other : wanted;
}

}  // namespace

std::string_view title_of(const Story& s, bool french) {
  return french ? either(s.title_fr, s.title_en) : either(s.title_en, s.title_fr);
}

std::string_view title_of(const StoryStep& s, bool french) {
  return french ? either(s.title_fr, s.title_en) : either(s.title_en, s.title_fr);
}

const std::vector<std::string>& paragraphs_of(const StoryStep& s, bool french) {
  const auto &wanted = french ? s.paragraphs_fr : s.paragraphs_en,
             &other = french ? s.paragraphs_en : s.paragraphs_fr;
  return wanted.empty() ? other : wanted;
}

std::vector<std::string> place_ids(const Story& story) {
  std::vector<std::string> out;
  for (const StoryStep& step : story.steps) {
    for (const std::string& id : step.place_ids) {
      if (std::ranges::find(out, id) == out.end()) out.push_back(id);
    }
  }
  return out;
}

std::string source_line(const StorySource& source) {
  std::string line = source.label;
  if (!source.date.empty()) line += " (" + source.date + ")";
  if (!source.url.empty()) line += " — " + source.url;
  return line;
}

void add_story(Story story, std::vector<Story>& stories, std::vector<Issue>& issues) {
  const auto same = std::ranges::find(stories, story.id, &Story::id);
  if (same == stories.end()) return stories.push_back(std::move(story));
  const bool french = !lacks(story, true), english = !lacks(story, false);
  if (french != english && lacks(*same, french)) {
    return take_language(*same, std::move(story), french, issues);
  }
  const std::string who = same->file.empty() ? "an embedded story" : same->file;
  issues.push_back({std::nullopt, "it takes the place of " + who + " with the same id", story.id});
  *same = std::move(story);
}

namespace {

using Wanted = std::unordered_map<std::string_view, PlaceId>;

// Their places, in order; some of them more than once.
std::vector<std::pair<std::string_view, PlaceId>> places_with_ids(const Wanted& wanted,
                                                                  const Places& places) {
  std::vector<std::pair<std::string_view, PlaceId>> all;
  std::vector<std::string_view> missing;
  for (const auto& [id, place] : wanted) missing.push_back(id);
  const auto look = [&](Places::Rows rows) {
    const auto find = [&](std::uint32_t begin, std::uint32_t end) {
      std::vector<std::pair<std::string_view, PlaceId>> found;
      for (PlaceId place{rows.first + begin}; place.value < rows.first + end; ++place.value) {
        const auto it = wanted.find(places.id(place));
        if (it != wanted.end()) found.emplace_back(it->first, place);
      }
      return found;
    };
    for (const auto& found : over_rows(rows.end - rows.first, find)) {
      all.insert(all.end(), found.begin(), found.end());
    }
  };
  // The embedded places come first, and most often have them all.
  const auto first = static_cast<std::uint32_t>(std::min<std::size_t>(places.size(), 4'096));
  look({0, first});
  for (const auto& [found, place] : all) std::erase(missing, found);
  if (missing.empty()) return all;
  for (const Places::Rows rows : places.rows_that_may_have(missing)) {
    if (rows.end > first) look({std::max(rows.first, first), rows.end});
  }
  return all;
}

}  // namespace

void find_places(std::vector<Story>& stories, const Places& places) {
  std::unordered_map<std::string_view, PlaceId> wanted;
  for (const Story& story : stories) {
    for (const StoryStep& step : story.steps) {
      for (const std::string& id : step.place_ids) wanted.emplace(id, PlaceId{});
    }
  }
  for (const auto& [id, place] : places_with_ids(wanted, places)) {
    PlaceId& first = wanted[id];
    if (!first.valid()) first = place;
  }
  for (Story& story : stories) {
    for (StoryStep& step : story.steps) {
      step.places.clear();
      for (const std::string& id : step.place_ids) step.places.push_back(wanted[id]);
    }
  }
}

}  // namespace terreau
