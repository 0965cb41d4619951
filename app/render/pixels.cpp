#include "app/render/pixels.h"

#include <string>

#include "app/assets.h"
#include "app/gl/target.h"
#include "geodata/result.h"

namespace terreau::render {
namespace {

std::string_view shader(const std::string& name) {
  const std::span<const std::byte> bytes = asset("shaders/" + name);
  TERREAU_CHECK(!bytes.empty());
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

// What every vertex shader begins with: pixels from the framebuffer's left upper corner → clip
// space. Of a negative height: the picture is turned over.
std::string with_guard(std::string_view source) {
  const std::size_t version = source.find('\n') + 1;
  const std::string guard = std::to_string(gl::kGuardPx) + ".0";
  return std::string(source.substr(0, version)) +
         "vec4 clip_position(vec2 pixel, vec2 size) {\n"
         "  vec2 part = (pixel + " +
         guard + ") / (abs(size) + 2.0 * " + guard +
         ");\n"
         "  return vec4((part * 2.0 - 1.0) * vec2(1.0, -sign(size.y)), 0.0, 1.0);\n"
         "}\n"
         "#line 2\n" +
         std::string(source.substr(version));
}

}  // namespace

gl::Program load_program(const char* vertex, const char* fragment) {
  return {with_guard(shader(std::string(vertex) + ".vert")),
          shader(std::string(fragment) + ".frag")};
}

}  // namespace terreau::render
