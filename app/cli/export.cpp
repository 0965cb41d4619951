#include <cstdio>

#include "app/cli/options.h"
#include "app/cli/progress.h"
#include "geodata/place_table.h"
#include "geodata/statistics_table.h"
#include "geodata/writer_vector.h"

// terreau export: what passes the filters, as files for other programs.
namespace terreau::cli {
namespace {

TableOptions table_options(const Options& o, Progress& progress) {
  TableOptions options;
  options.byte_order_mark = o.bom;
  options.progress = [&progress](double done) { progress.show(done); };
  return options;
}

void warn(const std::vector<Issue>& warnings) {
  for (const Issue& w : warnings) {
    std::string text = w.row ? "row " + std::to_string(*w.row) + ": " : "";
    text += w.reason + (w.value.empty() ? "" : ": " + w.value);
    std::fprintf(stderr, "terreau: %s\n", text.c_str());
  }
}

void tell(const WrittenFile& file, const std::string& what, const std::string& licence) {
  std::printf("%s: %s, %s\n", file.path.c_str(), what.c_str(), size_text(file.bytes).c_str());
  if (!licence.empty()) std::printf("%s\n", licence.c_str());
}

int export_places(const Options& o, const MapState& state, const Atlas& atlas) {
  Progress progress("Writing");
  const auto written = write_places(o.output, atlas, passing(*atlas.places, state.filter),
                                    state.language == Language::fr, table_options(o, progress));
  progress.end();
  if (!written) return fail(written.error().text());
  warn(written.warnings());
  tell(written->file,
       std::to_string(written->places) + " places, " + std::to_string(written->located) +
           " with a position",
       written->licence);
  return kDone;
}

int export_statistics(const Options& o, const MapState& state, const Atlas& atlas) {
  const Table table =
      statistics_table(atlas, passing(*atlas.places, state.filter), state.language == Language::fr);
  Progress progress("Writing");
  const auto written = write_table(o.output, table, table_options(o, progress));
  progress.end();
  if (!written) return fail(written.error().text());
  tell(*written, std::to_string(table.rows) + " territories", table.licence);
  return kDone;
}

// "" or why the options do not go together.
std::string contradiction(const Options& o) {
  const auto format = table_format(o.output);
  if (!format) return "export writes " + std::string(table_extensions()) + ", not " + o.output;
  if (o.statistics && *format != TableFormat::csv && *format != TableFormat::xlsx) {
    return "--statistics writes .csv or .xlsx, not " + o.output;
  }
  if (o.bom && *format != TableFormat::csv) return "--bom is for .csv, not for " + o.output;
  return "";
}

}  // namespace

int run_export(const Options& o) {
  const auto request = request_of(o);
  const auto state = state_of(o);
  if (!state) return fail(state.error().text(), kUsage);
  if (const std::string why = contradiction(o); !why.empty()) return fail(why, kUsage);
  const auto atlas = load_atlas(*request);
  if (!atlas) return fail(atlas.error().text());
  return o.statistics ? export_statistics(o, *state, *atlas) : export_places(o, *state, *atlas);
}

}  // namespace terreau::cli
