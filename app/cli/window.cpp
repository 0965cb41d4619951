#include "app/window.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <future>
#include <limits>
#include <optional>

#include "app/cli/open_view.h"
#include "app/desktop_wishes.h"
#include "app/gl/frame.h"
#include "app/input.h"
#include "app/model/view_line.h"
#include "app/report.h"
#include "app/stopwatch.h"

// terreau without a subcommand: the window. Nothing moves, nothing is drawn.
namespace terreau::cli {
namespace {

class Session {
 public:
  Session(Window& window, AppOptions options, double quit_after_ms)
      : window_(window),
        app_(std::move(options), Window::wake),
        input_(app_, window),
        quit_after_ms_(quit_after_ms) {
    app_.window_scale = window.window_scale();
    app_.copy_text = [](const std::string& text) { SDL_SetClipboardText(text.c_str()); };
    app_.open_url = [](const std::string& url) { SDL_OpenURL(url.c_str()); };
    report_.renderer = gl::renderer_name();
  }

  void run() {
    while (!app_.quitting() && !over_time()) {
      if (!app_.wants_frame()) app_.use_idle_time();
      if (!app_.wants_frame()) wait();
      read_events();
      app_.take_deliveries();
      if (app_.wants_frame()) frame();
    }
  }

  App& app() { return app_; }
  const FrameReport& report() const { return report_; }

 private:
  bool over_time() const { return quit_after_ms_ > 0 && since_process_start_ms() > quit_after_ms_; }

  // Sleeps until something happens or the panels want a frame: a tooltip is due, a message ends.
  void wait() {
    double seconds = std::numeric_limits<double>::infinity();
    const auto redraw = app_.ui().redraw_after_s;
    if (redraw) seconds = *redraw;
    if (quit_after_ms_ > 0)
      seconds = std::min(seconds, (quit_after_ms_ - since_process_start_ms()) / 1e3);
    const double ms = std::ceil(std::max(seconds, 0.0) * 1e3);
    const auto event =
        window_.wait(std::isfinite(ms) ? static_cast<int>(std::min(ms, 1e6)) + 1 : -1);
    if (event) {
      next_ = event;
    } else if (redraw) {
      app_.settle();
    }
  }

  // What goes down and up within one frame would be lost on the panels, and a press right after a
  // move would find them where the pointer was: such events get a frame of their own.
  static bool ends_frame(const SDL_Event& event) {
    switch (event.type) {
      case SDL_KEYDOWN:
      case SDL_KEYUP:
      case SDL_TEXTINPUT:
      case SDL_MOUSEBUTTONDOWN:
      case SDL_MOUSEBUTTONUP:
      case SDL_MOUSEWHEEL: return true;
      case SDL_MOUSEMOTION: {
        SDL_Event following;
        return SDL_PeepEvents(&following, 1, SDL_PEEKEVENT, SDL_FIRSTEVENT, SDL_LASTEVENT) == 1 &&
               (following.type == SDL_MOUSEBUTTONDOWN || following.type == SDL_MOUSEWHEEL);
      }
      default: return false;
    }
  }

  void read_events() {
    for (auto event = next_ ? std::exchange(next_, std::nullopt) : window_.poll(); event;
         event = window_.poll()) {
      if (input_.handle(*event)) app_.settle();
      if (ends_frame(*event)) return;
    }
  }

  void frame() {
    const double start = now_s();
    const MapState& s = app_.state();
    const action::Resize now{window_.width_pt(), window_.height_pt(), window_.pixel_scale()};
    if (now.width_pt != s.width_pt || now.height_pt != s.height_pt ||
        now.pixel_scale != s.pixel_scale) {
      app_.perform(now);
    }
    input_.before_frame();
    app_.draw(now_s());
    if (std::exchange(app_.ui().full_screen_wanted, false)) window_.toggle_fullscreen();
    if (const auto step = std::exchange(app_.ui().larger_wanted, std::nullopt)) resize_all(*step);
    gl::finish();
    const double ms = (now_s() - start) * 1e3;
    window_.swap();
    if (report_.first_frame_ms == 0 && app_.has_map())
      report_.first_frame_ms = since_process_start_ms();
    if (report_.loaded_ms == 0 && app_.has_places()) report_.loaded_ms = since_process_start_ms();
    if (report_.idle_ms == 0 && app_.loaded()) report_.idle_ms = since_process_start_ms();
    report_.frames_ms.push_back(ms);
  }

