#include "geodata/projection.h"

#include <array>
#include <cmath>
#include <limits>
#include <numbers>
#include <utility>

#include <proj.h>

#include "geodata/over_rows.h"
#include "geodata/projection_patches.h"

namespace terreau {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

struct ContextDeleter {
  void operator()(PJ_CONTEXT* c) const { proj_context_destroy(c); }
};
struct OperationDeleter {
  void operator()(PJ* p) const { proj_destroy(p); }
};
using Context = std::unique_ptr<PJ_CONTEXT, ContextDeleter>;
using Operation = std::unique_ptr<PJ, OperationDeleter>;

struct TerritoryCrs {
  std::string_view epsg;
  const char* projection;  // degrees → metres; all of these datums are WGS 84 to within a metre
};

constexpr std::array<TerritoryCrs, kTerritoryCount> kCrs{{
    {"EPSG:2154",
     "+proj=lcc +lat_0=46.5 +lon_0=3 +lat_1=49 +lat_2=44 +x_0=700000 +y_0=6600000 +ellps=GRS80"},
    {"EPSG:5490", "+proj=utm +zone=20 +ellps=GRS80"},
    {"EPSG:5490", "+proj=utm +zone=20 +ellps=GRS80"},
    {"EPSG:2972", "+proj=utm +zone=22 +ellps=GRS80"},
    {"EPSG:2975", "+proj=utm +zone=40 +south +ellps=GRS80"},
    {"EPSG:4471", "+proj=utm +zone=38 +south +ellps=GRS80"},
}};

void silent(void*, int, const char*) {}

Context make_context() {
  Context context(proj_context_create());
  proj_log_func(context.get(), nullptr, silent);
  return context;
}

// PROJ opens its database whenever anything is created, even what needs nothing from it. The
// territories' projections come before the first frame and are made where there is none: 0.4 ms
// rather than 6.
Context make_context_without_database() {
  Context context = make_context();
  const char* nowhere = "/dev/null";
  proj_context_set_search_paths(context.get(), 1, &nowhere);
  return context;
}

// A thread's own PROJ: contexts and operations must not be shared between threads.
class ThreadProj {
 public:
  PJ_CONTEXT* context() {
    if (!context_) context_ = make_context();
    return context_.get();
  }
  PJ* territory(Territory t) {
    if (!bare_context_) bare_context_ = make_context_without_database();
    Operation& operation = territories_[static_cast<std::size_t>(t)];
    if (!operation) {
      const std::string text =
          std::string("+proj=pipeline +step +proj=unitconvert +xy_in=deg +xy_out=rad +step ") +
          kCrs[static_cast<std::size_t>(t)].projection;
      operation.reset(proj_create(bare_context_.get(), text.c_str()));
      TERREAU_CHECK(operation != nullptr);
    }
    return operation.get();
  }

 private:
  Context context_, bare_context_;  // before the operations, which must go first
  std::array<Operation, kTerritoryCount> territories_;
};

ThreadProj& thread_proj() {
  thread_local ThreadProj proj;
  return proj;
}

// Transforms in place, strided over pairs of doubles; a failed point becomes NaN.
void transform(PJ* operation, PJ_DIRECTION direction, double* x, double* y, std::size_t count) {
  constexpr std::size_t kStride = 2 * sizeof(double);
  proj_trans_generic(operation, direction, x, kStride, count, y, kStride, count, nullptr, 0, 0,
                     nullptr, 0, 0);
  for (std::size_t i = 0; i < count; ++i) {
    double& px = x[2 * i];
    double& py = y[2 * i];
    if (!std::isfinite(px) || !std::isfinite(py)) px = py = kNaN;
  }
}

static_assert(sizeof(MapPos) == 2 * sizeof(double) && sizeof(LonLat) == 2 * sizeof(double));

std::optional<Territory> territory_of_crs(std::string_view crs) {
  for (const Territory t : kTerritories) {
    if (kCrs[static_cast<std::size_t>(t)].epsg == crs) return t;
  }
  return std::nullopt;
}

Operation to_wgs84_operation(PJ_CONTEXT* context, const std::string& crs) {
  const Operation raw(proj_create_crs_to_crs(context, crs.c_str(), "OGC:CRS84", nullptr));
  if (!raw) return nullptr;
  return Operation(proj_normalize_for_visualization(context, raw.get()));
}

}  // namespace

std::string_view Projection::crs() const { return kCrs[static_cast<std::size_t>(territory_)].epsg; }

