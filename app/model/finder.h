#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "app/model/commands.h"
#include "geodata/search.h"

// What the search box offers for a text: things on the map, what is near them, things to do.
namespace terreau {

enum class FinderGroup : std::uint8_t {
  position,
  near,
  places,
  communes,
  departments,
  regions,
  commands,
  view,  // a line that view_line() wrote
  recent,
};

struct FinderRow {
  FinderGroup group = FinderGroup::places;
  // A string: a text that was searched before, or the line of a view.
  std::variant<Found, CommandId, std::string> what;
  std::optional<double> radius_km;  // group near, where one was typed
};

// "près de Le Mans", "à 50 km de Lens", "near Lens", "within 20 km of …".
struct NearText {
  std::string of;
  std::optional<double> radius_km;
};
std::optional<NearText> parse_near(std::string_view text);

// The text that the index is asked for: what follows "near" where the text begins so.
std::string searched_text(std::string_view text);

// A text that begins so asks for commands only; alone, for all of them.
inline constexpr char kCommandMark = '>';

// Groups in the order of their best row; of equal ones organisations come before communes. Empty
// where the text is.
std::vector<FinderRow> finder_rows(std::string_view text, const Findings& findings,
                                   Language language);

}  // namespace terreau
