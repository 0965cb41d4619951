#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "app/model/map_state.h"
#include "geodata/atlas.h"

// Values in words, the same on the panels, on paper and on pages.
namespace terreau {

// "{} of {} places" with each {} replaced in turn.
std::string filled(std::string_view format, std::initializer_list<std::string_view> values);

std::string department_title(DepartmentId department);  // "Pas-de-Calais (62)"
// Forms and functions in the legend's order: "Scic, CAE".
std::string kinds_text(Language language, KindSet kinds);
// "145 ko" / "145 kB"
std::string format_bytes(Language language, std::uintmax_t bytes);

// "25/09/2018" of "2018-09-25", as the language writes it.
std::string written_date(Language language, std::string_view iso);
// What a place is known from: "ladocumentation.fr, 25/09/2018", or the file that it stands in.
std::string source_text(Language language, const Atlas& atlas, PlaceId place);

}  // namespace terreau
