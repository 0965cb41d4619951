#pragma once

#include <string>
#include <string_view>

#include "app/model/map_state.h"
#include "geodata/result.h"

namespace terreau {

// What geodata, or the system, gives as a reason, a notice or an error, in the language of the
// window. What is not known here, GDAL's own words above all, comes back as it is.
std::string reason_words(Language language, std::string_view english);

// "liste.csv : le fichier est vide"
std::string error_words(Language language, const Error& error);

// "row 3: the border crosses itself (12, the first at 2.1, 48.2)"
std::string issue_words(Language language, const Issue& issue);

}  // namespace terreau
