#include "geodata/table_format.h"

#include <algorithm>
#include <array>

#include "geodata/parse.h"

namespace terreau {
namespace {

struct Format {
  TableFormat format;
  std::string_view extension, name;
};

constexpr std::array kFormats{
    Format{TableFormat::csv, "csv", "CSV"},
    Format{TableFormat::geojson, "geojson", "GeoJSON"},
    Format{TableFormat::geojson, "json", "GeoJSON"},
    Format{TableFormat::gpkg, "gpkg", "GeoPackage"},
    Format{TableFormat::xlsx, "xlsx", "XLSX"},
    Format{TableFormat::shp, "shp", "shapefile"},
    Format{TableFormat::fgb, "fgb", "FlatGeobuf"},
};

}  // namespace

std::optional<TableFormat> table_format(std::string_view path) {
  const auto format = std::ranges::find(kFormats, lower_extension(path), &Format::extension);
  return format == kFormats.end() ? std::nullopt : std::optional(format->format);
}

std::string_view name(TableFormat format) {
  return std::ranges::find(kFormats, format, &Format::format)->name;
}

std::string_view table_extensions() { return ".csv, .geojson, .gpkg, .xlsx, .shp, .fgb"; }

bool holds_geometry(TableFormat format) {
  return format != TableFormat::csv && format != TableFormat::xlsx;
}

bool needs_points(TableFormat format) { return format == TableFormat::fgb; }

}  // namespace terreau
