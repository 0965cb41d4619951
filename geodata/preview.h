#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "geodata/atlas.h"
#include "geodata/import.h"

namespace terreau {

// The beginning of a source whose rows may become places, for somebody to say what its columns are.
struct Preview {
  std::string source;
  Layer sample;                // its first rows, of the layer with the most columns that are known
  std::int64_t told_rows = 0;  // of that layer; 0: the file does not say
};
// Reads no more than it needs. Nothing where no layer has rows that become places: boundaries, an
// overlay, a story.
Result<std::optional<Preview>> preview_source(const std::string& uri, const ReadOptions& options);

// What the import of the sample alone tells. `loaded`: places to compare with, by which an
// organisation that is loaded already is told.
SourceReport import_sample(const Preview& preview, const Gazetteer* gazetteer,
                           const ImportOptions& options, const Places& loaded);

// Files of one shape have the same columns in the same order; by this they are known again.
std::string shape_of(const Layer& layer);

}  // namespace terreau
