#include "app/gl/mesh.h"

#include <epoxy/gl.h>

namespace terreau::gl {
namespace {

GLenum gl_type(Component type) {
  switch (type) {
    case Component::f32: return GL_FLOAT;
    case Component::i16: return GL_SHORT;
    case Component::u8:
    case Component::u8_normalised: break;
  }
  return GL_UNSIGNED_BYTE;
}

GLenum gl_primitive(Primitive primitive) {
  switch (primitive) {
    case Primitive::triangles: return GL_TRIANGLES;
    case Primitive::triangle_strip: return GL_TRIANGLE_STRIP;
    case Primitive::points: break;
  }
  return GL_POINTS;
}

}  // namespace

void set_constant(unsigned location, glm::vec4 value) {
  glVertexAttrib4f(location, value.x, value.y, value.z, value.w);
}

Mesh::Mesh(std::span<const Attribute> attributes, std::size_t vertex_size, bool per_instance) {
  glBindVertexArray(array_.name());
  glBindBuffer(GL_ARRAY_BUFFER, vertices_.name());
  for (const Attribute& a : attributes) {
    glEnableVertexAttribArray(a.location);
    glVertexAttribPointer(a.location, a.components, gl_type(a.type),
                          a.type == Component::u8_normalised ? GL_TRUE : GL_FALSE,
                          static_cast<GLsizei>(vertex_size),
                          reinterpret_cast<const void*>(a.offset));
    if (per_instance) glVertexAttribDivisor(a.location, 1);
  }
  glBindBuffer(GL_ELEMENT_ARRAY_BUFFER, indices_.name());
  glBindVertexArray(0);
}

void Mesh::upload(std::span<const std::byte> vertices, std::span<const std::uint32_t> indices) {
  glBindVertexArray(array_.name());
  glBindBuffer(GL_ARRAY_BUFFER, vertices_.name());
  glBufferData(GL_ARRAY_BUFFER, static_cast<GLsizeiptr>(vertices.size()), vertices.data(),
               GL_STATIC_DRAW);
  glBufferData(GL_ELEMENT_ARRAY_BUFFER, static_cast<GLsizeiptr>(indices.size_bytes()),
               indices.data(), GL_STATIC_DRAW);
}

void Mesh::stream(std::span<const std::byte> vertices) {
  glBindBuffer(GL_ARRAY_BUFFER, vertices_.name());
  // A fresh store, so that nobody waits for the previous frame; no larger, for drivers clear it.
  glBufferData(GL_ARRAY_BUFFER, static_cast<GLsizeiptr>(vertices.size()), vertices.data(),
               GL_STREAM_DRAW);
}

void Mesh::draw(Primitive primitive, Range vertices) const {
  if (vertices.count <= 0) return;
  glBindVertexArray(array_.name());
  glDrawArrays(gl_primitive(primitive), vertices.first, vertices.count);
}

void Mesh::draw_indexed(std::span<const Range> index_ranges) const {
  glBindVertexArray(array_.name());
  for (const Range& r : index_ranges) {
    const std::size_t offset = static_cast<std::size_t>(r.first) * sizeof(std::uint32_t);
    glDrawElements(GL_TRIANGLES, r.count, GL_UNSIGNED_INT, reinterpret_cast<const void*>(offset));
  }
}

void Mesh::draw_quads(int instances) const {
  if (instances <= 0) return;
  glBindVertexArray(array_.name());
  glDrawArraysInstanced(GL_TRIANGLE_STRIP, 0, 4, instances);
}

}  // namespace terreau::gl
