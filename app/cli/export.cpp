#include <cstdio>

#include "app/cli/options.h"
#include "app/cli/progress.h"
#include "app/data_export.h"

// terreau export: what passes the filters, as files for other programs.
namespace terreau::cli {
namespace {

using What = action::ExportData::What;

void warn(const std::vector<Issue>& warnings) {
  for (const Issue& w : warnings) {
    std::string text = w.row ? "row " + std::to_string(*w.row) + ": " : "";
    text += w.reason + (w.value.empty() ? "" : ": " + w.value);
    std::fprintf(stderr, "terreau: %s\n", text.c_str());
  }
}

}  // namespace

int run_export(const Options& o) {
  const auto request = request_of(o);
  if (!request) return fail(request.error().text(), kUsage);
  const auto state = state_of(o);
  if (!state) return fail(state.error().text(), kUsage);
  const action::ExportData what{o.output, o.statistics ? What::statistics : What::places};
  if (const std::string why = export_trouble(what, o.bom); !why.empty()) return fail(why, kUsage);
  auto atlas = load_atlas(*request);
  if (!atlas) return fail(atlas.error().text());
  const World world = world_of(*std::move(atlas), state->filter);
  Progress progress("Writing");
  TableOptions options;
  options.byte_order_mark = o.bom;
  options.progress = [&](double done) { progress.show(done); };
  const auto written = export_data(what, *state, world, options, o.title);
  progress.end();
  if (!written) return fail(written.error().text());
  warn(written.warnings());
  std::printf("%s: %zu places, %zu with a position, %s\n", written->file.path.c_str(),
              written->places, written->located, size_text(written->file.bytes).c_str());
  if (!written->licence.empty()) std::printf("%s\n", written->licence.c_str());
  return kDone;
}

}  // namespace terreau::cli
