#pragma once

#include <optional>
#include <unordered_map>
#include <vector>

#include "app/gl/mesh.h"
#include "app/gl/target.h"
#include "app/render/ring_strips.h"

namespace terreau::render {

// Pictures of marks, each drawn once by mark.frag and then copied wherever that look is shown. The
// shader costs a software rasteriser fifteen times what a copy costs, and most marks of a frame
// were in the frame before, or are one of a few kinds of single marker.
class MarkSprites {
 public:
  struct Cell {  // pixels
    int x = 0, y = 0, side = 0;
  };
  MarkSprites();

  // Forgets all pictures if they would no longer be right.
  void begin(const MapState& state, const gl::TextAtlas& letters);
  // None: the picture is full; forget() and ask for everything again.
  std::optional<Cell> cell_of(const MarkLook& look);
  void forget(bool larger);
  // Draws what was asked for since the last time. Leaves viewport and program changed.
  void draw_new(const MapState& state, gl::TextAtlas& letters);
  void bind(int unit) const { picture_.bind_texture(unit); }

 private:
  struct Instance {
    float x, y;
    MarkLook look;
    RingStrips::Strip ring;
  };
  struct Hash {
    std::size_t operator()(const MarkLook& look) const;
  };
  gl::Program program_;
  gl::Mesh mesh_;
  RingStrips rings_;
  gl::Target picture_;
  bool blank_ = false;  // picture_ is to be cleared
  std::unordered_map<MarkLook, Cell, Hash> cells_;
  std::vector<Instance> new_;
  int shelf_x_ = 0, shelf_y_ = 0, shelf_height_ = 0;
  Theme theme_ = Theme::light;
  double scale_ = 0;
  int letters_generation_ = -1;
};

}  // namespace terreau::render
