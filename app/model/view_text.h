#pragma once

#include <string>

#include "app/model/scene.h"

namespace terreau {

// The textual twin of a view, for who cannot see the map and for mails: where it looks, what is
// chosen, how many places it shows, in sentences; then tables whose columns are separated by tabs.
// The last line is the view itself (view_line.h).
std::string view_text(const MapState& state, const World& world, const Scene& scene);

}  // namespace terreau
