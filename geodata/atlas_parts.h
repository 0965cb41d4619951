#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "geodata/atlas.h"

// What the files named atlas*.cpp share.
namespace terreau::atlas {

// What is gathered while the sources are read, and shared when it is whole.
struct Draft {
  std::shared_ptr<const Gazetteer> gazetteer;
  std::shared_ptr<const Boundaries> boundaries;  // of a source; null: the embedded ones
  Places places;
  std::vector<Overlay> overlays;
  std::vector<SourceReport> sources;
  std::vector<BoundaryReport> boundary_reports;
  std::vector<Story> stories;
  std::vector<StoryReport> story_reports;
};
// An Error where the source cannot be read or nothing of it can be shown.
std::optional<Error> add_source(const std::string& uri, const ReadOptions& options,
                                const ImportOptions& import, Draft& draft);
std::shared_ptr<const Boundaries> build_from_layer(const Layer& layer,
                                                   std::vector<DepartmentGeometry> geometries,
                                                   BoundaryReport& report);

std::vector<Story> embedded_stories();
std::vector<KeyFigure> embedded_key_figures();

// france/relations.csv, its ends resolved to the places that are loaded.
std::vector<Relation> embedded_relations(const Atlas& atlas);
// france/corrections.csv, of the places that are loaded.
std::vector<Correction> embedded_corrections(const Atlas& atlas);

}  // namespace terreau::atlas
