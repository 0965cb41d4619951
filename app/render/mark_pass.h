#pragma once

#include <span>
#include <string>
#include <vector>

#include "app/gl/mesh.h"
#include "app/model/map_state.h"
#include "app/model/scene.h"
#include "app/render/text_pass.h"

namespace terreau::render {

// Markers and clusters, in the order of the scene, in one call a frame.
class MarkPass {
 public:
  MarkPass();

  struct Instance;
  // `marks` stand in frames already clipped; `scene` has their slices.
  void draw(std::span<const SceneMark> marks, const Scene& scene, const MapState& state,
            Lettering& lettering, glm::vec2 framebuffer_size);

  ~MarkPass();

 private:
  gl::Program program_;
  gl::Mesh mesh_;
  std::vector<Instance> instances_;
};

// "1,2k", "13k", "1,2M": a count in at most four characters.
std::string short_count(Language language, std::uint32_t count);

}  // namespace terreau::render
