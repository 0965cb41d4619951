#include "app/replay.h"

#include <chrono>
#include <thread>

#include "app/gl/frame.h"
#include "app/stopwatch.h"

namespace terreau {
namespace {

constexpr auto kPause = std::chrono::milliseconds(1);
constexpr double kFrame = 1.0 / 60;

// A clock that goes one sixtieth of a second a frame, so that a replay draws the same every time.
class Player {
 public:
  Player(App& app, const std::function<void()>& present) : app_(app), present_(present) {}

  double frame(const Action* action) {
    const double start = now_s();
    if (action != nullptr) app_.perform(*action);
    app_.draw(clock_s_ += kFrame);
    gl::finish();
    const double ms = (now_s() - start) * 1e3;
    present_();
    return ms;
  }

  void wait_until(const std::function<bool()>& done) {
    while (!done()) {
      if (app_.take_deliveries()) continue;
      app_.use_idle_time();
      std::this_thread::sleep_for(kPause);
    }
    app_.take_deliveries();
  }

 private:
  App& app_;
  const std::function<void()>& present_;
  double clock_s_ = 1;
};

}  // namespace

FrameReport replay(App& app, const std::vector<Action>& actions,
                   const std::function<void()>& present) {
  app.always_still = app.gestures().reduce_motion = true;
  FrameReport report;
  report.renderer = gl::renderer_name();
  Player player(app, present);
  player.wait_until([&] { return app.has_map() || app.loaded(); });
  player.frame(nullptr);
  report.first_frame_ms = since_process_start_ms();
  double action_s = 0;  // when the last action began
  const auto finish = [&] {
    if (report.loaded_ms == 0) {
      player.wait_until([&] { return app.has_places() || app.loaded(); });
      report.loaded_ms = since_process_start_ms();
    }
    player.wait_until([&] { return app.loaded(); });
    app.use_idle_time();  // as a window does once nothing is left to do
    if (report.idle_ms == 0) report.idle_ms = since_process_start_ms();
  };
  for (const Action& action : actions) {
    if (app.quitting()) break;
    if (!std::holds_alternative<action::Wait>(action)) action_s = now_s();
    const auto* wait = std::get_if<action::Wait>(&action);
    if (wait != nullptr && wait->until == action::Wait::Until::loaded) finish();
    if (wait != nullptr && wait->until == action::Wait::Until::exact) {
      player.wait_until([&] { return app.filtered(); });
      if (!app.exact()) report.frames_ms.push_back(player.frame(nullptr));
      report.exact_ms.push_back((now_s() - action_s) * 1e3);
    }
    if (std::holds_alternative<action::OpenView>(action) && !app.numbered()) {
      report.frames_ms.push_back(player.frame(nullptr));
      player.wait_until([&] { return app.numbered(); });
    }
    for (int i = 0; wait != nullptr && i < wait->frames; ++i) {
      report.frames_ms.push_back(player.frame(nullptr));
    }
    if (wait == nullptr) report.frames_ms.push_back(player.frame(&action));
  }
  finish();
  while (app.wants_frame()) player.frame(nullptr);  // the panels show the last action
  player.wait_until([&] { return !app.keeping(); });
  return report;
}

}  // namespace terreau
