#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "geodata/story.h"

// The only user of cmark: Markdown becomes plain blocks of text here. For the files named story*.
namespace terreau::story {

struct Block {
  int heading = 0;  // its level; 0: a paragraph
  int line = 0;     // of the text, 1-based
  int last_line = 0;
  std::string text;
  std::vector<StorySource> links;
  std::string left_out;  // why there is no text
};

// Paragraphs, items of lists, quotations and headings. Emphasis is read as plain words, a link as
// its words, with the address beside the block; pictures and HTML are left out.
std::vector<Block> blocks_of(std::string_view markdown);

}  // namespace terreau::story
