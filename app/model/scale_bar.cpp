#include "app/model/scale_bar.h"

#include <cmath>

#include "app/model/i18n.h"

namespace terreau {

double scale_length_m(double metres_a_point, double longest_pt) {
  const double most = longest_pt * metres_a_point;
  const double power = std::pow(10, std::floor(std::log10(most)));
  for (const double step : {5.0, 2.0}) {
    if (step * power <= most) return step * power;
  }
  return power;
}

std::string length_text(Language language, double metres) {
  const bool km = metres >= 1000;
  if (metres < 1) return format_distance(language, metres);
  const auto n = static_cast<std::int64_t>(std::llround(km ? metres / 1000 : metres));
  return format_count(language, n) + (km ? "\u00a0km" : "\u00a0m");
}

}  // namespace terreau
