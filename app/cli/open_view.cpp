#include "app/cli/open_view.h"

#include <algorithm>

#include "app/memory_file.h"
#include "app/model/view_line.h"
#include "geodata/data_number.h"

namespace terreau::cli {

Result<std::string> view_of(const Options& o) {
  if (o.open_view.empty() || is_view_line(o.open_view)) return o.open_view;
  const std::string path = views_path();
  const auto views = read_views(path);
  const auto named = std::ranges::find(*views, o.open_view, &NamedView::name);
  if (named != views->end()) return named->line;
  return Error{"", "--open-view: \"" + o.open_view + "\" is no view (it does not start with " +
                       std::string(kViewScheme) + "?), and none of that name was kept"};
}

Result<World> world_in_view(const Options& o, Atlas atlas, MapState& state) {
  const auto line = view_of(o);
  if (!line) return line.error();
  if (line->empty()) return world_of(std::move(atlas), state.filter);
  World world;  // its markers once the view's filter is known
  world.atlas = std::move(atlas);
  world.data = data_number(world.atlas);
  const auto step = read_view_line(*line, world);
  for (const Issue& issue : step.warnings()) {
    fail(issue.reason + (issue.value.empty() ? "" : " (" + issue.value + ")"));
  }
  apply(state, action::OpenView{*line}, world);
  world.markers = std::make_shared<Markers>(build_markers(*world.atlas.places, state.filter));
  return world;
}

}  // namespace terreau::cli
