#include "app/data_export.h"

#include <cstdlib>
#include <filesystem>
#include <span>
#include <utility>

#include "app/print/html_page.h"
#include "app/print/sheet.h"
#include "app/print/views.h"
#include "geodata/attribution.h"
#include "geodata/place_table.h"
#include "geodata/statistics_table.h"

namespace terreau {
namespace {

bool is_page(const std::string& path) { return path.ends_with(".html") || path.ends_with(".htm"); }

constexpr double kPageMapWidth = 1000, kPageMapHeight = 720;  // points

// The map as it is seen; of one department where only that one passes.
std::string map_of(const MapState& state, const World& world) {
  const auto view = [&](MapState& s) {
    if (!s.at_home || s.filter.departments.count() != 1) return;
    std::uint8_t only = 0;
    while (!s.filter.departments[only]) ++only;
    print::show_department(s, world, DepartmentId{only});
  };
  MapState light = state;
  light.theme = Theme::light;  // paper is white, whatever the window wears
  light.selected = light.hovered = {};
  print::SheetOptions options;
  options.width_pt = kPageMapWidth;
  options.height_pt = kPageMapHeight;
  const print::Sheet sheet = print::lay_out(options, light, world, view);
  print::MapDrawing map;
  const auto svg = print::render(print::Format::svg, 1, sheet, world, map);
  if (!svg) return "";
  return {reinterpret_cast<const char*>(svg->data()), svg->size()};
}

Exported of_all(const World& world, bool french) {
  const Counts& counts = world.markers->total;
  return {{},
          static_cast<std::size_t>(counts.total),
          static_cast<std::size_t>(counts.located),
          licence_text(world.atlas, world.markers->passing.ids(), french)};
}

Result<Exported> export_page(const std::string& path, const MapState& state, const World& world,
                             const std::string& title) {
  const std::string page = print::html_page(state, world, {title, map_of(state, world)});
  const auto written = write_file(path, std::as_bytes(std::span(page)));
  if (!written) return written.error();
  Exported result = of_all(world, state.language == Language::fr);
  result.file = *written;
  return result;
}

Result<Exported> export_statistics(const std::string& path, const World& world, bool french,
                                   const TableOptions& options) {
  const Table table = statistics_table(world.atlas, world.markers->passing.ids(), french);
  const auto written = write_table(path, table, options);
  if (!written) return written.error();
  Exported result = of_all(world, french);
  result.file = *written;
  result.licence = table.licence;
  return result;
}

Result<Exported> export_places(const std::string& path, const World& world, bool french,
                               const TableOptions& options) {
  const auto written =
      write_places(path, world.atlas, world.markers->passing.ids(), french, options);
  if (!written) return written.error();
  return {Exported{written->file, written->places, written->located, written->licence},
          written.warnings()};
}

}  // namespace

std::string default_export_path() {
  std::error_code error;
  std::filesystem::path folder = std::filesystem::current_path(error);
  if (const char* home = std::getenv("HOME"); home != nullptr && *home != 0) {
    folder = home;
    const auto documents = folder / "Documents";
    if (std::filesystem::is_directory(documents, error)) folder = documents;
  }
  return (folder / "terreau.csv").string();
}

std::string export_trouble(const action::ExportData& what, bool byte_order_mark) {
  const auto format = table_format(what.path);
  const bool statistics = what.what == action::ExportData::What::statistics;
  if (is_page(what.path) && !statistics && !byte_order_mark) return "";
  if (!format) {
    return "export writes " + std::string(table_extensions()) + ", .html, not " + what.path;
  }
  if (statistics && *format != TableFormat::csv && *format != TableFormat::xlsx) {
    return "statistics are written as .csv or .xlsx, not as " + what.path;
  }
  if (byte_order_mark && *format != TableFormat::csv) return "--bom is for .csv, not " + what.path;
  return "";
}

Result<Exported> export_data(const action::ExportData& what, const MapState& state,
                             const World& world, const TableOptions& options,
                             const std::string& title) {
  if (std::string why = export_trouble(what); !why.empty()) return Error{"", std::move(why)};
  const bool french = state.language == Language::fr;
  if (what.what == action::ExportData::What::statistics) {
    return export_statistics(what.path, world, french, options);
  }
  if (is_page(what.path)) return export_page(what.path, state, world, title);
  return export_places(what.path, world, french, options);
}

Jobs::Job export_job(const action::ExportData& what, const MapState& state, const World& world,
                     std::shared_ptr<RunningExport> running,
                     std::function<void(const Result<Exported>&)> deliver) {
  return [what, state, world, running = std::move(running),
          deliver = std::move(deliver)](std::stop_token stop) -> Jobs::Delivery {
    const std::stop_callback pass_on(stop, [&] { running->stop.request_stop(); });
    TableOptions options;
    options.progress = [&](double done) { running->done = done; };
    options.stop = running->stop.get_token();
    auto result = export_data(what, state, world, options);
    return [deliver, result = std::move(result)] { deliver(result); };
  };
}

}  // namespace terreau
