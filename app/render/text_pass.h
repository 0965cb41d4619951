#pragma once

#include <string_view>
#include <vector>

#include "app/gl/mesh.h"
#include "app/gl/text_atlas.h"
#include "app/render/pixels.h"

namespace terreau::render {

// The fonts of the map and the one texture that all its words and icons are in.
struct Lettering {
  Lettering();
  gl::TextAtlas atlas;
  std::uint8_t label_font, count_font, icon_font;

  gl::TextStyle label(double scale) const;
  gl::TextStyle count(double scale) const;
  gl::TextStyle title(double scale) const;
  gl::TextStyle icon(double size_px) const;
};

// Words of the map, on whole pixels; those with one halo are drawn together.
class TextPass {
 public:
  TextPass();

  struct Ink {
    Rgba colour;
    glm::vec4 halo{};
  };
  // `pen_px`: where the word begins, on its baseline.
  void add(const gl::Sprite& word, glm::ivec2 pen_px, const Ink& ink);
  void draw(gl::TextAtlas& atlas, glm::vec2 framebuffer_size);

 private:
  struct Vertex {
    glm::vec2 px, texel;
    Rgba colour;
  };
  struct Words {
    glm::vec4 halo{};
    std::vector<Vertex> vertices;
  };
  gl::Program program_;
  gl::Mesh mesh_;
  std::vector<Words> words_;  // by halo; there are few
};

}  // namespace terreau::render
