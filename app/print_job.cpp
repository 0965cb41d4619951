#include "app/print_job.h"

#include "app/print/book.h"
#include "app/print/paper.h"
#include "app/print/sheet.h"
#include "app/print/views.h"

namespace terreau {
namespace {

print::SheetOptions options_of(const action::SaveMap& what, const MapState& window) {
  print::SheetOptions options;
  options.title = what.title;
  options.furniture = options.on_paper = !what.page.empty();
  if (const auto paper = print::paper(what.page, what.landscape)) {
    options.width_pt = paper->width_pt;
    options.height_pt = paper->height_pt;
    options.factor = paper->factor;
    if (what.title.empty()) options.title = print::default_title(window);
    return options;
  }
  const Margins m = margins(window);
  options.width_pt = std::max(1.0, window.width_pt - m.left - m.right);
  options.height_pt = std::max(1.0, window.height_pt - m.top - m.bottom);
  return options;
}

Result<WrittenFile> print_atlas(const action::SaveMap& what, MapState state, World world,
                                std::stop_token stop, const std::function<void(double)>& progress) {
  auto book = print::book_on(what.page, what.landscape, what.title);
  if (!book || print::format_of(what.path) != print::Format::pdf) {
    return Error{what.path, "the atlas is a .pdf on paper"};
  }
  book->progress = progress;
  book->stop = stop;
  book->chapters = print::take_chapters(state.filter);
  if (state.filter != world.markers->filter) {
    world.markers =
        std::make_shared<Markers>(build_markers(*world.atlas.places, state.filter, stop));
  }
  const auto made = print::make_book(*book, state, world);
  if (!made) return Error{what.path, made.error().text()};
  const auto written = write_file(what.path, made->bytes);
  if (!written) return written.error();
  std::vector<Issue> lacking;
  for (const std::string& why : made->failures) lacking.push_back({{}, why, ""});
  return {*written, std::move(lacking)};
}

}  // namespace

Result<WrittenFile> print_map(const action::SaveMap& what, const MapState& window,
                              const World& world, std::stop_token stop,
                              const std::function<void(double)>& progress) {
  MapState state = window;
  state.hovered = {};
  state.cursor.reset();
  if (what.atlas) return print_atlas(what, state, world, stop, progress);
  const auto format = print::format_of(what.path);
  if (!format) {
    return Error{what.path, "the name must end with one of " + std::string(print::kExtensions)};
  }
  const Error stopped{what.path, "stopped"};
  const auto view = [&](MapState& s) { print::show_same(s, window, world); };
  const print::Sheet sheet = print::lay_out(options_of(what, window), state, world, view);
  progress(0.2);
  if (stop.stop_requested()) return stopped;
  print::MapDrawing map;
  const auto bytes = print::render(*format, what.scale, sheet, world, map);
  progress(0.9);
  if (!bytes) return Error{what.path, bytes.error().text()};
  if (stop.stop_requested()) return stopped;
  return write_file(what.path, *bytes);
}

}  // namespace terreau
