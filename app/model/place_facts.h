#pragma once

#include <string>
#include <vector>

#include "app/model/map_state.h"
#include "geodata/atlas.h"

// All that is known of a place, each value with who says so: for its card, and as text.
namespace terreau {

struct Source {
  std::string title;  // "lelabo-ess.org, 25/09/2018"
  std::string url;    // "" where it is a file
  friend bool operator==(const Source&, const Source&) = default;
};

struct Statement {
  std::string value;
  std::vector<Source> sources;
};

struct PlaceField {
  std::string title;
  std::vector<Statement> statements;  // the place's own row first
  std::string note;                   // why the value is not as the source has it; mostly ""
};

struct PlaceSheet {
  std::vector<PlaceField> fields;
  std::vector<Source> sources;  // all that are named, the own row's first
};

PlaceSheet place_sheet(Language language, const Atlas& atlas, PlaceId place);

struct Link {                 // one relation as seen from a place
  std::string_view relation;  // its word in the data
  Text2 label;
  bool outgoing = true;
  std::string name;
  PlaceId other;  // invalid: known by name only
  Source source;
};
std::vector<Link> links_of(const Atlas& atlas, PlaceId place);

// Everything that a card says, for another program.
std::string place_text(Language language, const Atlas& atlas, PlaceId place);

// "Vendin-le-Vieil · Pas-de-Calais (62)", as much of it as is known.
std::string whereabouts(Language language, const Places& places, PlaceId place);
// A status is free text of the source; those that the embedded data has are known in both
// languages.
std::string_view status_words(Language language, std::string_view status);
// "652469 6862035" in Lambert-93, "" where that is not the place's system.
std::string lambert93(LonLat position);

}  // namespace terreau
