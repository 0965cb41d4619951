#pragma once

#include <string>
#include <vector>

#include "app/model/scene.h"
#include "app/model/world.h"
#include "geodata/result.h"

namespace terreau {

// What --report writes: times since the process was started, and of each frame to its glFinish.
struct FrameReport {
  std::string renderer;
  // Since the process was started: the first frame is drawn, all places are there for the next one,
  // and work in the background is done too.
  double first_frame_ms = 0, loaded_ms = 0, idle_ms = 0;
  std::vector<double> frames_ms;
  // Of each action that the exact picture was awaited after: until that was drawn.
  std::vector<double> exact_ms;
};

// An empty string, or why the file could not be written.
std::string write_report(const std::string& path, const FrameReport& report, const MapState& state,
                         const World& world, const Scene& scene);

}  // namespace terreau
