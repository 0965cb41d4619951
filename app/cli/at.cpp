#include <cstdio>

#include <nlohmann/json.hpp>

#include "app/cli/json.h"
#include "app/cli/options.h"
#include "app/model/action.h"
#include "app/model/scene.h"

// terreau at: what a click there selects; the same scene and the same picking as the window's.
namespace terreau::cli {
namespace {

using nlohmann::ordered_json;

ordered_json cluster_json(const SceneMark& mark, const Scene& scene, const World& world,
                          Territory territory) {
  ordered_json families = ordered_json::object();
  for (const Slice& s : scene.slices_of(mark)) {
    families[std::string(info(s.family).code)] = s.count;
  }
  ordered_json members = ordered_json::array();
  const std::size_t named = std::min<std::size_t>(mark.count, 50);
  const auto& pyramid = world.markers->pyramid(territory);
  for (const PlaceId p : pyramid.members(mark.node)) {
    if (members.size() == named) break;
    members.push_back(world.atlas.places->name(p));
  }
  return {{"count", mark.count}, {"by_family", families}, {"members", members}};
}

ordered_json hit_json(const Scene& scene, const World& world, ScreenPos at) {
  const Target target = pick(scene, world, at);
  ordered_json j{{"hit", "none"}};
  if (const auto* place = std::get_if<PlaceId>(&target)) {
    j = {{"hit", "place"}, {"place", place_json(world.atlas, *place)}};
  } else if (const auto* cluster = std::get_if<ClusterRef>(&target)) {
    const SceneMark* mark = mark_of(scene, target);
    j = {{"hit", "cluster"}, {"cluster", cluster_json(*mark, scene, world, cluster->territory)}};
  } else if (const auto* o = std::get_if<OverlayRef>(&target)) {
    const Overlay& overlay = (*world.atlas.overlays)[o->overlay];
    j = {{"hit", "overlay"},
         {"overlay",
          {{"source", overlay.name},
           {"feature", o->row + 1},
           {"name", overlay.feature_name(o->row)},
           {"code", overlay.feature_code(o->row)}}}};
  } else if (std::holds_alternative<DepartmentId>(target)) {
    j["hit"] = "department";
  }
  const MapFrame& frame = scene.frames[0];
  const LonLat p = Projection(frame.territory).unproject(frame.to_map(at));
  if (const auto d = department_at(*world.atlas.boundaries, p))
    j["department"] = department_json(*d);
  return j;
}

}  // namespace

int run_at(const Options& options) {
  const auto request = request_of(options);
  if (!request) return fail(request.error().text(), kUsage);
  auto state = state_of(options);
  if (!state) return fail(state.error().text(), kUsage);
  const LonLat place{options.lon, options.lat};
  if (!is_valid(place)) return fail("LON lies within ±180 and LAT within ±90", kUsage);
  auto atlas = load_atlas(*request);
  if (!atlas) return fail(atlas.error().text());
  const World world = world_of(*std::move(atlas), state->filter);
  state->panels = state->insets = false;
  // The camera itself, not the View action: that one keeps the map over France.
  state->territory = territory_of(place);
  state->camera = {Projection(state->territory).project(place), options.zoom};
  state->at_home = false;
  prepare_markers(frames(*state, *world.atlas.boundaries), *world.markers);
  const Scene scene = build_scene(*state, world);
  const ordered_json j = hit_json(scene, world, {state->width_pt / 2, state->height_pt / 2});
  if (options.json) {
    print_json(j);
  } else {
    const std::string hit = j["hit"];
    std::string name;
    if (hit == "place") name = j["place"]["name"];
    if (hit == "cluster") name = std::to_string(j["cluster"]["count"].get<int>()) + " places";
    if (hit == "overlay") name = j["overlay"]["name"];
    if (hit == "department") name = j["department"]["name"];
    std::printf("%s%s%s\n", hit.c_str(), name.empty() ? "" : ": ", name.c_str());
  }
  return kDone;
}

}  // namespace terreau::cli
