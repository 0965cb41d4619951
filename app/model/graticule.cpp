#include "app/model/graticule.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "app/model/i18n.h"
#include "app/model/words.h"
#include "geodata/projection.h"

namespace terreau {
namespace {

constexpr double kApartPt = 110;
constexpr double kMetresPerDegree = 111195;
constexpr int kSamples = 24;
constexpr double kTop = 12, kLeft = 30;  // of labels, points from the edges
constexpr std::array kSteps{20.0, 10.0, 5.0,  2.0,   1.0,   0.5,   0.2,   0.1,
                            0.05, 0.02, 0.01, 0.005, 0.002, 0.001, 0.0005};

// What the frame shows and a little more; edges are bent, so not the corners alone.
LonLatBox shown(const MapFrame& frame) {
  LonLatBox box;
  const Projection projection(frame.territory);
  const ScreenRect& r = frame.viewport;
  for (int i = 0; i <= 8; ++i) {
    for (int k = 0; k <= 8; ++k) {
      const LonLat p = projection.unproject(
          frame.to_map({r.x_pt + r.width_pt * i / 8, r.y_pt + r.height_pt * k / 8}));
      if (is_valid(p)) box.extend(p);
    }
  }
  return box;
}

std::vector<ScreenPos> line(const MapFrame& frame, LonLat from, LonLat to) {
  std::vector<LonLat> lonlat;
  for (int i = 0; i <= kSamples; ++i) {
    const double t = static_cast<double>(i) / kSamples;
    lonlat.push_back({from.lon_deg + (to.lon_deg - from.lon_deg) * t,
                      from.lat_deg + (to.lat_deg - from.lat_deg) * t});
  }
  std::vector<MapPos> positions(lonlat.size());
  Projection(frame.territory).project(lonlat, positions);
  std::vector<ScreenPos> points;
  for (const MapPos& p : positions) {
    if (std::isfinite(p.x_m + p.y_m)) points.push_back(frame.to_screen(p));
  }
  return points;
}

// Where the line meets a level of x or y.
std::optional<ScreenPos> crossing(const std::vector<ScreenPos>& points, double ScreenPos::*axis,
                                  double level) {
  for (std::size_t i = 1; i < points.size(); ++i) {
    const ScreenPos &a = points[i - 1], &b = points[i];
    if ((a.*axis < level) == (b.*axis < level)) continue;
    const double t = (level - a.*axis) / (b.*axis - a.*axis);
    return ScreenPos{a.x_pt + (b.x_pt - a.x_pt) * t, a.y_pt + (b.y_pt - a.y_pt) * t};
  }
  return {};
}

std::string degrees_text(Language language, double value, double step, bool meridian) {
  const int digits = std::max(0, static_cast<int>(std::ceil(-std::log10(step) - 1e-9)));
  std::string text = format_decimal(language, std::abs(value), digits) + "°";
  if (std::abs(value) < step / 2) return text;
  const bool positive = value > 0;
  const char* west = language == Language::fr ? "O" : "W";
  return text + "\u00a0" + (meridian ? (positive ? "E" : west) : (positive ? "N" : "S"));
}

bool in_sight(ScreenPos p, const ScreenRect& free) {
  return free.contains({p.x_pt - kLeft, p.y_pt - 8}) && free.contains({p.x_pt + kLeft, p.y_pt + 8});
}

}  // namespace

double graticule_step_deg(double zoom) {
  const double wanted = kApartPt * metres_per_point(zoom) / kMetresPerDegree;
  double step = kSteps.front();
  for (const double s : kSteps) {
    if (s >= wanted) step = s;
  }
  return step;
}

std::vector<GraticuleLine> graticule(const MapState& state, const MapFrame& frame) {
  std::vector<GraticuleLine> lines;
  const double step = graticule_step_deg(frame.camera.zoom);
  const LonLatBox box = shown(frame);
  if (box.empty()) return lines;
  const Margins m = margins(state);
  const ScreenRect& r = frame.viewport;
  const ScreenRect free{r.x_pt + m.left, r.y_pt + m.top, r.width_pt - m.left - m.right,
                        r.height_pt - m.top - m.bottom};
  const auto add = [&](std::vector<ScreenPos> points, std::string text, double ScreenPos::*axis,
                       double level) {
    if (points.size() < 2) return;
    auto label = crossing(points, axis, level);
    if (label && !in_sight(*label, free)) label.reset();
    lines.push_back({std::move(points), std::move(text), label});
  };
  for (double i = std::floor(box.west_deg / step); i * step <= box.east_deg + step; ++i) {
    const double lon = i * step;
    add(line(frame, {lon, box.south_deg}, {lon, box.north_deg}),
        degrees_text(state.language, lon, step, true), &ScreenPos::y_pt, free.y_pt + kTop);
  }
  for (double i = std::floor(box.south_deg / step); i * step <= box.north_deg + step; ++i) {
    const double lat = i * step;
    add(line(frame, {box.west_deg, lat}, {box.east_deg, lat}),
        degrees_text(state.language, lat, step, false), &ScreenPos::x_pt, free.x_pt + kLeft + 6);
  }
  return lines;
}

}  // namespace terreau
