#pragma once

#include <string>
#include <string_view>

#include "app/model/history.h"
#include "app/model/world.h"
#include "geodata/result.h"

// A view as one line of text, to be kept, sent and opened elsewhere:
//   terreau:?at=2.35,48.85,9&departments=75,93&selected=place:ptce-75&data=295-0123456789abcdef
// It holds what a Step holds, in the words of the command line, and which data it was made with.
// Reserved characters are percent-encoded; parts that are as at the start are left out.
namespace terreau {

inline constexpr std::string_view kViewScheme = "terreau:";

std::string view_line(const MapState& state, const World& world);
// Which data is loaded: how many places, and the number of their content.
std::string data_word(const World& world);

// An Error where the line is no view. Warnings say what differs here: other data, a place or an
// overlay that is not loaded, a part that is not understood; the rest is opened all the same.
// `world` finds what the line names.
Result<Step> read_view_line(std::string_view line, const World& world);

// "a%20b" → "a b"; what is no escape stays.
std::string percent_decoded(std::string_view text);

// True where a text that a person pasted is meant to be a view.
bool is_view_line(std::string_view text);

}  // namespace terreau
