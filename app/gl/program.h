#pragma once

#include <span>
#include <string_view>

#include <glm/vec2.hpp>
#include <glm/vec4.hpp>

#include "app/gl/handle.h"

namespace terreau::gl {

// A vertex and a fragment shader, linked. A shader that does not compile is our own mistake: its
// log is printed and the program stops.
class Program {
 public:
  Program(std::string_view vertex_source, std::string_view fragment_source);

  // set() speaks to the program in use.
  void use() const;
  void set(const char* uniform, int value) const;
  void set(const char* uniform, float value) const;
  void set(const char* uniform, glm::vec2 value) const;
  void set(const char* uniform, glm::vec4 value) const;
  void set(const char* uniform, std::span<const glm::vec4> values) const;

 private:
  Handle<Kind::program> program_;
};

}  // namespace terreau::gl
