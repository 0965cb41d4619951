#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "geodata/layers/crs_guess.h"
#include "geodata/reader.h"

namespace terreau::reader {

class RawGeometry;

// What the geometry of a layer is, as far as it has been read.
class GeometryFacts {
 public:
  void note(const RawGeometry& geometry);
  GeometryKind kind() const;  // the commonest
  bool any() const { return first_.has_value(); }
  MapPos first() const { return first_.value_or(MapPos{}); }
  const CrsGuess& crs() const { return crs_; }

 private:
  std::array<std::int64_t, 4> kinds_{};
  CrsGuess crs_;
  std::optional<MapPos> first_;
};

// Geometry as it was read, in the layer's own CRS.
class RawGeometry {
 public:
  explicit RawGeometry(bool latitude_first = false) : latitude_first_(latitude_first) {}
  bool latitude_first() const { return latitude_first_; }  // as the layer has them

  void add_point(MapPos p);              // a row; in the layer's order
  void expect_points(std::size_t rows);  // so many more
  // A part of the next row, whose coordinates are to be filled in, x first.
  std::span<MapPos> add_part(std::size_t count, GeometryKind kind);
  // The next row, from 1, has the parts that were added since the last one: none, or of several
  // kinds those of the largest dimension.
  void end_row(std::int64_t row, std::vector<Issue>& issues);
  void append(RawGeometry rows);  // of the same layer, after those here

  // The row is a point whose coordinates may be degrees.
  bool is_lonlat(std::size_t row) const;
  // Rows become the layer's points or rings, as its kind says, in WGS 84; nothing is left here. An
  // Error: the CRS is not known.
  std::optional<Error> give(const std::string& crs, Layer& layer);

 private:
  friend class GeometryFacts;
  // Some rows: nothing large is ever copied, and several threads can work on them. Row i has the
  // parts [row_ends[i-1], row_ends[i]), part p the coordinates [part_ends[p-1], part_ends[p]).
  struct Page {
    std::vector<MapPos> coordinates;
    std::vector<std::uint32_t> part_ends;
    std::vector<std::uint32_t> row_ends;
    std::vector<GeometryKind> row_kinds;
  };
  // What some rows of a layer become, and the first of them.
  struct Given;

  Page& page_for_row();
  void keep_parts_of(GeometryKind kind);
  static void points_of_rows(const Page& page, const std::vector<LonLat>& positions, Given& given);
  static void rings_of_rows(const Page& page, const std::vector<LonLat>& positions, Given& given);

  bool latitude_first_;
  std::vector<Page> pages_;
  std::vector<GeometryKind> next_kinds_;  // of the parts of the next row
};

// "2.35 48.85", for a message.
std::string pair_text(MapPos p);

}  // namespace terreau::reader
