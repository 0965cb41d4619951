#include "geodata/story_header.h"

#include <algorithm>
#include <array>

#include "geodata/parse.h"

namespace terreau::story {
namespace {

constexpr std::array<std::string_view, 6> kOwnKeys{"id",     "title", "lang",
                                                   "source", "view",  "places"};
constexpr std::array<std::string_view, 10> kFilterKeys{
    "families", "forms",      "functions",    "departments", "regions",
    "years",    "precisions", "from-sources", "text",        "where"};

// "2.81, 50.45, 10.6", as --view has it.
std::string read_view(std::string_view value, Header& header) {
  const auto parts = split_words(value);
  std::array<double, 3> numbers{};
  bool good = parts.size() == numbers.size();
  for (std::size_t i = 0; good && i < numbers.size(); ++i) {
    const auto number = parse_number(parts[i]);
    good = number.has_value();
    if (good) numbers[i] = *number;
  }
  const LonLat centre{numbers[0], numbers[1]};
  if (!good || !is_valid(centre)) return "a view is written LON, LAT, ZOOM";
  header.centre = centre;
  header.zoom = numbers[2];
  return "";
}

// "label | address | date", of which only the first must be there.
StorySource read_source(std::string_view value) {
  StorySource out;
  for (std::string* part : {&out.label, &out.url, &out.date}) {
    const std::size_t bar = std::min(value.find('|'), value.size());
    *part = trimmed(value.substr(0, bar));
    value.remove_prefix(std::min(bar + 1, value.size()));
  }
  return out;
}

// A filter that means nothing is taken back: the rest of the header is kept.
std::string read_filter(std::string_view key, std::string_view value, FilterWords& words) {
  const FilterWords before = words;
  set_word(words, key, value);
  const auto filter = parse_filter(words);
  if (filter) return "";
  words = before;
  return filter.error().message;
}

}  // namespace

bool set_word(FilterWords& words, std::string_view key, std::string_view value) {
  const auto list = [&](std::vector<std::string>& part) { part = split_words(value); };
  if (key == "families") list(words.families);
  if (key == "forms") list(words.forms);
  if (key == "functions") list(words.functions);
  if (key == "departments") list(words.departments);
  if (key == "regions") list(words.regions);
  if (key == "precisions") list(words.precisions);
  if (key == "from-sources") list(words.sources);
  if (key == "years") words.years = value;
  if (key == "text") words.text = value;
  if (key == "where") words.expression = value;
  return std::ranges::find(kFilterKeys, key) != kFilterKeys.end();
}

std::string_view key_of(std::string_view line) {
  const std::string_view key = trimmed(line.substr(0, std::min(line.find(':'), line.size())));
  const bool known = std::ranges::find(kOwnKeys, key) != kOwnKeys.end() ||
                     std::ranges::find(kFilterKeys, key) != kFilterKeys.end();
  return known && line.find(':') != std::string_view::npos ? key : std::string_view();
}

std::string read_line(std::string_view line, bool of_step, Header& header) {
  const std::string_view key = key_of(line);
  if (key.empty()) return "no header line: it is written \"key: value\" with a key that is known";
  const std::string_view value = trimmed(line.substr(line.find(':') + 1));
  if (value.empty()) return "it has no value";
  if (key == "view") return read_view(value, header);
  if (key == "places") {
    header.places = split_words(value);
    return "";
  }
  if (std::ranges::find(kFilterKeys, key) != kFilterKeys.end()) {
    return read_filter(key, value, header.filter);
  }
  if (of_step) return "a step has a view, places and a filter of its own, nothing else";
  if (key == "id") header.id = value;
  if (key == "title") header.title = value;
  if (key == "source") header.sources.push_back(read_source(value));
  if (key != "lang") return "";
  if (value != "fr" && value != "en") return "a story's language is fr or en";
  header.lang = value;
  return "";
}

FilterWords narrowed(const FilterWords& of_all, const FilterWords& own) {
  FilterWords out = of_all;
  const auto take = [](auto& part, const auto& own_part) {
    if (!own_part.empty()) part = own_part;
  };
  take(out.families, own.families);
  take(out.forms, own.forms);
  take(out.functions, own.functions);
  take(out.departments, own.departments);
  take(out.regions, own.regions);
  take(out.years, own.years);
  take(out.precisions, own.precisions);
  take(out.sources, own.sources);
  take(out.text, own.text);
  take(out.expression, own.expression);
  return out;
}

}  // namespace terreau::story
