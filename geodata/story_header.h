#pragma once

#include <optional>
#include <string_view>

#include "geodata/filter_words.h"
#include "geodata/story.h"

// The lines "key: value" of a story's file. For the files named story*.cpp.
namespace terreau::story {

struct Header {
  std::string id, title, lang;
  std::vector<StorySource> sources;
  // Of the story, or of one step.
  std::optional<LonLat> centre;
  double zoom = 0;
  std::optional<std::vector<std::string>> places;
  FilterWords filter;
};

// The key of a line that is one of a header, else "".
std::string_view key_of(std::string_view line);
// Takes the line in; what is wrong with it, or "". A step has only a view, places and a filter.
std::string read_line(std::string_view line, bool of_step, Header& header);
// The parts of the filter that are set in `own`, the others as in `of_all`.
FilterWords narrowed(const FilterWords& of_all, const FilterWords& own);

// As "families", "years", …: false where no part of a filter has that name.
bool set_word(FilterWords& words, std::string_view key, std::string_view value);

}  // namespace terreau::story
