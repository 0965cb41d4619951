#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "app/model/map_state.h"
#include "app/model/scene.h"
#include "app/model/world.h"

namespace terreau {

// How clusters fall apart and come together, to the eye: where a zoom shows others of the same
// places, the parts glide out of what held them, or into it. Only marks are moved; names, counts
// and what the mouse meets are at once those of the new view.
class Transition {
 public:
  static constexpr double kSeconds = 0.18;
  static constexpr std::size_t kMostMarks = 2'000;  // of more nothing glides

  // Of each scene that is built, in turn.
  void follow(const Scene& scene, const MapState& state, const World& world, double now_s);
  bool moving(double now_s) const { return now_s < begin_s_ + kSeconds; }
  // The scene as it is to be drawn at that moment.
  Scene moved(const Scene& scene, double now_s) const;
  void stop() { begin_s_ = -kSeconds; }

 private:
  // A mark as it is the same in another view: the frame, and the cluster's node or the place.
  using Key = std::pair<std::uint8_t, std::int64_t>;
  struct Shown {
    SceneMark mark;
    MapPos at;
    Territory territory = Territory::metropole;
    MapBox box;             // of its places
    MarkerMembers members;  // of a cluster
  };
  using Marks = std::map<Key, Shown>;
  struct Leaving {
    Shown mark;
    Key into;
    std::vector<Slice> slices;
  };

  static Key key_of(const SceneMark& m);
  static std::optional<Marks> marks_of(const Scene& scene, const MapState& state,
                                       const World& world);
  static std::optional<Key> holder_of(const Key& key, const Shown& part, const Marks& among,
                                      std::size_t& searches_left);

  std::shared_ptr<const Markers> markers_;  // whose places the marks are
  KindSet visible_;
  Marks shown_;                      // by the last scene
  std::vector<Slice> slices_;        // of its clusters
  std::map<Key, MapPos> came_from_;  // of the marks that glide out
  std::vector<Leaving> leaving_;     // those that glide in
  double begin_s_ = -kSeconds;
};

}  // namespace terreau
