#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include <glm/vec4.hpp>

#include "app/gl/handle.h"

namespace terreau::gl {

enum class Primitive : std::uint8_t { triangles, triangle_strip, points };
enum class Component : std::uint8_t { f32, u8, u8_normalised, i16 };

// One vertex shader input, as in layout(location = …).
struct Attribute {
  unsigned location = 0;
  int components = 0;
  Component type = Component::f32;
  std::size_t offset = 0;  // in the vertex
};

// A run of indices or vertices.
struct Range {
  int first = 0;
  int count = 0;
};

// What shaders read at `location` from meshes that have no such attribute.
void set_constant(unsigned location, glm::vec4 value);

// Vertices on their way to a shader. With `per_instance` the vertices are instances, and each draws
// a strip of four corners that the shader tells apart by gl_VertexID.
class Mesh {
 public:
  Mesh(std::span<const Attribute> attributes, std::size_t vertex_size, bool per_instance = false);

  // Kept for long.
  void upload(std::span<const std::byte> vertices, std::span<const std::uint32_t> indices);
  // New in each frame.
  void stream(std::span<const std::byte> vertices);
  template <class T>
  void stream_vertices(std::span<const T> vertices) {
    stream(std::as_bytes(vertices));
  }

  void draw(Primitive primitive, Range vertices) const;
  void draw_indexed(std::span<const Range> index_ranges) const;
  void draw_quads(int instances) const;

 private:
  Handle<Kind::vertex_array> array_;
  Handle<Kind::buffer> vertices_;
  Handle<Kind::buffer> indices_;
};

}  // namespace terreau::gl
