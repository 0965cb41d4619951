#include "app/replay.h"

#include <cstdio>

#include "app/cli/options.h"
#include "app/headless.h"
#include "app/model/journal.h"
#include "app/window.h"

// terreau replay: a journal again, headless or in a window.
namespace terreau::cli {
namespace {

AppOptions app_options(const Options& o, const AtlasRequest& request, const MapState& state) {
  const EarlyFonts fonts = start_fonts(state.pixel_scale);
  return {request, state, o.record, o.widgets, std::make_shared<EarlyLoad>(request, fonts),
          {},      {},    false,    false,     fonts};
}

int finish(App& app, const FrameReport& report, const Options& o) {
  if (!app.failure().empty()) return fail(app.failure());
  if (o.report.empty()) return kDone;
  const std::string trouble = write_report(o.report, report, app.state(), app.world(), app.scene());
  return trouble.empty() ? kDone : fail(trouble);
}

int replay_headless(const Options& o, AppOptions options, const std::vector<Action>& actions) {
  const int width = static_cast<int>(options.initial.width_pt * options.initial.pixel_scale);
  const int height = static_cast<int>(options.initial.height_pt * options.initial.pixel_scale);
  auto surface = Headless::open(width, height);
  if (!surface) return fail(surface.error().text());
  App app(std::move(options), [] {});
  app.window_scale = app.state().pixel_scale;
  const FrameReport report = replay(app, actions, [] {});
  if (!o.screenshot.empty()) {
    const std::string trouble = write_png(o.screenshot, (*surface)->read_pixels());
    if (!trouble.empty()) return fail(trouble);
    std::printf("%s\n", o.screenshot.c_str());
  }
  return finish(app, report, o);
}

int replay_in_window(const Options& o, AppOptions options, const std::vector<Action>& actions) {
  auto window = Window::open({options.initial.width_pt, options.initial.height_pt, o.scale});
  if (!window) return fail(window.error().text());
  options.initial.pixel_scale = (*window)->pixel_scale();
  App app(std::move(options), Window::wake);
  const FrameReport report = replay(app, actions, [&] { (*window)->swap(); });
  return finish(app, report, o);
}

}  // namespace

int run_replay(const Options& o) {
  const auto request = request_of(o);
  if (!request) return fail(request.error().text(), kUsage);
  const auto state = state_of(o);
  if (!state) return fail(state.error().text(), kUsage);
  const auto actions = read_journal(o.actions);
  if (!actions) return fail(actions.error().text());
  AppOptions options = app_options(o, *request, *state);
  return o.in_window ? replay_in_window(o, std::move(options), *actions)
                     : replay_headless(o, std::move(options), *actions);
}

}  // namespace terreau::cli
