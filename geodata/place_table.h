#pragma once

#include <vector>

#include "geodata/atlas.h"
#include "geodata/table.h"
#include "geodata/writer_vector.h"

namespace terreau {

// Places as rows, every field that is known of them, with the words that the import recognises: the
// table opened again gives the same places. `coordinates`: longitude and latitude as columns, for
// formats that hold no points. Keeps what it needs of the atlas.
Table place_table(const Atlas& atlas, std::vector<PlaceId> places, bool coordinates, bool french);

struct PlacesFile {
  WrittenFile file;
  std::size_t places = 0, located = 0;  // that were written
  std::string licence;
};

// The places as a file of the format that the path's extension names.
Result<PlacesFile> write_places(const std::string& path, const Atlas& atlas,
                                std::vector<PlaceId> places, bool french,
                                const TableOptions& options = {});

}  // namespace terreau
