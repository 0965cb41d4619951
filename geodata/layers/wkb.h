#pragma once

#include <optional>
#include <string_view>

#include "geodata/layers/raw_geometry.h"

// Well-known binary (OGC 06-103r4, clause 8), little-endian, with or without heights and measures.
namespace terreau::reader {

// Nothing where it is no point.
std::optional<MapPos> point_of_wkb(std::string_view wkb);

// Adds the parts of a polygon or a multipolygon to the next row. False, perhaps after some were
// added: it is neither, or broken.
bool add_polygons_of_wkb(std::string_view wkb, RawGeometry& geometry);

}  // namespace terreau::reader
