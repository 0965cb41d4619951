#include "app/render/inset_pictures.h"

#include <algorithm>
#include <span>
#include <utility>

namespace terreau::render {
namespace {

constexpr int kPictured = 3;  // the frame that makes the picture

}  // namespace

void InsetPictures::describe(const MapState& state, const World& world, const Scene& moved,
                             std::size_t index, const FillPlan& fills, Look& look) {
  look.frame = moved.frames[index];
  look.language = state.language;
  describe_ground(state, world, moved, fills, look.ground);
  look.nearby = state.nearby;
  const auto own = std::ranges::equal_range(moved.marks, index, {}, &SceneMark::frame);
  look.marks.assign(own.begin(), own.end());
  look.slices.clear();
  for (SceneMark& mark : look.marks) {
    const std::span<const Slice> slices = moved.slices_of(mark);
    mark.first_slice = static_cast<std::uint32_t>(look.slices.size());
    look.slices.insert(look.slices.end(), slices.begin(), slices.end());
  }
}

InsetPictures::Way InsetPictures::way_of(InsetId id, Look& look) {
  Known& inset = known(id);
  if (inset.look != look) {
    std::swap(inset.look, look);
    inset.frames = 1;
    return Way::draw;
  }
  inset.frames = std::min(inset.frames + 1, kPictured + 1);
  return inset.frames < kPictured    ? Way::draw
         : inset.frames == kPictured ? Way::picture
                                     : Way::copy;
}

void InsetPictures::take(InsetId id, const gl::PixelRect& inside, int framebuffer_height) {
  Known& inset = known(id);
  inset.origin_px = {inside.x, inside.y};
  if (!inset.picture) inset.picture.emplace(inside.width, inside.height);
  inset.picture->take(inside, framebuffer_height);
}

void InsetPictures::show(InsetId id, glm::vec2 framebuffer_size) {
  const Known& inset = known(id);
  if (!inset.picture) return;
  if (!copies_) copies_.emplace();
  copies_->clear();
  copies_->add(inset.origin_px, {}, {inset.picture->width(), inset.picture->height()});
  copies_->upload();
  inset.picture->bind_texture(0);
  gl::blend(false);
  copies_->draw({0, copies_->count()}, framebuffer_size);
  gl::blend(true);
}

}  // namespace terreau::render
