#pragma once

#include <stop_token>
#include <string>
#include <vector>

#include "geodata/filter.h"
#include "geodata/statistics.h"

namespace terreau {

// What each choice of a filter would let through: the places that pass all its other parts, counted
// by class and by the property that the choice is about.
struct Facets {
  const Places* places = nullptr;  // whose they are
  Filter filter;
  ClassTable families, forms, functions;  // one row: all that pass the other parts
  ClassTable departments, regions;        // the last row: not known
  ClassTable precisions;
  int first_year = 0;                // of all places; 0: none has a year
  ClassTable years;                  // row 0: without a year; row n: first_year + n - 1
  std::vector<std::string> sources;  // files, in order of loading, then hosts of cited pages
  std::size_t files = 0;             // how many of them are files
  ClassTable by_source;              // a row for each
};

// Stops early, with nothing to be used, when asked to.
Facets count_facets(const Places& places, const Filter& filter, std::stop_token stop = {});

}  // namespace terreau
