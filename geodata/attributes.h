#pragma once

#include <string>
#include <utility>
#include <vector>

#include "geodata/atlas.h"

namespace terreau {

// The columns of large sources that have no meaning for the map are not kept: they are read of the
// one row whose card opens.
struct PlaceAttributes {
  PlaceId place;
  std::vector<std::pair<std::string, std::string>> columns;  // name and text, not empty ones
};

// The source of the place has columns that were not kept.
bool has_unread_columns(const Atlas& atlas, PlaceId place);
// Reads them: by the row's number where the format reaches it at once (and the row has the place's
// name), else from the first row on. `options` as the source was read with. An Error where the
// source is not there any more, or has no such row.
Result<PlaceAttributes> read_attributes(const Atlas& atlas, PlaceId place,
                                        const ReadOptions& options);

}  // namespace terreau
