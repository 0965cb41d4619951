#include "app/derived.h"

#include <algorithm>
#include <utility>

#include "app/model/nearby.h"
#include "app/model/outlines.h"
#include "app/model/overlay_places.h"
#include "app/model/scene.h"

namespace terreau {
namespace {

constexpr std::size_t kSmallAtlas = 20000;  // places that are filtered within a frame
constexpr double kTestingShare = 0.5;       // of the time; the rest goes into the pyramids

}  // namespace

void NewestJob::start(std::function<Jobs::Delivery(std::stop_token)> job) {
  stop();
  auto own = std::make_shared<std::stop_source>();
  stop_ = own;
  running_ = true;
  jobs_.start([this, own, job = std::move(job)](std::stop_token ended) -> Jobs::Delivery {
    const std::stop_callback pass_on(ended, [&] { own->request_stop(); });
    if (own->stop_requested()) return {};
    Jobs::Delivery delivery = job(own->get_token());
    return [this, own, delivery = std::move(delivery)] {
      if (own != stop_) return;  // a newer one has been started since
      running_ = false;
      if (delivery) delivery();
    };
  });
}

void NewestJob::stop() {
  stop_->request_stop();
  stop_ = std::make_shared<std::stop_source>();
  running_ = false;
}

bool Derived::follow(const MapState& state, World& world, bool drawn) {
  const bool markers = follow_markers(state, world);
  // The picture comes first: the cores are its own until it is there.
  if (markers_.running()) return markers;
  if (!drawn && world.atlas.places->size() > kSmallAtlas) return markers;
  follow_clusters(state, world);
  if (clusters_.running()) return markers;
  const bool facets = follow_facets(state, world);
  const bool nearby = follow_nearby(state, world);
  const bool inside = follow_overlay(state, world);
  return follow_list(state, world) || inside || nearby || facets || markers;
}

bool Derived::follow_markers(const MapState& state, World& world) {
  const auto& places = world.atlas.places;
  if (world.markers->filter == Filter{}) {
    whole_ = world.markers;
    whole_of_ = places;
  }
  if (whole_of_ != places) whole_ = nullptr;
  if (world.markers->filter == state.filter) {
    markers_.stop();
    return false;
  }
  if (whole_ && state.filter == Filter{}) {
    markers_.stop();
    world.markers = whole_;
    return true;
  }
  if (places->size() <= kSmallAtlas) {
    markers_.stop();
    world.markers = std::make_shared<Markers>(build_markers(*places, state.filter));
    return true;
  }
  if (markers_.running() && wanted_filter_ == state.filter && wanted_places_ == places) {
    return false;
  }
  begun_filtering_ = true;
  wanted_filter_ = state.filter;
  wanted_places_ = places;
  tested_ = std::make_shared<std::atomic<std::uint32_t>>(0);
  markers_.start([&world, places, filter = state.filter, tested = tested_,
                  whole = whole_](std::stop_token stop) -> Jobs::Delivery {
    auto markers =
        std::make_shared<Markers>(build_markers(*places, filter, stop, tested.get(), whole.get()));
    if (stop.stop_requested()) return {};
    return [&world, places, markers] {
      if (places == world.atlas.places) world.markers = markers;
    };
  });
  return false;
}

// What is made becomes part of the markers, so nothing of it is delivered.
void Derived::follow_clusters(const MapState& state, const World& world) {
  std::vector<MapFrame> shown = frames(state, *world.atlas.boundaries);
  if (markers_prepared(shown, *world.markers)) {
    clusters_.stop();
    return;
  }
  if (clusters_.running() && wanted_frames_ == shown) return;
  wanted_frames_ = shown;
  clusters_.start(
      [markers = world.markers, shown = std::move(shown)](std::stop_token stop) -> Jobs::Delivery {
        prepare_markers(shown, *markers, stop);
        return {};
      });
}

bool Derived::follow_facets(const MapState& state, World& world) {
  const auto& places = world.atlas.places;
  const auto of_places = [&](const std::shared_ptr<const Facets>& facets) {
    return facets && facets->places == places.get();
  };
  const bool has_whole = of_places(world.whole);
  if (has_whole && of_places(world.facets) && world.facets->filter == state.filter) {
    facets_.stop();
    return false;
  }
  if (has_whole && state.filter == Filter{}) {
    facets_.stop();
    world.facets = world.whole;
    return true;
  }
  const Filter wanted = has_whole ? state.filter : Filter{};
  const auto take = [&world](std::shared_ptr<const Facets> facets) {
    if (facets->places != world.atlas.places.get()) return;
    if (facets->filter == Filter{}) world.whole = facets;
    world.facets = std::move(facets);
  };
  if (places->size() <= kSmallAtlas) {
    take(std::make_shared<Facets>(count_facets(*places, wanted)));
    if (wanted != state.filter) {
      take(std::make_shared<Facets>(count_facets(*places, state.filter)));
    }
    return true;
  }
  if (facets_.running() && wanted_facets_ == wanted && wanted_places_ == places) return false;
  wanted_facets_ = wanted;
  wanted_places_ = places;
  facets_.start([take, places, wanted](std::stop_token stop) -> Jobs::Delivery {
    auto facets = std::make_shared<Facets>(count_facets(*places, wanted, stop));
    if (stop.stop_requested()) return {};
    return [take, facets] { take(facets); };
  });
  return false;
}

bool Derived::follow_list(const MapState& state, World& world) {
  if (!state.list.open) {
    list_.stop();
    return false;
  }
  ListWish wish = list_wish(state, world);
  if (wish.met_by(world.list.get())) {
    list_.stop();
    return false;
  }
  if (world.atlas.places->size() <= kSmallAtlas) {
    list_.stop();
    world.list = list_rows(wish, world.list);
    return true;
  }
  if (list_.running()) {
    const bool same_order =
        wish.order.same(wanted_list_.order) && wish.markers == wanted_list_.markers;
    // A list that is being sorted is awaited, then cut to what is shown by now.
    if (same_order) return false;
  }
  wanted_list_ = wish;
  list_.start(
      [&world, wish = std::move(wish), old = world.list](std::stop_token stop) -> Jobs::Delivery {
        auto rows = list_rows(wish, old, stop);
        if (!rows) return {};
        return [&world, rows] {
          if (rows->order.places == world.atlas.places) world.list = rows;
        };
      });
  return false;
}

bool Derived::follow_nearby(const MapState& state, World& world) {
  if (!state.nearby || (world.nearby && answers(*world.nearby, state, world))) {
    nearby_.stop();
    return false;
  }
  if (world.markers->passing.size() <= kSmallAtlas) {
    world.nearby = std::make_shared<NearbyPlaces>(find_nearby(
        *world.atlas.places, *world.atlas.boundaries, world.markers, *state.nearby, state.visible));
    return true;
  }
  if (nearby_.running() && wanted_nearby_ == state.nearby && wanted_visible_ == state.visible &&
      wanted_markers_ == world.markers) {
    return false;
  }
  wanted_nearby_ = state.nearby;
  wanted_visible_ = state.visible;
  wanted_markers_ = world.markers;
  nearby_.start([&world, places = world.atlas.places, boundaries = world.atlas.boundaries,
                 markers = world.markers, around = *state.nearby,
                 visible = state.visible](std::stop_token stop) -> Jobs::Delivery {
    auto found = std::make_shared<NearbyPlaces>(
        find_nearby(*places, *boundaries, markers, around, visible, stop));
    if (stop.stop_requested()) return {};
    return [&world, found] {
      if (found->markers == world.markers) world.nearby = found;
    };
  });
  return false;
}

bool Derived::follow_overlay(const MapState& state, World& world) {
  const auto* feature = std::get_if<OverlayRef>(&state.selected);
  const bool wanted = feature != nullptr && exists(world.atlas, *feature);
  if (!wanted || (world.inside && answers(*world.inside, state, world))) {
    inside_.stop();
    return false;
  }
  if (world.markers->passing.size() <= kSmallAtlas) {
    world.inside = std::make_shared<OverlayPlaces>(
        count_inside(*world.atlas.places, world.markers, world.atlas.overlays, *feature));
    return true;
  }
  if (inside_.running() && wanted_feature_ == *feature && wanted_inside_ == world.markers) {
    return false;
  }
  wanted_feature_ = *feature;
  wanted_inside_ = world.markers;
  inside_.start([&world, places = world.atlas.places, markers = world.markers,
                 overlays = world.atlas.overlays,
                 feature = *feature](std::stop_token stop) -> Jobs::Delivery {
    auto counted =
        std::make_shared<OverlayPlaces>(count_inside(*places, markers, overlays, feature, stop));
    if (stop.stop_requested()) return {};
    return [&world, counted] { world.inside = counted; };
  });
  return false;
}

std::optional<double> Derived::filtering() const {
  if (!markers_.running()) return {};
  const auto all = static_cast<double>(std::max<std::size_t>(wanted_places_->size(), 1));
  return std::min(1.0, tested_->load() / all) * kTestingShare;
}

}  // namespace terreau
