#pragma once

#include <string>
#include <vector>

#include "app/model/map_state.h"
#include "app/model/world.h"

// What a view shows, in sentences: for pages, books and everyone who does not see the map.
namespace terreau {

// One sentence for each part of the filter that narrows: "Departments: Pas-de-Calais (62)."
std::vector<std::string> filter_sentences(Language language, const Filter& filter);

// How many places pass, how well they are known, what most of them are and where.
std::vector<std::string> summary_sentences(Language language, const World& world);

}  // namespace terreau
