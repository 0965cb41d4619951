#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "app/gl/target.h"
#include "app/model/scene.h"
#include "app/render/ground_picture.h"
#include "app/render/pixels.h"
#include "app/render/sprite_pass.h"

namespace terreau::render {

// Insets stand still while the main map moves: what is inside the card of one that looks as it did
// in the two frames before is copied from a picture, taken of what was drawn: so that both are the
// same to the last bit. In the second of frames that are the same, all of the map becomes a picture
// (StillMap): so not those of the insets too.
class InsetPictures {
 public:
  // All that the look of an inset follows from, but for its name.
  struct Look {
    MapFrame frame;
    GroundLook ground;
    Language language{};
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
    picture,  // and a picture is taken of it
    copy,     // its picture is shown
  };
  // How that inset is to be shown; `look` gets what it was before.
  Way way_of(InsetId id, Look& look);
  // Takes the picture of what is inside the card from the bound framebuffer.
  void take(InsetId id, const gl::PixelRect& inside, int framebuffer_height);
  // Shows it where it was taken.
  void show(InsetId id, glm::vec2 framebuffer_size);

 private:
  struct Known {
    Look look;
    std::optional<gl::Target> picture;
    glm::vec2 origin_px{};
    int frames = 0;  // in which it has looked so
  };
  Known& known(InsetId id) { return known_[static_cast<std::size_t>(id)]; }

  std::array<Known, kInsetIdCount> known_;
  std::optional<SpritePass> copies_;  // made with the first picture
};

}  // namespace terreau::render
