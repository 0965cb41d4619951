#pragma once

#include <optional>
#include <vector>

#include "app/model/action.h"
#include "app/model/scene.h"

// Hands on the map: presses, moves, wheel and time in, actions out. Knows no window system, so its
// tests need none. Times are seconds of one steady clock. What moves by itself is integrated by
// time: it ends at the same spot for every frame rate.
namespace terreau {

enum class Button : std::uint8_t { left, middle, right };

struct Modifiers {
  bool shift = false, ctrl = false, alt = false, space = false;
};

class Gestures {
 public:
  // The hand, in window points, over the map (not over a panel).
  void press(Button button, ScreenPos at, Modifiers mods, int clicks, double now_s);
  // The same on an inset's strip or corner. `large`: what a double click makes of its rectangle.
  void grip(const InsetGrip& grip, std::optional<ScreenRect> large, ScreenPos at, int clicks,
            double now_s);
  void move(ScreenPos at, double now_s);
  void release(Button button, ScreenPos at, double now_s);
  void leave();
  // `delta`: notches of a wheel (1 = one notch away from the user = zoom in), fractions from a
  // trackpad, whose steps are not eased.
  void wheel(ScreenPos at, double delta, bool precise, Modifiers mods, double now_s);
  void pinch(ScreenPos at, double scale, double now_s);
  // A flight to a view; `from` is where the main map is now.
  void fly(LonLat from, double from_zoom, LonLat to, double to_zoom, double now_s);
  void stop();  // ends inertia, easing and flight

  // The actions that are due; call once a frame after feeding events.
  std::vector<Action> actions(double now_s);
  // True while time alone will bring more actions (inertia, eased zoom, flight).
  bool moving() const;
  // The rubber band of a box zoom, while one is drawn.
  std::optional<ScreenRect> box() const;
  bool dragging() const { return drag_.has_value() && drag_->moved; }
  // Of the map itself, not of a box or an inset.
  bool panning() const { return dragging() && !drag_->boxing && !drag_->grip; }

  bool reduce_motion = false;

 private:
  struct Drag {
    Button button = Button::left;
    ScreenPos start, last;
    bool moved = false, boxing = false, over_all = false;
    std::optional<InsetGrip> grip;
  };
  struct Sample {
    ScreenPos at;
    double time_s = 0;
  };
  struct Flight {
    LonLat from, to;
    double from_zoom = 0, to_zoom = 0, start_s = 0, duration_s = 0;
  };
  void click(const Drag& drag, double now_s);
  void step_late_click(double now_s);
  void pan(double dx_pt, double dy_pt, ScreenPos at);
  void start_inertia(double now_s, ScreenPos at);
  void zoom_at_once(ScreenPos at, double levels);
  void ease_zoom(ScreenPos at, double levels, double now_s);
  void step_inertia(double now_s);
  void step_zoom(double now_s);
  void step_flight(double now_s);

  std::optional<Drag> drag_;
  int press_clicks_ = 0;
  bool last_was_click_ = false;  // the press before was one: a double click is two clicks, not a
                                 // quick drag and a click
  std::vector<Sample> samples_;  // of the last 160 ms of a drag
  double velocity_x_ = 0, velocity_y_ = 0, inertia_time_s_ = 0;  // points a second
  ScreenPos inertia_at_;
  double zoom_left_ = 0, zoom_time_s_ = 0;  // levels still to go, eased
  double zoom_now_ = 0;                     // levels due at the next frame
  ScreenPos zoom_at_;
  std::optional<Flight> flight_;
  std::optional<std::pair<ScreenPos, double>> late_click_;  // on a strip, unless it becomes double
  std::vector<Action> pending_;
};

}  // namespace terreau
