#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "geodata/atlas.h"
#include "geodata/places_cache.h"

// What the files named atlas*.cpp share.
namespace terreau {

struct UnkeptSources {
  CacheOptions options;
  std::vector<cache::Unkept> sources;
};

namespace atlas {

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
  UnkeptSources unkept;
  std::string gazetteer_identity;  // cache::identity_of(); "" where it has none: nothing is kept
  // Places that came from the cache: they have the departments of the embedded boundaries.
  struct Rows {
    std::uint32_t first, end;
  };
  std::vector<Rows> brought_back = {};
  bool has_own_boundaries = false;
  std::function<void(Atlas)> first_places = {};                     // of the AtlasRequest,
  std::function<void(const std::string& uri)> before_reading = {};  // as this
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

}  // namespace atlas
}  // namespace terreau
