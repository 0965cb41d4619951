#include "app/gl/frame.h"

#include <epoxy/gl.h>

namespace terreau::gl {

void finish() { glFinish(); }

std::string renderer_name() {
  const auto* name = reinterpret_cast<const char*>(glGetString(GL_RENDERER));
  return name != nullptr ? name : "";
}

}  // namespace terreau::gl
