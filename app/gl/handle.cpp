#include "app/gl/handle.h"

#include <epoxy/gl.h>

namespace terreau::gl {

unsigned create(Kind kind) {
  GLuint name = 0;
  switch (kind) {
    case Kind::buffer: glGenBuffers(1, &name); break;
    case Kind::vertex_array: glGenVertexArrays(1, &name); break;
    case Kind::texture: glGenTextures(1, &name); break;
    case Kind::framebuffer: glGenFramebuffers(1, &name); break;
    case Kind::program: name = glCreateProgram(); break;
  }
  return name;
}

void destroy(Kind kind, unsigned name) {
  const GLuint id = name;
  switch (kind) {
    case Kind::buffer: glDeleteBuffers(1, &id); break;
    case Kind::vertex_array: glDeleteVertexArrays(1, &id); break;
    case Kind::texture: glDeleteTextures(1, &id); break;
    case Kind::framebuffer: glDeleteFramebuffers(1, &id); break;
    case Kind::program: glDeleteProgram(id); break;
  }
}

}  // namespace terreau::gl
