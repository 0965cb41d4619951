#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <utility>

#include "app/model/jobs.h"
#include "app/model/map_state.h"
#include "app/model/world.h"

namespace terreau {

// Background work of one kind of which only the newest counts: starting it stops what ran before,
// whose delivery is dropped. Main thread only.
class NewestJob {
 public:
  explicit NewestJob(Jobs& jobs) : jobs_(jobs) {}
  // The job may return nothing to deliver.
  void start(std::function<Jobs::Delivery(std::stop_token)> job);
  void stop();
  bool running() const { return running_; }

 private:
  Jobs& jobs_;
  std::shared_ptr<std::stop_source> stop_ = std::make_shared<std::stop_source>();
  bool running_ = false;
};

// What follows from the state and the loaded places: the markers that pass the filter, the counts
// beside its choices, the rows of the list, what is near a spot and
// in a polygon. Small atlases follow at once,
// large ones on workers, and until then the World keeps what it had.
class Derived {
 public:
  explicit Derived(Jobs& jobs)
      : markers_(jobs), clusters_(jobs), facets_(jobs), list_(jobs), nearby_(jobs), inside_(jobs) {}

  // Starts, or does, what is missing; true if the World has changed. Nothing but markers is begun
  // before those that are there were `drawn`.
  bool follow(const MapState& state, World& world, bool drawn = true);
  // Of the filter that is being applied, 0 … 1; none while the map shows what the state says.
  std::optional<double> filtering() const;
  // Whether that was begun since this was asked last.
  bool has_begun_filtering() { return std::exchange(begun_filtering_, false); }
  bool listing() const { return list_.running(); }

 private:
  bool follow_markers(const MapState& state, World& world);
  void follow_clusters(const MapState& state, const World& world);
  bool follow_facets(const MapState& state, World& world);
  bool follow_list(const MapState& state, World& world);
  bool follow_nearby(const MapState& state, World& world);
  bool follow_overlay(const MapState& state, World& world);

  // Of no filter, from when there was none: what any filter is cut from.
  std::shared_ptr<const Markers> whole_;
  std::shared_ptr<const Places> whole_of_;
  NewestJob markers_, clusters_, facets_, list_, nearby_, inside_;
  bool begun_filtering_ = false;
  // What the running jobs are for.
  Filter wanted_filter_, wanted_facets_;
  std::vector<MapFrame> wanted_frames_;
  ListWish wanted_list_;
  std::optional<Nearby> wanted_nearby_;
  KindSet wanted_visible_;
  std::shared_ptr<const Markers> wanted_markers_, wanted_inside_;
  OverlayRef wanted_feature_;
  std::shared_ptr<const Places> wanted_places_;
  std::shared_ptr<std::atomic<std::uint32_t>> tested_;
};

}  // namespace terreau
