#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "geodata/boundaries.h"
#include "geodata/box_index.h"
#include "geodata/reader.h"

namespace terreau {

// Polygons or lines that are no departments (intercommunal bodies, priority districts …), drawn
// above them. One row a feature, as in the source.
struct Overlay {
  std::string name;                          // no other overlay of the atlas has it
  std::string source, layer, date, licence;  // the last two as far as the source tells
  bool polygons = true;
  std::vector<std::vector<LonLatRing>> features;  // rings or lines of each
  std::vector<std::string> column_names;
  std::vector<TextColumn> columns;
  std::optional<std::size_t> name_column, code_column;
  std::vector<EdgeBands> bands;  // of each feature
  BoxIndex boxes;                // of each feature

  std::size_t size() const { return features.size(); }
  // Empty where the source names no feature.
  std::string_view feature_name(std::uint32_t row) const;
  std::string_view feature_code(std::uint32_t row) const;
};

// What a layer of lines or polygons shows; its rows without geometry have no feature to be found.
Overlay make_overlay(Layer layer);

// The smallest polygon around a point.
std::optional<std::uint32_t> feature_at(const Overlay& overlay, LonLat p);
bool feature_contains(const Overlay& overlay, std::uint32_t row, LonLat p);

// `wanted`, or with a number behind it where another overlay has that name already.
std::string free_name(const std::vector<Overlay>& overlays, const std::string& wanted);

}  // namespace terreau
