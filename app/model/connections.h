#pragma once

#include <string>
#include <vector>

#include "app/model/map_state.h"
#include "geodata/atlas.h"

// Who is linked to whom, followed from a place outwards.
namespace terreau {

struct Connection {
  std::size_t relation = 0;  // row of Atlas::relations
  int ring = 1;              // 1: of the place itself, 2: of what that is linked to, …
  friend bool operator==(const Connection&, const Connection&) = default;
};

// Ring by ring, each relation once. Ends that are known by name only lead on as well.
std::vector<Connection> connections(const Atlas& atlas, PlaceId from, int rings);

// Rows of the relations whose two ends are among these places.
std::vector<std::size_t> links_among(const Atlas& atlas, const std::vector<PlaceId>& places);

// "Halage est membre de Cité PHARES"
std::string sentence_of(Language language, const Relation& relation);

}  // namespace terreau
