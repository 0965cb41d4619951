#include "app/model/nearby.h"

#include <array>
#include <cmath>

#include "app/model/i18n.h"
#include "geodata/projection.h"

namespace terreau {
namespace {

NearbyQuery query_of(const Places& places, const Markers& markers,
                     const std::vector<std::uint8_t>& shown) {
  return {places, markers.pyramids, shown};
}

std::vector<PlaceId> perhaps_within(const Places& places, const Boundaries& boundaries,
                                    const Markers& markers, const Nearby& around, KindSet visible) {
  std::vector<PlaceId> out;
  const DepartmentSet touched =
      departments_within(boundaries, around.center, around.radius_km * 1000);
  for (const PlaceId p : markers.passing) {
    const DepartmentId d = places.department(p);
    if (!d.valid() || !touched[d.value] || places.located(p)) continue;
    if (!(places.kinds(p) & visible).empty()) out.push_back(p);
  }
  return out;
}

}  // namespace

NearbyPlaces find_nearby(const Places& places, const Boundaries& boundaries,
                         std::shared_ptr<const Markers> markers, const Nearby& around,
                         KindSet visible, std::stop_token stop) {
  NearbyPlaces out{around, visible, std::move(markers), {}, {}, {}};
  const auto shown = shown_classes(places, visible);
  out.places =
      within(query_of(places, *out.markers, shown), around.center, around.radius_km * 1000, stop);
  for (std::uint8_t k = 0; k < kKindCount && !stop.stop_requested(); ++k) {
    if (!visible.has(Kind{k}) || out.markers->total.by_kind[k] == 0) continue;
    KindSet one;
    one.set(Kind{k});
    const auto own = shown_classes(places, one);
    const auto found = nearest(query_of(places, *out.markers, own), around.center, 1);
    if (!found.empty()) out.nearest_of_kind.emplace_back(Kind{k}, found.front());
  }
  out.perhaps = perhaps_within(places, boundaries, *out.markers, around, visible);
  return out;
}

bool answers(const NearbyPlaces& found, const MapState& state, const World& world) {
  return state.nearby && found.around == *state.nearby && found.visible == state.visible &&
         found.markers == world.markers;
}

std::vector<Neighbour> nearest_places(const World& world, KindSet visible, LonLat at,
                                      std::size_t count, PlaceId except) {
  const auto shown = shown_classes(*world.atlas.places, visible);
  return nearest(query_of(*world.atlas.places, *world.markers, shown), at, count, except);
}

std::vector<ScreenPos> nearby_outline(const Nearby& around, const MapFrame& frame) {
  std::vector<ScreenPos> line;
  if (!is_valid(around.center) || territory_of(around.center) != frame.territory) return line;
  const Projection projection(frame.territory);
  for (const LonLat p : ground_circle(around.center, around.radius_km * 1000)) {
    line.push_back(frame.to_screen(projection.project(p)));
  }
  return line;
}

std::string_view compass_point(Language language, double bearing_deg) {
  static constexpr std::array<Text2, 8> kPoints{{{"N", "N"},
                                                 {"NE", "NE"},
                                                 {"E", "E"},
                                                 {"SE", "SE"},
                                                 {"S", "S"},
                                                 {"SO", "SW"},
                                                 {"O", "W"},
                                                 {"NO", "NW"}}};
  if (!std::isfinite(bearing_deg)) return {};
  const auto sector = static_cast<long>(std::lround(bearing_deg / 45)) % 8;
  return tr(language, kPoints[static_cast<std::size_t>((sector + 8) % 8)]);
}

}  // namespace terreau