  void resize_all(int step) {
    const bool usual = step == 0;
    window_.set_scale(usual ? desktop_scale() : next_scale(window_.window_scale(), step));
    app_.window_scale = window_.window_scale();
    app_.keep_scale(usual ? std::nullopt : std::optional(window_.window_scale()));
    app_.settle();
  }

  Window& window_;
  App app_;
  Input input_;
  double quit_after_ms_;
  std::optional<SDL_Event> next_;  // what ended the wait
  FrameReport report_;
};

// What the command line leaves open is as it was last, or as the desktop has it.
void prefer(const Options& o, const Memory& memory, const DesktopWishes& desktop, MapState& s) {
  if (o.theme.empty()) s.theme = memory.theme.value_or(desktop.theme);
  if (o.lang.empty()) s.language = memory.language.value_or(s.language);
  s.reduce_motion = memory.reduce_motion.value_or(desktop.reduce_motion);
  s.minimap = memory.minimap.value_or(s.minimap);
}

// A desktop hands over files as addresses, and views as it does files.
Options with_addresses_taken(Options o) {
  constexpr std::string_view kFile = "file://";
  for (std::string& source : o.sources) {
    if (source.starts_with(kFile)) source = percent_decoded(source.substr(kFile.size()));
  }
  const auto view = std::ranges::find_if(o.sources, is_view_line);
  if (view == o.sources.end()) return o;
  o.open_view = *view;
  o.sources.erase(view);
  return o;
}

// The list of communes that is remembered is used again, unless it is not there any more.
std::string gazetteer_of(const Options& o, const Memory& memory) {
  std::error_code ignored;
  const bool again = o.gazetteer.empty() && std::filesystem::exists(memory.gazetteer, ignored);
  return again ? memory.gazetteer : o.gazetteer;
}

}  // namespace

int run_window(const Options& given) {
  Options o = with_addresses_taken(given);
  Kept kept = read_kept();
  o.gazetteer = gazetteer_of(o, kept.memory);
  const auto request = request_of(o);
  if (!request) return fail(request.error().text(), kUsage);
  auto state = state_of(o);
  if (!state) return fail(state.error().text(), kUsage);
  const auto view = view_of(o);
  if (!view) return fail(view.error().text(), kUsage);
  const double scale = o.scale > 0 ? o.scale : kept.memory.scale.value_or(0);
  const EarlyFonts fonts = start_fonts(scale > 0 ? scale : desktop_scale());
  const auto early = std::make_shared<EarlyLoad>(*request, fonts);
  auto wishes = std::async(std::launch::async, desktop_wishes);  // while the window opens
  auto window = Window::open({state->width_pt, state->height_pt, scale});
  if (!window) {
    return fail(window.error().text() +
                "; terreau render -o map.png draws the map without a display");
  }
  AppOptions options{*request, *state, o.record, o.widgets, early, std::move(kept), *view, false};
  options.watches_sources = true;
  options.fonts = fonts;
  options.follow_desktop = o.theme.empty() && !options.kept.memory.theme;
  prefer(o, options.kept.memory, wishes.get(), options.initial);
  options.initial.width_pt = (*window)->width_pt();
  options.initial.height_pt = (*window)->height_pt();
  options.initial.pixel_scale = (*window)->pixel_scale();
  Session session(**window, std::move(options), o.quit_after_ms);
  App& app = session.app();
  if (o.gazetteer == kEmbeddedGazetteer) app.keep_gazetteer("");
  if (!request->gazetteer.empty()) app.keep_gazetteer(lasting_name(request->gazetteer));
  app.may_save = true;
  session.run();
  if (const std::string trouble = app.keep_now(); !trouble.empty()) fail(trouble);
  if (!o.report.empty()) {
    const std::string trouble =
        write_report(o.report, session.report(), app.state(), app.world(), app.scene());
    if (!trouble.empty()) return fail(trouble);
  }
  return app.failure().empty() ? kDone : fail(app.failure());
}

}  // namespace terreau::cli
