#include "app/render/pixels.h"

#include <string>

#include "app/assets.h"
#include "geodata/result.h"

namespace terreau::render {
namespace {

std::string_view shader(const std::string& name) {
  const std::span<const std::byte> bytes = asset("shaders/" + name);
  TERREAU_CHECK(!bytes.empty());
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace

gl::Program load_program(const char* vertex, const char* fragment) {
  return {shader(std::string(vertex) + ".vert"), shader(std::string(fragment) + ".frag")};
}

}  // namespace terreau::render
