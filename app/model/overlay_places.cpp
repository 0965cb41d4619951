#include "app/model/overlay_places.h"

#include <utility>

namespace terreau {
namespace {

constexpr std::uint32_t kPlacesPerCheck = 1U << 16U;

}  // namespace

OverlayPlaces count_inside(const Places& places, std::shared_ptr<const Markers> markers,
                           std::shared_ptr<const std::vector<Overlay>> overlays, OverlayRef feature,
                           std::stop_token stop) {
  OverlayPlaces out{std::move(overlays), feature, std::move(markers), {}};
  out.by_class.resize(places.classes().size());
  const Overlay& overlay = (*out.overlays)[feature.overlay];
  std::uint32_t looked_at = 0;
  for (const PlaceId p : out.markers->passing) {
    if (++looked_at % kPlacesPerCheck == 0 && stop.stop_requested()) return out;
    if (places.located(p) && feature_contains(overlay, feature.row, places.position(p))) {
      ++out.by_class[places.class_of(p)];
    }
  }
  return out;
}

bool answers(const OverlayPlaces& counted, const MapState& state, const World& world) {
  const auto* selected = std::get_if<OverlayRef>(&state.selected);
  return selected != nullptr && *selected == counted.feature &&
         counted.overlays == world.atlas.overlays && counted.markers == world.markers;
}

}  // namespace terreau