MapPos Projection::project(LonLat p) const {
  if (!is_valid(p)) return {kNaN, kNaN};  // as PROJ would say: many places have no point here
  MapPos out;
  project(std::span(&p, 1), std::span(&out, 1));
  return out;
}

LonLat Projection::unproject(MapPos p) const {
  // Farther than around the Earth there is nothing, though the formulas would answer.
  constexpr double kFarthest = 4.1e7;
  if (!(std::abs(p.x_m) < kFarthest && std::abs(p.y_m) < kFarthest)) return {};
  transform(thread_proj().territory(territory_), PJ_INV, &p.x_m, &p.y_m, 1);
  const LonLat out{p.x_m, p.y_m};
  return is_valid(out) ? out : LonLat{};
}

void Projection::project(std::span<const LonLat> in, std::span<MapPos> out) const {
  TERREAU_CHECK(in.size() == out.size());
  if (in.empty()) return;
  for (std::size_t i = 0; i < in.size(); ++i) {
    // Outside the globe PROJ would wrap around it and answer with some other place.
    out[i] = is_valid(in[i]) ? MapPos{in[i].lon_deg, in[i].lat_deg} : MapPos{kNaN, kNaN};
  }
  transform(thread_proj().territory(territory_), PJ_FWD, &out[0].x_m, &out[0].y_m, out.size());
}

void Projection::project_many(std::span<const LonLat> in, std::span<MapPos> out) const {
  TERREAU_CHECK(in.size() == out.size());
  const ProjectionPatches& patches = ProjectionPatches::of(territory_);
  over_rows(static_cast<std::uint32_t>(in.size()), [&](std::uint32_t first, std::uint32_t end) {
    for (std::uint32_t i = first; i < end; ++i) {
      const auto p = patches.project(in[i]);
      out[i] = p ? *p : project(in[i]);
    }
    return end;
  });
}

Territory territory_of(LonLat p) {
  struct Surroundings {
    Territory territory;
    LonLatBox box;
  };
  // Guadeloupe and Martinique share a CRS; the parallel between them parts their maps.
  static constexpr std::array<Surroundings, 5> kOverseas{{
      {Territory::guadeloupe, {-64.0, 15.2, -59.5, 18.6}},
      {Territory::martinique, {-62.5, 13.6, -59.5, 15.2}},
      {Territory::guyane, {-55.5, 1.5, -50.5, 6.8}},
      {Territory::reunion, {54.0, -22.5, 57.0, -20.0}},
      {Territory::mayotte, {44.0, -13.9, 46.3, -11.9}},
  }};
  if (p.lat_deg > kOverseas[0].box.north_deg) return Territory::metropole;  // the others are south
  for (const Surroundings& s : kOverseas) {
    if (s.box.contains(p)) return s.territory;
  }
  return Territory::metropole;
}

double convergence_deg(Territory territory, LonLat p) {
  constexpr double kStepDeg = 1e-3;
  const Projection projection(territory);
  const MapPos south = projection.project({p.lon_deg, p.lat_deg - kStepDeg});
  const MapPos north = projection.project({p.lon_deg, p.lat_deg + kStepDeg});
  const double east = north.x_m - south.x_m, up = north.y_m - south.y_m;
  return -std::atan2(east, up) * 180 / std::numbers::pi;
}

bool is_wgs84(std::string_view crs) {  // for these no database need be opened
  for (const std::string_view same : {"EPSG:4326", "OGC:CRS84", "EPSG:4171", "EPSG:4979"}) {
    if (crs == same) return true;
  }
  return false;
}

Result<std::vector<LonLat>> to_lonlat(const std::string& crs, std::span<const MapPos> coordinates) {
  std::vector<LonLat> out(coordinates.size());
  for (std::size_t i = 0; i < out.size(); ++i) {
    out[i] = {coordinates[i].x_m, coordinates[i].y_m};
  }
  if (!is_wgs84(crs)) {
    ThreadProj& proj = thread_proj();
    Operation own;
    PJ* operation = nullptr;
    PJ_DIRECTION direction = PJ_FWD;
    if (const auto territory = territory_of_crs(crs)) {
      operation = proj.territory(*territory);
      direction = PJ_INV;
    } else {
      own = to_wgs84_operation(proj.context(), crs);
      if (!own) return Error{crs, "this coordinate reference system is not known"};
      operation = own.get();
    }
    if (!out.empty()) {
      transform(operation, direction, &out[0].lon_deg, &out[0].lat_deg, out.size());
    }
  }
  for (LonLat& p : out) {
    if (!is_valid(p)) p = LonLat{};
  }
  return out;
}

}  // namespace terreau
