#include "app/model/gestures.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace terreau {
namespace {

constexpr double kClickReachPt = 4;  // a press that moves less is a click
constexpr double kBoxMinPt = 6;

constexpr double kDoubleClickS = 0.3;

constexpr double kSamplingS = 0.160;
constexpr double kDeceleration = 2500;  // points/s²
constexpr double kTopSpeed = 1400;      // points/s
constexpr double kSlowest = 50;         // points/s: half a point of inertia is nothing
constexpr double kFrameS = 1.0 / 60;

constexpr double kLevelsPerNotch = 1.0 / 3;
constexpr double kShiftSlower = 4;
constexpr double kZoomEaseS = 0.05;  // what is left falls to 1/e in that time, to 2 % in 200 ms
constexpr double kZoomRest = 0.005;  // levels that are done at once
constexpr double kZoomPerFrame = 1;  // levels: never more than twice as large at once

constexpr double kFlightMinS = 0.4, kFlightMaxS = 0.9;
constexpr double kFlightViewPt = 1000;  // the view's width that the path is computed for
constexpr double kFlightLongestM = 1.5e6;
constexpr double kMetresPerDegree = 111195;

double degrees_to_radians(double deg) { return deg * 3.14159265358979323846 / 180; }

bool is_finite(ScreenPos p) { return std::isfinite(p.x_pt) && std::isfinite(p.y_pt); }

// Ground metres; good enough over the length of one flight.
double ground_distance_m(LonLat a, LonLat b) {
  const double shrink = std::cos(degrees_to_radians((a.lat_deg + b.lat_deg) / 2));
  return kMetresPerDegree * std::hypot((b.lon_deg - a.lon_deg) * shrink, b.lat_deg - a.lat_deg);
}

// The optimal path of J. van Wijk and W. Nuij, "Smooth and efficient zooming and panning", IEEE
// Symposium on Information Visualization 2003: zoom out, move, zoom in, so that the picture flows
// by at the same pace all the way. Names are the paper's: u is the way on the ground, w the width
// of what is seen, s the length along the path.
class FlightPath {
 public:
  FlightPath(double distance_m, double from_width_m, double to_width_m)
      : u1_(distance_m), w0_(from_width_m), w1_(to_width_m) {
    if (u1_ < w0_ * 1e-4) {
      length_ = std::abs(std::log(w1_ / w0_)) / kRho;
      return;
    }
    const double r = kRho * kRho;
    const double growth = w1_ * w1_ - w0_ * w0_;
    const double way = r * r * u1_ * u1_;
    r0_ = -std::asinh((growth + way) / (2 * w0_ * r * u1_));
    const double r1 = -std::asinh((growth - way) / (2 * w1_ * r * u1_));
    length_ = (r1 - r0_) / kRho;
  }

  double length() const { return length_; }

  // The part of the way, 0..1, and the width in metres, where `part` of the path lies behind.
  std::pair<double, double> at(double part) const {
    if (u1_ < w0_ * 1e-4) return {part, w0_ * std::pow(w1_ / w0_, part)};
    const double bend = kRho * part * length_ + r0_;
    const double u = w0_ / (kRho * kRho) * (std::cosh(r0_) * std::tanh(bend) - std::sinh(r0_));
    return {u / u1_, w0_ * std::cosh(r0_) / std::cosh(bend)};
  }

 private:
  static constexpr double kRho = 1.42;  // the paper's pick: what people found natural
  double u1_, w0_, w1_, r0_ = 0, length_ = 0;
};

FlightPath path_of(LonLat from, double from_zoom, LonLat to, double to_zoom) {
  return {ground_distance_m(from, to), kFlightViewPt * metres_per_point(from_zoom),
          kFlightViewPt * metres_per_point(to_zoom)};
}

ScreenRect rect_between(ScreenPos a, ScreenPos b) {
  return {std::min(a.x_pt, b.x_pt), std::min(a.y_pt, b.y_pt), std::abs(a.x_pt - b.x_pt),
          std::abs(a.y_pt - b.y_pt)};
}

}  // namespace

void Gestures::press(Button button, ScreenPos at, Modifiers mods, int clicks, double now_s) {
  velocity_x_ = velocity_y_ = 0;
  // The second press of a double click lets run what the first click began.
  if (clicks < 2) stop();
  if (button == Button::right || drag_) return;
  const bool over_all = button == Button::middle || mods.space;
  drag_ = Drag{button, at, at, false, mods.shift && !over_all, over_all, {}};
  press_clicks_ = clicks;
  samples_.assign(1, {at, now_s});
}

