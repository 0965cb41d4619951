#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "geodata/filter.h"
#include "geodata/result.h"

namespace terreau {

// A filter in words, as on the command line and in a journal; an empty part lets all through.
struct FilterWords {
  std::vector<std::string> families = {}, forms = {}, functions = {};  // codes of the taxonomy
  std::vector<std::string> departments = {};  // as match_department() understands them
  std::vector<std::string> regions = {};      // names or codes of regions
  std::string years = {};                     // "2001-2020", "2001-", "-2020", "2015"
  std::vector<std::string> precisions = {};   // "address", "commune", …
  std::vector<std::string> sources = {};      // files or hosts of cited pages
  std::string text = {};
  std::string expression = {};  // OGR SQL over the columns of places, see expression.h
};

Result<Filter> parse_filter(const FilterWords& words);
FilterWords words_of(const Filter& filter);

// "a, b,,c" → {"a", "b", "c"}.
std::vector<std::string> split_words(std::string_view list);

}  // namespace terreau
