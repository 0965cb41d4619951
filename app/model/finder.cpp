#include "app/model/finder.h"

#include <algorithm>
#include <array>

#include "app/model/view_line.h"
#include "geodata/parse.h"

namespace terreau {
namespace {

constexpr std::size_t kCommands = 4;

// Folded beginnings, the longer before the shorter.
constexpr std::array<std::string_view, 17> kNearWords{
    "a proximite de", "pres de la", "a cote de", "aux environs de", "autour de", "autour d",
    "pres du",        "pres des",   "pres d",    "pres de",         "proche de", "close to",
    "around",         "near to",    "near",      "rayon de",        "next to"};

// The bytes of `text` whose folded words are `folded`'s first `words`; 0 where they are not.
std::size_t after_words(std::string_view text, std::string_view beginning) {
  for (std::size_t end = 1; end <= text.size(); ++end) {
    const bool boundary =
        end == text.size() || (static_cast<unsigned char>(text[end]) & 0xC0U) != 0x80U;
    if (!boundary || fold(text.substr(0, end)) != beginning) continue;
    // The whole word must have ended: "nearby" is not "near".
    if (end < text.size() && fold(text.substr(0, end + 1)) == beginning) continue;
    const std::string longer = fold(text.substr(0, std::min(text.size(), end + 4)));
    if (longer.size() > beginning.size() && longer[beginning.size()] != ' ') return 0;
    return end;
  }
  return 0;
}

// "50 km" at the beginning; what follows it is left in `text`.
std::optional<double> take_radius(std::string_view& text) {
  std::size_t end = 0;
  while (end < text.size() && (is_ascii_digit(text[end]) || text[end] == ',' || text[end] == '.')) {
    ++end;
  }
  const auto number = parse_number(text.substr(0, end));
  std::string_view rest = trimmed(text.substr(end));
  if (!number || !rest.starts_with("km")) return std::nullopt;
  text = trimmed(rest.substr(2));
  return number;
}

// "à 50 km de …", "within 50 km of …"
std::optional<NearText> parse_distance(std::string_view text) {
  static constexpr std::array<std::string_view, 5> kBefore{"a moins de", "dans un rayon de",
                                                           "within", "a", "in"};
  for (const std::string_view before : kBefore) {
    const std::size_t begin = after_words(text, before);
    if (begin == 0) continue;
    std::string_view rest = trimmed(text.substr(begin));
    const auto radius = take_radius(rest);
    if (!radius) continue;
    for (const std::string_view of :
         {"autour de", "du", "de", "des", "d", "of", "from", "around"}) {
      if (const std::size_t end = after_words(rest, of)) {
        return NearText{std::string(trimmed(rest.substr(end))), radius};
      }
    }
    return NearText{std::string(rest), radius};
  }
  return std::nullopt;
}

NameMatch best_of(const std::vector<Found>& list) {
  return list.empty() ? NameMatch::typo : list.front().match;
}

std::vector<FinderRow> command_rows(std::string_view text, Language language) {
  std::vector<FinderRow> rows;
  if (trimmed(text).empty()) {
    for (const Command& c : commands()) rows.push_back({FinderGroup::commands, c.id, {}});
  } else {
    for (const CommandId id : find_commands(text, language)) {
      rows.push_back({FinderGroup::commands, id, {}});
    }
  }
  return rows;
}

}  // namespace

std::optional<NearText> parse_near(std::string_view text) {
  text = trimmed(text);
  if (auto distance = parse_distance(text)) return distance;
  for (const std::string_view words : kNearWords) {
    const std::size_t end = after_words(text, words);
    if (end == 0) continue;
    std::string_view rest = text.substr(end);
    while (!rest.empty() && fold(rest.substr(0, 1)).empty() &&
           static_cast<unsigned char>(rest[0]) < 0x80) {
      rest.remove_prefix(1);
    }
    return NearText{std::string(trimmed(rest)), std::nullopt};
  }
  return std::nullopt;
}

std::string searched_text(std::string_view text) {
  if (text.starts_with(kCommandMark)) return std::string(text.substr(1));
  const auto near = parse_near(text);
  return near ? near->of : std::string(text);
}

std::vector<FinderRow> finder_rows(std::string_view text, const Findings& all, Language language) {
  if (is_view_line(text)) return {{FinderGroup::view, std::string(trimmed(text)), {}}};
  if (text.starts_with(kCommandMark)) return command_rows(text.substr(1), language);
  std::vector<FinderRow> rows;
  const auto near = parse_near(text);
  const auto add = [&](FinderGroup group, const std::vector<Found>& list) {
    for (const Found& found : list) {
      if (!near) {
        rows.push_back({group, found, {}});
      } else if (is_valid(found.position)) {
        rows.push_back({FinderGroup::near, found, near->radius_km});
      }
    }
  };
  struct List {
    FinderGroup group;
    const std::vector<Found>* found;
  };
  std::vector<List> lists{{FinderGroup::places, &all.places},
                          {FinderGroup::communes, &all.communes},
                          {FinderGroup::departments, &all.departments},
                          {FinderGroup::regions, &all.regions}};
  // One is seldom near a department: its spots are communes.
  if (near) std::swap(lists[0], lists[1]);
  std::ranges::stable_sort(lists, {}, [](const List& l) { return best_of(*l.found); });
  add(FinderGroup::position, all.positions);
  for (const List& list : lists) add(list.group, *list.found);
  const auto commands = find_commands(text, language);
  for (std::size_t i = 0; i < std::min(kCommands, commands.size()); ++i) {
    rows.push_back({FinderGroup::commands, commands[i], {}});
  }
  return rows;
}

}  // namespace terreau
