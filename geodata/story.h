#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "geodata/filter.h"
#include "geodata/result.h"

// Guided views: a few places of a map, told in one's own sentences, with where they come from.
namespace terreau {

struct StorySource {
  std::string label, date, url;  // date and url: "" where there is none
  friend bool operator==(const StorySource&, const StorySource&) = default;
};

struct StoryStep {
  std::string title_fr, title_en;  // "": the story's own says it all
  LonLat centre;                   // NaN: the view is fitted to the places
  double zoom = 0;
  Filter filter;  // let through nothing else; the default one: everything
  std::vector<std::string> place_ids;
  std::vector<PlaceId> places;  // of the ids, invalid where that place is not loaded
  std::vector<std::string> paragraphs_fr, paragraphs_en;
  std::vector<StorySource> links;  // named in the paragraphs
};

struct Story {
  std::string id, title_fr, title_en;
  std::vector<StoryStep> steps;  // at least one
  std::vector<StorySource> sources;
  std::string file;  // "" of the embedded ones
};

struct StoryReport {  // of a file; an issue's row is its line
  std::string source, story;
  int steps = 0;
  std::vector<Issue> issues;
};

// In that language, or in the other one where there is nothing in it.
std::string_view title_of(const Story& story, bool french);
std::string_view title_of(const StoryStep& step, bool french);
const std::vector<std::string>& paragraphs_of(const StoryStep& step, bool french);

// The places of all steps, each once.
std::vector<std::string> place_ids(const Story& story);
// "Le Labo de l'ESS (2018-09) — https://…"
std::string source_line(const StorySource& source);

// A story that a user wrote, in Markdown; README.md says what of it is understood. Lines that are
// not understood are warnings with their number; without a header or any sentence it is an Error.
bool is_story_file(std::string_view uri);
Result<Story> read_story(const std::string& path);
Result<Story> parse_story(std::string_view markdown, const std::string& path);

// Puts it among the others: beside its own version in the other language, in the place of one that
// has its id, else at the end.
void add_story(Story story, std::vector<Story>& stories, std::vector<Issue>& issues);

// Finds the places of the ids.
void find_places(std::vector<Story>& stories, const Places& places);

}  // namespace terreau
