#include "geodata/atlas.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <exception>
#include <numbers>
#include <utility>

#include "geodata/atlas_parts.h"
#include "geodata/import.h"
#include "geodata/projection.h"

namespace terreau {
namespace {

constexpr const char* kEmbeddedDepartments = "france/departements.shp";
constexpr const char* kEmbeddedPlaces = "france/places.csv";

// What is gathered while the sources are read, and shared when it is whole.
struct Draft {
  std::shared_ptr<const Gazetteer> gazetteer;
  std::shared_ptr<const Boundaries> boundaries;  // of a source; null: the embedded ones
  Places places;
  std::vector<Overlay> overlays;
  std::vector<SourceReport> sources;
  std::vector<BoundaryReport> boundary_reports;
};

std::shared_ptr<const Boundaries> build_from_layer(const Layer& layer,
                                                   std::vector<DepartmentGeometry> geometries,
                                                   BoundaryReport& report) {
  report.source = layer.source;
  report.layer = layer.name;
  report.crs = layer.crs;
  report.features = layer.row_count;
  for (const std::string& notice : layer.notices) {
    report.issues.push_back({std::nullopt, notice, ""});
  }
  report.issues.insert(report.issues.end(), layer.issues.begin(), layer.issues.end());
  report.departments = static_cast<int>(geometries.size());
  auto boundaries =
      std::make_shared<Boundaries>(build_boundaries(std::move(geometries), report.issues));
  report.vertices = boundaries->vertex_count;
  return boundaries;
}

// Takes what is large out of the layer where there is something to be drawn.
bool add_overlay(Layer& layer, Draft& draft) {
  BoundaryReport report{layer.source, layer.name, layer.crs, layer.row_count, 0, 0, layer.issues};
  for (const auto& parts : layer.rings) {
    for (const auto& part : parts) report.vertices += static_cast<std::int64_t>(part.size());
  }
  if (report.vertices < 2) return false;
  Overlay overlay = make_overlay(std::move(layer));
  overlay.name = free_name(draft.overlays, overlay.name);
  draft.boundary_reports.push_back(std::move(report));
  draft.overlays.push_back(std::move(overlay));
  return true;
}

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

// Places that do not tell their department get the one in which they stand.
void find_departments(Places& places, const Boundaries& boundaries) {
  for (std::size_t i = 0; i < places.size(); ++i) {
    const PlaceId place{static_cast<std::uint32_t>(i)};
    if (places.department(place).valid() || !places.located(place)) continue;
    if (const auto d = department_near(boundaries, places.position(place))) {
      places.set_department(place, *d);
    }
  }
}

bool add_places(const Layer& layer, Draft& draft) {
  SourceReport report;
  const auto index = static_cast<std::uint16_t>(draft.sources.size());
  import_places(layer, draft.gazetteer.get(), index, draft.places, report);
  draft.places.name_source(index, layer.source);
  const bool any = report.accepted > 0;
  draft.sources.push_back(std::move(report));
  return any;
}

// False where nothing of the layer can be shown.
bool add_layer(Layer& layer, Draft& draft) {
  if (layer.kind == GeometryKind::point || layer.kind == GeometryKind::none) {
    return layer.row_count > 0 && add_places(layer, draft);
  }
  std::vector<Issue> issues;
  auto geometries = match_departments(layer, issues);
  if (geometries.empty()) return add_overlay(layer, draft);
  BoundaryReport report;
  report.issues = std::move(issues);
  draft.boundaries = build_from_layer(layer, std::move(geometries), report);
  draft.boundary_reports.push_back(std::move(report));
  return true;
}

// The clearest reason why a source gave nothing.
std::string reason_of_nothing(const std::vector<Layer>& layers, const Draft& draft,
                              std::size_t first_report) {
  for (std::size_t i = first_report; i < draft.sources.size(); ++i) {
    const SourceReport& report = draft.sources[i];
    if (report.rejected.empty()) continue;
    const Issue& issue = report.rejected.front();
    return "none of its " + std::to_string(report.rows) + " rows can be used; row " +
           std::to_string(issue.row.value_or(0)) + ": " + issue.reason +
           (issue.value.empty() ? "" : " (" + issue.value + ")");
  }
  for (const Layer& layer : layers) {
    if (!layer.issues.empty()) return "nothing in it can be used: " + layer.issues.front().reason;
  }
  return "nothing in it can be used";
}

// An Error where the source cannot be read or nothing of it can be shown.
std::optional<Error> add_source(const std::string& uri, const ReadOptions& options, Draft& draft) {
  auto layers = read_source(uri, options);
  if (!layers) return layers.error();
  const std::size_t first_report = draft.sources.size();
  bool any = false;
  for (Layer& layer : *layers) {
    if (layer.row_count > 0) any = add_layer(layer, draft) || any;
  }
  if (!any) return Error{uri, reason_of_nothing(*layers, draft, first_report)};
  return std::nullopt;
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

std::optional<Error> read_everything(const AtlasRequest& request, Draft& draft) {
  if (!request.only) {
    if (auto error = add_source(kEmbeddedPlaces, {}, draft)) return error;
  }
  for (const std::string& uri : request.sources) {
    if (request.read.stop.stop_requested()) return Error{uri, "cancelled"};
    if (auto error = add_source(uri, request.read, draft)) return error;
  }
  if (draft.boundaries == nullptr) {
    BoundaryReport report;
    auto embedded = load_embedded_boundaries(report);
    if (!embedded) return embedded.error();
    draft.boundaries = *std::move(embedded);
    draft.boundary_reports.insert(draft.boundary_reports.begin(), std::move(report));
  }
  find_departments(draft.places, *draft.boundaries);
  draft.places.facts_being_read().finish();
  return std::nullopt;
}

Atlas finish(Draft draft, const AtlasRequest& request) {
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
  atlas.stories = atlas::embedded_stories();  // of places by their ids, wherever they are read from
  atlas.key_figures = atlas::embedded_key_figures();
  return atlas;
}

Result<Atlas> load(const AtlasRequest& request) {
  Draft draft;
  auto gazetteer = load_gazetteer(request);
  if (!gazetteer) return gazetteer.error();
  draft.gazetteer = std::make_shared<const Gazetteer>(*std::move(gazetteer));
  if (auto error = read_everything(request, draft)) return *error;
  return finish(std::move(draft), request);
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
  return build_from_layer(layer, std::move(geometries), report);
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

PlaceId place_by_id(const Atlas& atlas, std::string_view id) {
  const Places& places = *atlas.places;
  for (std::uint32_t i = 0; i < places.size(); ++i) {
    if (places.id(PlaceId{i}) == id) return PlaceId{i};
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
