#pragma once

#include <optional>

#include "app/model/world.h"

namespace terreau {

// How many of the loaded places, whatever the filter, are what the figure is about; none where its
// kind is not known. Not a census.
std::optional<std::int64_t> counted_here(const World& world, const KeyFigure& figure);

}  // namespace terreau
