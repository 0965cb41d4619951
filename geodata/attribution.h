#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "geodata/atlas.h"

// Whose the data is: what the licences ask everyone to say who passes it on.
namespace terreau {

struct Attribution {
  Text2 what;
  std::string_view who, licence, url;  // licence: "" where facts need none
};

// Of the atlas inside the program; geodata/france/SOURCES.md has the full notices.
const std::vector<Attribution>& embedded_attributions();

// A source as others may read it: a file's name, without folders, accounts or passwords.
std::string public_name(const SourceReport& source);
std::string public_name(const std::string& uri, const std::string& layer);
bool is_embedded(const SourceReport& source);

// Of one place: whose words and whose point it has.
std::string attribution(const Atlas& atlas, PlaceId place);

// Of a set of places, in whole sentences.
std::string licence_text(const Atlas& atlas, const std::vector<PlaceId>& places, bool french);

}  // namespace terreau
