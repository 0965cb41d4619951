#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "app/model/camera.h"
#include "app/model/world.h"

namespace terreau {

// What the markers of one frame of a scene are made of.
//
// Without clusters it is found for a larger part of the map than the view, and kept while the view
// stays in that part: where the whole territory is in view, dragging and zooming find nothing anew.
// The part depends on the view alone, not on where it was before, and so does what is found.
class FoundMarks {
 public:
  // Every mark inside `view` of those that MarkerPyramid::visible() shows, and some around it.
  std::span<const Mark> find(const std::shared_ptr<const Markers>& markers, Territory territory,
                             const MapBox& view, double zoom, std::span<const std::uint8_t> visible,
                             bool clusters);

 private:
  struct Search {
    std::shared_ptr<const Markers> markers;  // null: what was found is not kept
    Territory territory = Territory::metropole;
    MapBox part;
    double squares = 0;  // that change with the zoom; 0: every place
    std::vector<std::uint8_t> visible;
  };
  static bool same(const Search& a, const Search& b);

  Search done_;
  std::vector<Mark> marks_;
};

}  // namespace terreau
