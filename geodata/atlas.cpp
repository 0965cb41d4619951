#include "geodata/atlas.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <exception>
#include <numbers>
#include <utility>

#include <malloc.h>

#include "geodata/atlas_parts.h"
#include "geodata/data_number.h"
#include "geodata/import.h"
#include "geodata/over_rows.h"
#include "geodata/projection.h"

namespace terreau {
namespace {

constexpr const char* kEmbeddedDepartments = "france/departements.shp";
constexpr const char* kEmbeddedPlaces = "france/places.csv";

// The department of a point, or of most of the land around it: borders drawn for small scales leave
// harbours in the sea.
std::optional<DepartmentId> department_near(const Boundaries& boundaries, LonLat p) {
  if (const auto here = department_at(boundaries, p)) return here;
  constexpr int kDirections = 8;
  for (const double reach_deg : {0.01, 0.03, 0.06}) {  // 1 to 6 km
    std::array<int, kDepartmentCount> votes{};
    for (int i = 0; i < kDirections; ++i) {
      const double angle = 2 * std::numbers::pi * i / kDirections;
      const auto d = department_at(boundaries, {p.lon_deg + reach_deg * std::cos(angle),
                                                p.lat_deg + reach_deg * std::sin(angle)});
      if (d) ++votes[d->value];
    }
    const auto most = std::max_element(votes.begin(), votes.end());
    if (*most > 0) return DepartmentId{static_cast<std::uint8_t>(most - votes.begin())};
  }
  return std::nullopt;
}

// Places of [begin, end) that do not tell their department get the one in which they stand.
void find_departments(Places& places, std::uint32_t begin, std::uint32_t behind,
                      const Boundaries& boundaries) {
  using Found = std::vector<std::pair<PlaceId, DepartmentId>>;
  const auto find = [&](std::uint32_t first, std::uint32_t end) {
    Found found;
    places.in_parts(begin + first, begin + end, [&](const Places::Columns& columns) {
      for (PlaceId place{columns.first()}; place.value < columns.end(); ++place.value) {
        if (columns.department(place).valid() || !columns.located(place)) continue;
        const auto d = department_near(boundaries, columns.position(place));
        if (d) found.emplace_back(place, *d);
      }
    });
    return found;
  };
  for (const Found& found : over_rows(behind - begin, find)) {
    for (const auto& [place, department] : found) places.set_department(place, department);
  }
}

// Those that came from the cache have theirs.
void find_departments(atlas::Draft& draft) {
  std::uint32_t begin = 0;
  for (const atlas::Draft::Rows& known : draft.brought_back) {
    find_departments(draft.places, begin, known.first, *draft.boundaries);
    begin = known.end;
  }
  find_departments(draft.places, begin, static_cast<std::uint32_t>(draft.places.size()),
                   *draft.boundaries);
}

std::vector<LonLat> department_centres(const Boundaries& boundaries) {
  std::vector<LonLat> centres(kDepartmentCount);
  for (std::uint8_t d = 0; d < kDepartmentCount; ++d) {
    const DepartmentShape& shape = boundaries.shapes[d];
    if (!shape.present) continue;
    centres[d] = Projection(department(DepartmentId{d}).territory).unproject(shape.label);
  }
  return centres;
}

Result<Gazetteer> load_gazetteer(const AtlasRequest& request) {
  if (request.gazetteer.empty()) return Gazetteer::embedded();
  ReadOptions options;
  options.stop = request.read.stop;
  return Gazetteer::load(request.gazetteer, options);
}

std::optional<Error> read_everything(const AtlasRequest& request, atlas::Draft& draft) {
  draft.stories = atlas::embedded_stories();  // of places by their ids, wherever they are read from
  if (!request.only) {
    if (auto error = atlas::add_source(kEmbeddedPlaces, {}, {}, draft)) return error;
  }
  for (const std::string& uri : request.sources) {
    if (request.read.stop.stop_requested()) return Error{uri, "cancelled"};
    const auto own = request.imports.find(uri);
    const ImportOptions& import = own != request.imports.end() ? own->second : request.import;
    if (auto error = atlas::add_source(uri, request.read, import, draft)) return error;
  }
  if (draft.boundaries != nullptr) {
    draft.has_own_boundaries = true;
    draft.unkept.sources.clear();  // departments would be those of the user's boundaries
  } else {
    BoundaryReport report;
    auto embedded = load_embedded_boundaries(report);
    if (!embedded) return embedded.error();
    draft.boundaries = *std::move(embedded);
    draft.boundary_reports.insert(draft.boundary_reports.begin(), std::move(report));
  }
  find_departments(draft);
  draft.places.finish();
  return std::nullopt;
}

// Of the files alone: what is embedded has its own check.
void note_missing_places(atlas::Draft& draft) {
  for (StoryReport& report : draft.story_reports) {
    const auto story = std::ranges::find(draft.stories, report.story, &Story::id);
    if (story == draft.stories.end()) continue;
    std::vector<std::string> told;
    for (const StoryStep& step : story->steps) {
      for (std::size_t i = 0; i < step.places.size(); ++i) {
        const std::string& id = step.place_ids[i];
        if (step.places[i].valid() || std::ranges::find(told, id) != told.end()) continue;
        told.push_back(id);
        report.issues.push_back({std::nullopt, "no place that is loaded has this id", id});
      }
    }
  }
}

Atlas finish(atlas::Draft draft, const AtlasRequest& request) {
  Atlas atlas;
  atlas.boundaries = std::move(draft.boundaries);
  atlas.places = std::make_shared<const Places>(std::move(draft.places));
  atlas.overlays = std::make_shared<const std::vector<Overlay>>(std::move(draft.overlays));
  atlas.gazetteer = std::move(draft.gazetteer);
  if (request.search) atlas.search = build_search(atlas);
  atlas.sources = std::move(draft.sources);
  atlas.boundary_reports = std::move(draft.boundary_reports);
  if (!request.only) {
    atlas.relations =
        std::make_shared<const std::vector<Relation>>(atlas::embedded_relations(atlas));
    atlas.corrections = atlas::embedded_corrections(atlas);
  }
  if (request.keep) number_contents(atlas);
  if (!draft.unkept.sources.empty()) {
    atlas.unkept = std::make_shared<const UnkeptSources>(std::move(draft.unkept));
  }
  find_places(draft.stories, *atlas.places);
  note_missing_places(draft);
  atlas.stories = std::move(draft.stories);
  atlas.story_reports = std::move(draft.story_reports);
  atlas.key_figures = atlas::embedded_key_figures();
  return atlas;
}

// What reading took and freed, of which malloc keeps a hundred megabytes for later.
void give_back_free_memory() {
#ifdef __GLIBC__
  ::malloc_trim(0);
#endif
}

Result<Atlas> load(const AtlasRequest& request) {
  atlas::Draft draft;
  draft.first_places = request.first_places;
  draft.before_reading = request.before_reading;
  draft.unkept.options = request.cache ? *request.cache : users_cache();
  if (const std::string& folder = draft.unkept.options.folder; !folder.empty()) {
    draft.places.spill_to(std::make_shared<Scratch>(folder));
  }
  draft.gazetteer_identity = cache::identity_of(request.gazetteer).value_or("");
  auto gazetteer = load_gazetteer(request);
  if (!gazetteer) return gazetteer.error();
  draft.gazetteer = std::make_shared<const Gazetteer>(*std::move(gazetteer));
  atlas::Draft uncached = draft;
  uncached.unkept.options.folder.clear();
  if (auto error = read_everything(request, draft)) return *error;
  // Boundaries of the user's came after places of the cache: rare enough to read all again.
  if (!draft.brought_back.empty() && draft.has_own_boundaries) {
    draft = std::move(uncached);
    if (auto error = read_everything(request, draft)) return *error;
  }
  Atlas atlas = finish(std::move(draft), request);
  give_back_free_memory();
  if (request.keep) keep_sources(atlas, request.read.stop);
  return atlas;
}

// On the sphere; its error of 0.5 % does not change which place is nearest on a map of France.
double ground_distance_m(LonLat a, LonLat b) {
  constexpr double kRadians = std::numbers::pi / 180;
  constexpr double kEarthRadiusM = 6371008.8;
  const double dlat = (b.lat_deg - a.lat_deg) * kRadians / 2;
  const double dlon = (b.lon_deg - a.lon_deg) * kRadians / 2;
  const double h = std::sin(dlat) * std::sin(dlat) + std::cos(a.lat_deg * kRadians) *
                                                         std::cos(b.lat_deg * kRadians) *
                                                         std::sin(dlon) * std::sin(dlon);
  return 2 * kEarthRadiusM * std::asin(std::min(1.0, std::sqrt(h)));
}

Result<std::shared_ptr<const Boundaries>> read_embedded_boundaries(BoundaryReport& report) {
  const auto layers = read_source(kEmbeddedDepartments);
  if (!layers) return layers.error();
  const Layer& layer = layers->front();
  auto geometries = match_departments(layer, report.issues);
  if (geometries.empty()) return Error{kEmbeddedDepartments, "holds no departments"};
  return atlas::build_from_layer(layer, std::move(geometries), report);
}

}  // namespace

Result<std::shared_ptr<const Boundaries>> load_embedded_boundaries(BoundaryReport& report) {
  static BoundaryReport first_report;
  static const auto boundaries = read_embedded_boundaries(first_report);
  report = first_report;
  return boundaries;
}

std::shared_ptr<const SearchIndex> build_search(const Atlas& atlas) {
  return std::make_shared<const SearchIndex>(atlas.places, atlas.gazetteer,
                                             department_centres(*atlas.boundaries));
}

Result<Atlas> load_atlas(const AtlasRequest& request) {
  try {
    return load(request);
  } catch (const std::exception& error) {  // memory, above all
    return Error{request.sources.empty() ? std::string() : request.sources.front(), error.what()};
  }
}

void keep_sources(const Atlas& atlas, const std::stop_token& stop) {
  if (atlas.unkept == nullptr) return;
  for (const cache::Unkept& source : atlas.unkept->sources) {
    if (stop.stop_requested()) return;
    cache::keep(atlas.unkept->options, source, *atlas.places, atlas.sources, stop);
  }
}

PlaceId place_by_id(const Atlas& atlas, std::string_view id) {
  const Places& places = *atlas.places;
  for (const Places::Rows& rows : places.rows_that_may_have(std::span(&id, 1))) {
    for (PlaceId place{rows.first}; place.value < rows.end; ++place.value) {
      if (places.id(place) == id) return place;
    }
  }
  return {};
}

Nearest nearest_place(const Places& places, LonLat p) {
  Nearest nearest;
  if (!is_valid(p)) return nearest;
  for (std::uint32_t i = 0; i < places.size(); ++i) {
    const PlaceId place{i};
    const LonLat q = places.position(place);
    if (!is_valid(q)) continue;
    const double distance = ground_distance_m(p, q);
    if (!nearest.place.valid() || distance < nearest.distance_m) nearest = {place, distance};
  }
  return nearest;
}

}  // namespace terreau
