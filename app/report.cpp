#include "app/report.h"

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstring>
#include <fstream>

#include <nlohmann/json.hpp>

#include "app/model/action.h"
#include "app/model/outlines.h"
#include "app/stopwatch.h"
#include "geodata/projection.h"

namespace terreau {
namespace {

using nlohmann::ordered_json;

// The smallest value that a fraction `p` of all values does not exceed (nearest rank).
double percentile(std::vector<double> values, double p) {
  if (values.empty()) return 0;
  const auto rank = static_cast<std::size_t>(std::ceil(p * static_cast<double>(values.size())));
  const auto nth = values.begin() + static_cast<std::ptrdiff_t>(std::max<std::size_t>(rank, 1) - 1);
  std::nth_element(values.begin(), nth, values.end());
  return *nth;
}

ordered_json frames_json(const std::vector<double>& ms) {
  return {{"count", ms.size()},
          {"median_ms", percentile(ms, 0.5)},
          {"p95_ms", percentile(ms, 0.95)},
          {"p99_ms", percentile(ms, 0.99)},
          {"max_ms", percentile(ms, 1)},
          {"ms", ms}};
}

ordered_json selected_json(const MapState& state, const World& world) {
  if (const auto* p = std::get_if<PlaceId>(&state.selected)) {
    return {{"kind", "place"},
            {"id", world.atlas.places->id(*p)},
            {"name", world.atlas.places->name(*p)}};
  }
  if (const auto* d = std::get_if<DepartmentId>(&state.selected)) {
    return {{"kind", "department"}, {"code", department(*d).code}};
  }
  if (const auto* r = std::get_if<RegionId>(&state.selected)) {
    return {{"kind", "region"}, {"code", region(*r).code}};
  }
  if (const auto* c = std::get_if<ClusterRef>(&state.selected)) {
    return {{"kind", "cluster"}, {"territory", name(c->territory)}, {"node", c->node}};
  }
  if (const auto* o = std::get_if<OverlayRef>(&state.selected); o && exists(world.atlas, *o)) {
    const Overlay& overlay = (*world.atlas.overlays)[o->overlay];
    return {{"kind", "overlay"},
            {"overlay", overlay.name},
            {"feature", o->row + 1},
            {"name", overlay.feature_name(o->row)}};
  }
  return nullptr;
}

ordered_json state_json(const MapState& state, const World& world, const Scene& scene) {
  const MapFrame frame = main_frame(state, world.atlas.boundaries->extents);
  const LonLat center = Projection(frame.territory).unproject(frame.camera.center);
  ordered_json j{
      {"view", {{"lon", center.lon_deg}, {"lat", center.lat_deg}, {"zoom", frame.camera.zoom}}},
      {"territory", name(state.territory)},
      {"selected", selected_json(state, world)},
      {"theme", state.theme == Theme::dark ? "dark" : "light"},
      {"lang", state.language == Language::en ? "en" : "fr"},
      {"clusters", state.clusters}};
  for (std::size_t f = 0; f < kFamilyCount; ++f) {
    const std::string code(info(static_cast<Family>(f)).code);
    j["families"][code] = family_shown(state, static_cast<Family>(f));
    j["in_view"][code] = scene.in_view_by_family[f];
    j["total"][code] = world.markers->total.by_family[f];
  }
  for (std::uint8_t k = 0; k < kKindCount; ++k) {
    if (!state.visible.has(Kind{k})) j["hidden_kinds"].push_back(info(Kind{k}).code);
  }
  for (const Overlay& o : *world.atlas.overlays)
    j["overlays"][o.name] = overlay_shown(state, o.name);
  j["places_in_view"] = scene.in_view;
  j["marks"] = scene.marks.size();
  return j;
}

}  // namespace

std::string write_report(const std::string& path, const FrameReport& report, const MapState& state,
                         const World& world, const Scene& scene) {
  const ordered_json j{{"renderer", report.renderer},
                       {"size", {state.width_pt, state.height_pt}},
                       {"scale", state.pixel_scale},
                       {"first_frame_ms", report.first_frame_ms},
                       {"loaded_ms", report.loaded_ms},
                       {"idle_ms", report.idle_ms},
                       {"frames", frames_json(report.frames_ms)},
                       {"exact_ms", report.exact_ms},
                       {"peak_rss_mib", peak_rss_mib()},
                       {"state", state_json(state, world, scene)}};
  std::ofstream file(path, std::ios::binary);
  file << j.dump(1) << "\n";
  file.close();
  return file ? "" : path + ": cannot be written: " + std::strerror(errno);
}

}  // namespace terreau
