#pragma once

#include <string>
#include <vector>

#include "geodata/places.h"

namespace terreau {

// What passes. Each part narrows; an empty or default part lets everything through.
// The legend's toggles are not here: they choose what is *shown* of what passes.
struct Filter {
  KindSet families = KindSet::all();  // kinds of the families asked for
  KindSet forms = KindSet::all();     // a place passes if it has one of these kinds
  KindSet functions = KindSet::all();
  DepartmentSet departments;  // none set: all
  int year_from = 0;          // 0: open; a place without year passes only an open range
  int year_to = 0;
  std::string text;  // folded words, all of which the name, commune or sector must hold

  friend bool operator==(const Filter&, const Filter&) = default;
};

bool passes(const Places& places, PlaceId place, const Filter& filter);
std::vector<PlaceId> passing(const Places& places, const Filter& filter);

}  // namespace terreau
