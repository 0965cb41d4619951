#pragma once

#include <string>
#include <vector>

#include "app/model/world.h"

// Small worlds for tests of the model and the panels: three square departments of the metropole, La
// Réunion, and places on a grid. Values only; no file is read.
namespace terreau::test {

// A place at a point; its functions by code.
PlaceRow place(const std::string& id, LonLat at, LegalForm form = LegalForm::scop,
               std::vector<Function> functions = {});

World world_of(const std::vector<PlaceRow>& rows);

// `count` places scattered over the metropole, of mixed kinds; the same for the same seed.
std::vector<PlaceRow> scattered(int count, unsigned seed);

}  // namespace terreau::test
