#include "geodata/projection.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <memory>
#include <optional>

#include <proj.h>

#include "geodata/proj/module.h"

namespace terreau::proj {
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

// Degrees → metres; all of these datums are WGS 84 to within a metre.
constexpr std::array<const char*, kTerritoryCount> kProjections{
    "+proj=lcc +lat_0=46.5 +lon_0=3 +lat_1=49 +lat_2=44 +x_0=700000 +y_0=6600000 +ellps=GRS80",
    "+proj=utm +zone=20 +ellps=GRS80",
    "+proj=utm +zone=20 +ellps=GRS80",
    "+proj=utm +zone=22 +ellps=GRS80",
    "+proj=utm +zone=40 +south +ellps=GRS80",
    "+proj=utm +zone=38 +south +ellps=GRS80",
};

void silent(void*, int, const char*) {}

Context make_context() {
  Context context(proj_context_create());
  proj_log_func(context.get(), nullptr, silent);
  return context;
}

// PROJ opens its database whenever anything is created, even what needs nothing from it. The
// territories' projections are made where there is none: 0.4 ms rather than 6.
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
          kProjections[static_cast<std::size_t>(t)];
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
  const auto found = std::ranges::find(kCrs, crs);
  if (found == kCrs.end()) return std::nullopt;
  return static_cast<Territory>(found - kCrs.begin());
}

Operation to_wgs84_operation(PJ_CONTEXT* context, const std::string& crs) {
  const Operation raw(proj_create_crs_to_crs(context, crs.c_str(), "OGC:CRS84", nullptr));
  if (!raw) return nullptr;
  return Operation(proj_normalize_for_visualization(context, raw.get()));
}

}  // namespace

void project(Territory territory, std::span<const LonLat> in, std::span<MapPos> out) {
  TERREAU_CHECK(in.size() == out.size());
  if (in.empty()) return;
  for (std::size_t i = 0; i < in.size(); ++i) {
    // Outside the globe PROJ would wrap around it and answer with some other place.
    out[i] = is_valid(in[i]) ? MapPos{in[i].lon_deg, in[i].lat_deg} : MapPos{kNaN, kNaN};
  }
  transform(thread_proj().territory(territory), PJ_FWD, &out[0].x_m, &out[0].y_m, out.size());
}

LonLat unproject(Territory territory, MapPos p) {
  // Farther than around the Earth there is nothing, though the formulas would answer.
  constexpr double kFarthest = 4.1e7;
  if (!(std::abs(p.x_m) < kFarthest && std::abs(p.y_m) < kFarthest)) return {};
  transform(thread_proj().territory(territory), PJ_INV, &p.x_m, &p.y_m, 1);
  const LonLat out{p.x_m, p.y_m};
  return is_valid(out) ? out : LonLat{};
}

Result<std::vector<LonLat>> to_lonlat(const std::string& crs, std::span<const MapPos> coordinates) {
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
  std::vector<LonLat> out(coordinates.size());
  for (std::size_t i = 0; i < out.size(); ++i) {
    out[i] = {coordinates[i].x_m, coordinates[i].y_m};
  }
  if (!out.empty()) {
    transform(operation, direction, &out[0].lon_deg, &out[0].lat_deg, out.size());
  }
  return out;
}

}  // namespace terreau::proj
