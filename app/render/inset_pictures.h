#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "app/gl/target.h"
#include "app/model/fills.h"
#include "app/model/scene.h"
#include "app/render/pixels.h"
#include "app/render/sprite_pass.h"

namespace terreau::render {

// Insets stand still while the main map moves: one that looks as it did in the two frames before is
// drawn into a picture of its own, and copied from then on. In the second of frames that are the
// same, all of the map becomes a picture (StillMap): so not those of the insets too.
class InsetPictures {
 public:
  // All that the look of an inset follows from, but for its name.
  struct Look {
    MapFrame frame;
    double pixel_scale = 1;
    Theme theme{};
    Language language{};
    std::shared_ptr<const Boundaries> boundaries;
    std::shared_ptr<const std::vector<Overlay>> overlays;
    std::vector<std::uint32_t> overlays_shown;
    FillPlan fills;
    bool department_borders = true;
    Target hovered, selected;  // of the ground
    std::optional<Nearby> nearby;
    std::vector<SceneMark> marks;  // their slices are those of the next member
    std::vector<Slice> slices;
    friend bool operator==(const Look&, const Look&) = default;
  };
  // The look of frame `index`, with its marks as `moved` has them.
  static void describe(const MapState& state, const World& world, const Scene& moved,
                       std::size_t index, const FillPlan& fills, Look& look);

  enum class Way : std::uint8_t {
    draw,     // it has changed
    picture,  // into its picture, which is then shown
    copy,     // its picture is shown
  };
  // How that inset is to be shown; `look` gets what it was before.
  Way way_of(InsetId id, Look& look);
  // Where `picture` draws, blank.
  void begin(InsetId id, const PixelFrame& alone);
  // Into the bound framebuffer.
  void show(InsetId id, glm::vec2 framebuffer_size);

 private:
  struct Known {
    Look look;
    std::optional<gl::Target> picture;
    glm::ivec2 origin_px{};
    int frames = 0;  // in which it has looked so
  };
  Known& known(InsetId id) { return known_[static_cast<std::size_t>(id)]; }

  std::array<Known, kInsetIdCount> known_;
  std::optional<SpritePass> copies_;  // made with the first picture
};

}  // namespace terreau::render
