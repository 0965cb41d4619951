#pragma once

#include "app/cli/options.h"
#include "app/model/world.h"

namespace terreau::cli {

// The line that --open-view gives, itself or by the name under which it was kept.
Result<std::string> view_of(const Options& options);

// The atlas and what passes the filter, once `state` is the view that --open-view names, where it
// names one. What differs here from where the view was made is said on stderr.
Result<World> world_in_view(const Options& options, Atlas atlas, MapState& state);

}  // namespace terreau::cli
