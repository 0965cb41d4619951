#pragma once

#include "geodata/atlas.h"

// What the files named atlas*.cpp share.
namespace terreau::atlas {

std::vector<Story> embedded_stories();
std::vector<KeyFigure> embedded_key_figures();

// france/relations.csv, its ends resolved to the places that are loaded.
std::vector<Relation> embedded_relations(const Atlas& atlas);
// france/corrections.csv, of the places that are loaded.
std::vector<Correction> embedded_corrections(const Atlas& atlas);

}  // namespace terreau::atlas
