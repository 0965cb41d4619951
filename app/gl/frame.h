#pragma once

#include <string>

namespace terreau::gl {

// Waits until everything drawn so far is on the framebuffer.
void finish();
// The driver's own name, e.g. "llvmpipe (LLVM 15.0.6, 256 bits)".
std::string renderer_name();

}  // namespace terreau::gl
