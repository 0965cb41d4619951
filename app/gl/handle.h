#pragma once

#include <cstdint>
#include <utility>

// The names of OpenGL's objects as values that are moved, never copied, and deleted with their
// owner. No other destructor in this program deletes an OpenGL object.
namespace terreau::gl {

enum class Kind : std::uint8_t { buffer, vertex_array, texture, framebuffer, program };

unsigned create(Kind kind);
void destroy(Kind kind, unsigned name);

// Needs the context that made it to be current whenever it is made or destroyed.
template <Kind kKind>
class Handle {
 public:
  Handle() : name_(create(kKind)) {}
  ~Handle() {
    if (name_ != 0) destroy(kKind, name_);
  }
  Handle(Handle&& other) noexcept : name_(std::exchange(other.name_, 0)) {}
  Handle& operator=(Handle&& other) noexcept {
    std::swap(name_, other.name_);
    return *this;
  }
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;

  unsigned name() const { return name_; }

 private:
  unsigned name_ = 0;
};

}  // namespace terreau::gl
