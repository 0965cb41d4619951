#pragma once

#include <string>
#include <vector>

#include "app/model/world.h"

// Worlds for tests. The small one has three square departments of the metropole, La Réunion, and
// whatever places; only france() reads something, the embedded borders.
namespace terreau::test {

// A place at a point; its functions by code.
PlaceRow place(const std::string& id, LonLat at, LegalForm form = LegalForm::scop,
               std::vector<Function> functions = {});

World world_of(const std::vector<PlaceRow>& rows);

// The embedded departments and, in each, some places of changing kinds around its label.
World france();

// `count` places scattered over the metropole, of mixed kinds; the same for the same seed.
std::vector<PlaceRow> scattered(int count, unsigned seed);

// The same, with names, communes, years, precisions, departments, regions and cited pages that
// repeat, differ by accents or are missing.
std::vector<PlaceRow> varied(int count, unsigned seed);

// A honeycomb of polygons: `columns` × `rows`, row by row from the south-west; they touch, none
// overlaps another. Of each a name, a code and how many people live there.
Overlay hexagons(const std::string& name, LonLat south_west, double side_deg, int columns,
                 int rows);

}  // namespace terreau::test
