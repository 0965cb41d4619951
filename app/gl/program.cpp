#include "app/gl/program.h"

#include <array>
#include <cstdio>
#include <cstdlib>

#include <epoxy/gl.h>
#include <glm/gtc/type_ptr.hpp>

namespace terreau::gl {
namespace {

[[noreturn]] void stop(const char* step, const char* log) {
  std::fprintf(stderr, "terreau: shader does not %s: %s\n", step, log);
  std::abort();
}

GLuint compile(GLenum stage, std::string_view source) {
  const GLuint shader = glCreateShader(stage);
  const GLchar* text = source.data();
  const auto length = static_cast<GLint>(source.size());
  glShaderSource(shader, 1, &text, &length);
  glCompileShader(shader);
  GLint ok = 0;
  glGetShaderiv(shader, GL_COMPILE_STATUS, &ok);
  if (ok == 0) {
    std::array<char, 2048> log{};
    glGetShaderInfoLog(shader, log.size(), nullptr, log.data());
    stop("compile", log.data());
  }
  return shader;
}

}  // namespace

Program::Program(std::string_view vertex_source, std::string_view fragment_source) {
  const GLuint program = program_.name();
  const std::array stages{compile(GL_VERTEX_SHADER, vertex_source),
                          compile(GL_FRAGMENT_SHADER, fragment_source)};
  for (const GLuint stage : stages) glAttachShader(program, stage);
  glLinkProgram(program);
  for (const GLuint stage : stages) {
    glDetachShader(program, stage);
    glDeleteShader(stage);
  }
  GLint ok = 0;
  glGetProgramiv(program, GL_LINK_STATUS, &ok);
  if (ok == 0) {
    std::array<char, 2048> log{};
    glGetProgramInfoLog(program, log.size(), nullptr, log.data());
    stop("link", log.data());
  }
}

void Program::use() const { glUseProgram(program_.name()); }

void Program::set(const char* uniform, int value) const {
  glUniform1i(glGetUniformLocation(program_.name(), uniform), value);
}
void Program::set(const char* uniform, float value) const {
  glUniform1f(glGetUniformLocation(program_.name(), uniform), value);
}
void Program::set(const char* uniform, glm::vec2 value) const {
  glUniform2f(glGetUniformLocation(program_.name(), uniform), value.x, value.y);
}
void Program::set(const char* uniform, glm::vec4 value) const {
  glUniform4f(glGetUniformLocation(program_.name(), uniform), value.x, value.y, value.z, value.w);
}
void Program::set(const char* uniform, std::span<const glm::vec4> values) const {
  glUniform4fv(glGetUniformLocation(program_.name(), uniform), static_cast<GLsizei>(values.size()),
               glm::value_ptr(values.front()));
}

}  // namespace terreau::gl