void Gestures::grip(const InsetGrip& grip, std::optional<ScreenRect> large, ScreenPos at,
                    int clicks, double now_s) {
  stop();
  if (drag_) return;
  if (clicks == 2 && !grip.corner && late_click_) {
    late_click_.reset();
    pending_.push_back(action::PlaceInset{grip.inset, large});
    return;
  }
  drag_ = Drag{Button::left, at, at, false, false, false, grip};
  samples_.assign(1, {at, now_s});
}

void Gestures::move(ScreenPos at, double now_s) {
  if (!drag_ || !is_finite(at)) return;
  if (!drag_->moved) {
    if (distance_pt(drag_->start, at) < kClickReachPt) return;
    drag_->moved = true;
    stop();
  }
  if (drag_->grip) {
    const ScreenRect rect =
        dragged(*drag_->grip, at.x_pt - drag_->start.x_pt, at.y_pt - drag_->start.y_pt);
    if (!pending_.empty() && std::holds_alternative<action::PlaceInset>(pending_.back())) {
      pending_.pop_back();
    }
    pending_.push_back(action::PlaceInset{drag_->grip->inset, rect});
  } else if (!drag_->boxing) {
    pan(at.x_pt - drag_->last.x_pt, at.y_pt - drag_->last.y_pt, drag_->start);
    std::erase_if(samples_, [&](const Sample& s) { return s.time_s < now_s - kSamplingS; });
    samples_.push_back({at, now_s});
  }
  drag_->last = at;
}

void Gestures::release(Button button, ScreenPos at, double now_s) {
  if (!drag_ || drag_->button != button) return;
  move(at, now_s);
  const Drag drag = *std::exchange(drag_, std::nullopt);
  if (drag.grip) {
    if (!drag.moved && !drag.grip->corner) late_click_ = {at, now_s + kDoubleClickS};
    last_was_click_ = false;
    return;
  }
  if (!drag.moved) {
    if (!drag.over_all) click(drag, now_s);
    return;
  }
  last_was_click_ = false;
  if (!drag.boxing) return start_inertia(now_s, drag.start);
  const ScreenRect box = rect_between(drag.start, drag.last);
  if (box.width_pt >= kBoxMinPt && box.height_pt >= kBoxMinPt) {
    pending_.push_back(action::ZoomToBox{box});
  }
}

// One click selects; the second of a double click only zooms, and the third selects again.
void Gestures::click(const Drag& drag, double now_s) {
  const bool second = press_clicks_ >= 2 && last_was_click_;
  last_was_click_ = !second;
  if (!second) {
    pending_.push_back(action::Click{drag.start});
  } else if (!flight_) {
    ease_zoom(drag.start, drag.boxing ? -1 : 1, now_s);
  }
}

// A drag goes on outside the window; a hand that only hovers leaves nothing behind.
void Gestures::leave() {
  if (drag_ && !drag_->moved) drag_.reset();
}

void Gestures::wheel(ScreenPos at, double delta, bool precise, Modifiers mods, double now_s) {
  if (!std::isfinite(delta) || !is_finite(at) || delta == 0) return;
  velocity_x_ = velocity_y_ = 0;
  flight_.reset();
  const double levels = delta * kLevelsPerNotch / (mods.shift ? kShiftSlower : 1);
  precise ? zoom_at_once(at, levels) : ease_zoom(at, levels, now_s);
}

void Gestures::pinch(ScreenPos at, double scale, double /*now_s*/) {
  if (!(scale > 0) || !std::isfinite(scale) || !is_finite(at)) return;
  stop();
  zoom_at_once(at, std::log2(scale));
}

void Gestures::fly(LonLat from, double from_zoom, LonLat to, double to_zoom, double now_s) {
  stop();
  const bool known = is_valid(from) && is_valid(to) && std::isfinite(from_zoom + to_zoom);
  const bool far = known && ground_distance_m(from, to) > kFlightLongestM;
  const double length = known ? path_of(from, from_zoom, to, to_zoom).length() : 0;
  if (reduce_motion || !known || far || length < 1e-3) {
    pending_.push_back(action::View{to, to_zoom});
    return;
  }
  flight_ = Flight{from,    to,    from_zoom,
                   to_zoom, now_s, std::clamp(0.2 * length, kFlightMinS, kFlightMaxS)};
}

void Gestures::stop() {
  velocity_x_ = velocity_y_ = 0;
  zoom_left_ = zoom_now_ = 0;
  flight_.reset();
}

std::vector<Action> Gestures::actions(double now_s) {
  step_late_click(now_s);
  step_inertia(now_s);
  step_zoom(now_s);
  step_flight(now_s);
  return std::exchange(pending_, {});
}

bool Gestures::moving() const {
  return late_click_ || velocity_x_ != 0 || velocity_y_ != 0 || zoom_left_ != 0 || zoom_now_ != 0 ||
         flight_;
}

