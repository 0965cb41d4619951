#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace terreau {

// The formats in which tables and places are written.
enum class TableFormat : std::uint8_t { csv, geojson, gpkg, xlsx, shp, fgb };
std::optional<TableFormat> table_format(std::string_view path);  // by its extension
std::string_view name(TableFormat format);                       // "GeoPackage"
std::string_view table_extensions();  // for messages: ".csv, .geojson, …"
bool holds_geometry(TableFormat format);
bool needs_points(TableFormat format);  // a row without one is lost

}  // namespace terreau
