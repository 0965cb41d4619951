#include "geodata/position_text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "geodata/departments.h"
#include "geodata/parse.h"
#include "geodata/projection.h"

namespace terreau {
namespace {

// One character each for the signs that people use: d, m, s and the letters of directions.
std::string plain_signs(std::string_view text) {
  struct Sign {
    std::string_view written, plain;
  };
  static constexpr std::array kSigns{
      Sign{"°", "d"}, Sign{"º", "d"},  Sign{"′", "m"},  Sign{"’", "m"},      Sign{"'", "m"},
      Sign{"″", "s"}, Sign{"”", "s"},  Sign{"\"", "s"}, Sign{"\u00a0", " "}, Sign{"\u202f", " "},
      Sign{"−", "-"}, Sign{"n", "N"},  Sign{"o", "W"},  Sign{"O", "W"},      Sign{"w", "W"},
      Sign{"e", "E"}, Sign{"\t", " "}, Sign{";", " "},  Sign{"/", " "},
  };
  std::string out;
  while (!text.empty()) {
    const auto sign =
        std::ranges::find_if(kSigns, [&](const Sign& s) { return text.starts_with(s.written); });
    if (sign != kSigns.end()) {
      out += sign->plain;
      text.remove_prefix(sign->written.size());
    } else {
      // A lower-case s after a number is a second's sign or the south: the south is written S.
      out += text.front();
      text.remove_prefix(1);
    }
  }
  return out;
}

// Decimal commas become points, other commas spaces.
void settle_commas(std::string& text) {
  const bool points = text.find('.') != std::string::npos;
  int inside = 0;
  const auto is_inside = [&](std::size_t i) {
    return i > 0 && i + 1 < text.size() && is_ascii_digit(text[i - 1]) &&
           is_ascii_digit(text[i + 1]);
  };
  for (std::size_t i = 0; i < text.size(); ++i) inside += text[i] == ',' && is_inside(i) ? 1 : 0;
  const bool decimal = !points && inside == 2;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == ',') text[i] = decimal && is_inside(i) ? '.' : ' ';
  }
}

struct Part {
  double value = 0;
  char unit = ' ';  // d, m, s or none
};
struct Angle {
  std::vector<Part> parts;
  char direction = ' ';  // N, S, E, W or none
};

// Numbers with their signs; a direction stands before or after its angle.
bool read_angles(const std::string& text, std::vector<Angle>& angles) {
  char waiting = ' ';
  bool closed = true;
  for (std::size_t i = 0; i < text.size();) {
    const char c = text[i];
    if (c == ' ') {
      ++i;
    } else if (std::string_view("NSEW").find(c) != std::string_view::npos) {
      if (closed || angles.empty() || angles.back().direction != ' ') {
        if (waiting != ' ') return false;
        waiting = c;
        closed = true;
      } else {
        angles.back().direction = c;
        closed = true;
      }
      ++i;
    } else if (is_ascii_digit(c) || c == '-' || c == '+' || c == '.') {
      std::size_t end = i + 1;
      while (end < text.size() && (is_ascii_digit(text[end]) || text[end] == '.')) ++end;
      const auto value = parse_number(std::string_view(text).substr(i, end - i));
      if (!value) return false;
      std::size_t after = end;
      while (after < text.size() && text[after] == ' ') ++after;
      const bool has_unit = after < text.size() &&
                            std::string_view("dms").find(text[after]) != std::string_view::npos;
      const char unit = has_unit ? text[after] : ' ';
      if (closed || unit == 'd' || angles.empty()) {
        angles.push_back({{}, std::exchange(waiting, ' ')});
        closed = false;
      }
      angles.back().parts.push_back({*value, unit});
      if (angles.back().direction != ' ' && unit == ' ') closed = true;
      i = has_unit ? after + 1 : end;
    } else {
      return false;
    }
  }
  return waiting == ' ';
}

std::optional<double> degrees(const Angle& angle) {
  double sum = 0;
  const bool negative = std::signbit(angle.parts.front().value);
  for (std::size_t i = 0; i < angle.parts.size(); ++i) {
    const Part& p = angle.parts[i];
    constexpr std::string_view kUnits = "dms";
    if (i > 2 || (p.unit != ' ' && p.unit != kUnits[i])) return std::nullopt;
    if (i > 0 && (p.value < 0 || p.value >= 60)) return std::nullopt;
    sum += std::abs(p.value) / std::pow(60.0, static_cast<double>(i));
  }
  const bool back = angle.direction == 'S' || angle.direction == 'W';
  return negative != back ? -sum : sum;
}

bool in_france(LonLat p) {
  if (!is_valid(p)) return false;
  if (territory_of(p) != Territory::metropole) return true;
  return p.lon_deg > -6 && p.lon_deg < 10.5 && p.lat_deg > 41 && p.lat_deg < 51.6;
}

std::optional<LonLat> lambert(double x, double y) {
  if (x > y) std::swap(x, y);
  if (x < 0 || x > 1.4e6 || y < 5.9e6 || y > 7.3e6) return std::nullopt;
  const LonLat p = Projection(Territory::metropole).unproject({x, y});
  return is_valid(p) ? std::optional(p) : std::nullopt;
}

bool is_longitude(char direction) { return direction == 'E' || direction == 'W'; }

}  // namespace

std::optional<LonLat> parse_position(std::string_view text) {
  std::string plain = plain_signs(text);
  settle_commas(plain);
  std::vector<Angle> angles;
  if (!read_angles(plain, angles)) return std::nullopt;
  // "652000 6862000" has no signs at all: both numbers are in one run.
  if (angles.size() == 1 && angles[0].parts.size() == 2 && angles[0].direction == ' ' &&
      angles[0].parts[0].unit == ' ' && angles[0].parts[1].unit == ' ') {
    angles = {{{angles[0].parts[0]}, ' '}, {{angles[0].parts[1]}, ' '}};
    const double a = angles[0].parts[0].value, b = angles[1].parts[0].value;
    if (const auto p = lambert(a, b)) return p;
  }
  if (angles.size() != 2) return std::nullopt;
  const auto first = degrees(angles[0]), second = degrees(angles[1]);
  if (!first || !second) return std::nullopt;
  const LonLat latitude_first{*second, *first}, longitude_first{*first, *second};
  const char a = angles[0].direction, b = angles[1].direction;
  if (a != ' ' && b != ' ') {
    if (is_longitude(a) == is_longitude(b)) return std::nullopt;
    const LonLat p = is_longitude(a) ? longitude_first : latitude_first;
    return is_valid(p) ? std::optional(p) : std::nullopt;
  }
  const bool swapped = !in_france(latitude_first) && in_france(longitude_first);
  const LonLat p = swapped ? longitude_first : latitude_first;
  return is_valid(p) ? std::optional(p) : std::nullopt;
}

}  // namespace terreau