std::optional<ScreenRect> Gestures::box() const {
  if (!drag_ || !drag_->boxing || !drag_->moved) return std::nullopt;
  return rect_between(drag_->start, drag_->last);
}

// One pan a frame, however often the mouse reports.
void Gestures::pan(double dx_pt, double dy_pt, ScreenPos at) {
  if (dx_pt == 0 && dy_pt == 0) return;
  if (!pending_.empty()) {
    auto* last = std::get_if<action::Pan>(&pending_.back());
    if (last != nullptr && last->at == at) {
      last->dx_pt += dx_pt;
      last->dy_pt += dy_pt;
      return;
    }
  }
  pending_.push_back(action::Pan{dx_pt, dy_pt, at});
}

// The mean velocity of the last 160 ms, up to the release: a hand that rests before it lets go
// throws less, or nothing.
void Gestures::start_inertia(double now_s, ScreenPos at) {
  const Sample last = samples_.back();
  std::erase_if(samples_, [&](const Sample& s) { return s.time_s < now_s - kSamplingS; });
  if (reduce_motion || samples_.size() < 2) return;
  const Sample& first = samples_.front();
  const double seconds = std::max(now_s - first.time_s, kFrameS);
  const double dx = last.at.x_pt - first.at.x_pt, dy = last.at.y_pt - first.at.y_pt;
  const double speed = std::hypot(dx, dy) / seconds;
  if (speed < kSlowest) return;
  const double kept = std::min(speed, kTopSpeed) / speed;
  velocity_x_ = dx / seconds * kept;
  velocity_y_ = dy / seconds * kept;
  inertia_time_s_ = now_s;
  inertia_at_ = at;
}

// v(t) = v0 - a t, integrated: the same way for every frame rate.
void Gestures::step_inertia(double now_s) {
  const double speed = std::hypot(velocity_x_, velocity_y_);
  if (speed == 0) return;
  const double seconds = std::min(now_s - inertia_time_s_, speed / kDeceleration);
  if (seconds <= 0) return;
  const double way = seconds - kDeceleration * seconds * seconds / (2 * speed);
  pan(velocity_x_ * way, velocity_y_ * way, inertia_at_);
  const double kept = 1 - kDeceleration * seconds / speed;
  inertia_time_s_ = now_s;
  velocity_x_ = kept > 1e-9 ? velocity_x_ * kept : 0;
  velocity_y_ = kept > 1e-9 ? velocity_y_ * kept : 0;
}

void Gestures::zoom_at_once(ScreenPos at, double levels) {
  zoom_at_ = at;
  zoom_now_ += levels;
}

void Gestures::ease_zoom(ScreenPos at, double levels, double now_s) {
  if (reduce_motion) return zoom_at_once(at, levels);
  // From rest as if it had begun a frame ago, so that the next frame shows it already.
  if (zoom_left_ == 0) zoom_time_s_ = now_s - kFrameS;
  zoom_at_ = at;
  zoom_left_ += levels;
}

void Gestures::step_late_click(double now_s) {
  if (!late_click_ || now_s < late_click_->second) return;
  pending_.push_back(action::Click{late_click_->first});
  late_click_.reset();
}

void Gestures::step_zoom(double now_s) {
  if (zoom_left_ != 0 && now_s > zoom_time_s_) {
    double rest = zoom_left_ * std::exp(-(now_s - zoom_time_s_) / kZoomEaseS);
    if (std::abs(rest) < kZoomRest) rest = 0;
    zoom_now_ += zoom_left_ - rest;
    zoom_left_ = rest;
    zoom_time_s_ = now_s;
  }
  const double step = std::clamp(zoom_now_, -kZoomPerFrame, kZoomPerFrame);
  if (step == 0) return;
  pending_.push_back(action::Zoom{zoom_at_, step});
  zoom_now_ -= step;
}

void Gestures::step_flight(double now_s) {
  if (!flight_ || now_s <= flight_->start_s) return;
  const Flight f = *flight_;
  const double t = (now_s - f.start_s) / f.duration_s;
  if (t >= 1) {
    flight_.reset();
    pending_.push_back(action::View{f.to, f.to_zoom});
    return;
  }
  const double eased = t * t * (3 - 2 * t);
  const auto [way, width_m] = path_of(f.from, f.from_zoom, f.to, f.to_zoom).at(eased);
  const LonLat center{f.from.lon_deg + (f.to.lon_deg - f.from.lon_deg) * way,
                      f.from.lat_deg + (f.to.lat_deg - f.from.lat_deg) * way};
  pending_.push_back(action::View{center, std::max(zoom_for(width_m / kFlightViewPt), kMinZoom)});
}

}  // namespace terreau
