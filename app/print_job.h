#pragma once

#include <functional>
#include <stop_token>

#include "app/model/action.h"
#include "geodata/file_output.h"

namespace terreau {

// The window's map to a file, on a worker: a sheet of paper, the map as large as the window leaves
// it free, or the atlas of its departments. Stopped, nothing is written. `progress` is called with
// parts of 1.
Result<WrittenFile> print_map(const action::SaveMap& what, const MapState& window,
                              const World& world, std::stop_token stop,
                              const std::function<void(double)>& progress);

}  // namespace terreau
