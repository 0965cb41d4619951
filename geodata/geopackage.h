#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "geodata/reader.h"
#include "geodata/result.h"

// What is read of GeoPackages without GDAL is a module (geodata/geopackage) that brings SQLite
// alone: loading GDAL's hundred libraries takes five times as long as reading ten thousand places.
namespace terreau::geopackage {

struct Module {
  std::string_view version;  // of the program that it belongs to
  // The layer of a plain GeoPackage, to the same columns, points and words as GDAL tells them:
  // points or polygons in a CRS that is known, texts and numbers, nothing beside them that says
  // more. Nothing: it is none, or not all is as it should be; `taker` has nothing of it, and GDAL
  // may tell why.
  std::optional<Result<std::vector<Issue>>> (*read_plain)(const std::string& path,
                                                          const ReadOptions& options,
                                                          LayerTaker& taker);
};

// As the module; nothing too where its file is missing.
std::optional<Result<std::vector<Issue>>> read_plain(const std::string& path,
                                                     const ReadOptions& options, LayerTaker& taker);

}  // namespace terreau::geopackage
