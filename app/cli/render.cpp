#include <cstdio>

#include "app/cli/open_view.h"
#include "app/cli/progress.h"
#include "app/cli/render_sheet.h"
#include "app/model/journal.h"
#include "app/print/paper.h"
#include "app/print/views.h"
#include "app/print_job.h"

// terreau render: maps to files, the same as the window's.
namespace terreau::cli {
namespace {

constexpr double kPaperScale = 2;  // pixels a point on paper, where nothing else is said

// "" or what is wrong; `named` is none or a department.
std::string set_view(MapState& state, const World& world, const Options& o, DepartmentId named) {
  if (named.valid() && !print::show_department(state, world, named)) {
    return "the boundaries do not hold department " + std::string(department(named).code);
  }
  if (o.fit && !print::show_places(state, world)) {
    return "no place that passes the filters has a position";
  }
  return "";
}

// Where a file of --each goes.
std::string contradiction(const Options& o) {
  if (!print::format_of(o.output)) {
    return "render writes " + std::string(print::kExtensions) + ", not " + o.output;
  }
  // A journal was recorded in a window of some size, whatever the paper.
  if (!o.page.empty() && !o.size.empty() && o.actions.empty()) return "--page excludes --size";
  const bool pattern =
      o.output.find("{code}") != std::string::npos || o.output.find("{name}") != std::string::npos;
  if (!o.each.empty() && !pattern) return "--each needs {code} or {name} in -o, not " + o.output;
  return "";
}

print::SheetOptions sheet_options(const Options& o, const MapState& state) {
  print::SheetOptions sheet;
  sheet.title = o.title;
  sheet.width_pt = state.width_pt;
  sheet.height_pt = state.height_pt;
  sheet.furniture = o.layout || !o.page.empty();
  sheet.on_paper = !o.page.empty();
  if (const auto paper = print::paper(o.page, o.orientation == "landscape")) {
    sheet.width_pt = paper->width_pt;
    sheet.height_pt = paper->height_pt;
    sheet.factor = paper->factor;
  }
  return sheet;
}

}  // namespace

Result<WrittenFile> render_file(const RenderJob& job, const std::string& path, DepartmentId named,
                                print::MapDrawing& map) {
  std::string wrong;
  const auto view = [&](MapState& s) { wrong = set_view(s, job.world, job.options, named); };
  print::SheetOptions options = job.sheet;
  if (options.furniture && options.title.empty()) {
    MapState titled = job.state;
    if (named.valid()) titled.selected = named;
    options.title = print::default_title(titled);
  }
  const print::Sheet sheet = print::lay_out(options, job.state, job.world, view);
  if (!wrong.empty()) return Error{"", wrong};
  const auto bytes = print::render(job.format, job.state.pixel_scale, sheet, job.world, map);
  if (!bytes) return Error{path, bytes.error().text()};
  return write_file(path, *bytes);
}

namespace {

// What the window showed when a journal ended, on paper or as large as the window left it free.
int render_journal(const Options& o, AtlasRequest request, MapState state) {
  const auto actions = read_journal(o.actions);
  if (!actions) return fail(actions.error().text());
  for (const Action& a : *actions) {
    if (const auto* open = std::get_if<action::OpenSource>(&a))
      request.sources.push_back(open->uri);
  }
  auto atlas = load_atlas(request);
  if (!atlas) return fail(atlas.error().text());
  World world = world_of(*std::move(atlas), state.filter);
  for (const Action& a : *actions) {
    apply(state, a, world);
    if (state.filter == world.markers->filter) continue;
    world.markers = std::make_shared<Markers>(build_markers(*world.atlas.places, state.filter));
  }
  const action::SaveMap map{o.output,         false, o.page, o.orientation == "landscape", o.title,
                            state.pixel_scale};
  const auto written = print_map(map, state, world, {}, [](double) {});
  if (!written) return fail(written.error().text());
  std::printf("%s: %ju bytes\n", written->path.c_str(), written->bytes);
  return kDone;
}

}  // namespace

int run_render(const Options& o) {
  const auto request = request_of(o);
  if (!request) return fail(request.error().text(), kUsage);
  auto state = state_of(o);
  if (!state) return fail(state.error().text(), kUsage);
  if (const std::string why = contradiction(o); !why.empty()) return fail(why, kUsage);
  std::optional<DepartmentId> named = DepartmentId{};
  if (!o.department.empty()) named = match_department(o.department);
  if (!named) return fail("no department is called \"" + o.department + "\"");
  if (!o.page.empty() && o.scale == 0) state->pixel_scale = kPaperScale;
  if (!o.actions.empty()) return render_journal(o, *request, *state);
  auto atlas = load_atlas(*request);
  if (!atlas) return fail(atlas.error().text());
  auto world = world_in_view(o, *std::move(atlas), *state);
  if (!world) return fail(world.error().text(), kUsage);
  RenderJob job{o, *print::format_of(o.output), sheet_options(o, *state), *state,
                *std::move(world)};
  if (!o.each.empty()) return render_each(job);
  print::MapDrawing map;
  const auto written = render_file(job, o.output, *named, map);
  if (!written) return fail(written.error().text());
  std::printf("%s: %ju bytes\n", written->path.c_str(), written->bytes);
  return kDone;
}

}  // namespace terreau::cli
