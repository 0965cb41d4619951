#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "geodata/result.h"

// Pictures that know where on Earth they are, through GDAL.
namespace terreau {

struct GeoPicture {
  int width = 0, height = 0;
  std::span<const std::uint8_t> rgb;  // three bytes a pixel, the top row first
  std::string crs;                    // "EPSG:2154"
  // x = to_map[0] + column * to_map[1] + row * to_map[2], y from the other three; metres.
  std::array<double, 6> to_map{};
  std::string title, software;
  std::string date;          // "2026:11:24 09:00:00", as TIFF writes it; "": none
  double dots_per_inch = 0;  // 0: not said
};

// A GeoTIFF; the same bytes for the same picture.
Result<std::vector<std::byte>> encode_geotiff(const GeoPicture& picture);

}  // namespace terreau
