#pragma once

#include <string>
#include <vector>

#include "app/app.h"
#include "app/report.h"

namespace terreau {

// Plays actions, one frame each, finished before the next (glFinish). Drives an App whose OpenGL
// context is current and whose framebuffer is bound; `present` shows a frame (a window swaps).
// Animations are off: a journal holds their steps.
FrameReport replay(App& app, const std::vector<Action>& actions,
                   const std::function<void()>& present);

}  // namespace terreau
