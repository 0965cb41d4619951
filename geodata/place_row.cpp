#include "geodata/place_row.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace terreau {
namespace {

constexpr std::array<std::string_view, kPrecisionCount> kPrecisionCodes{
    "address", "commune", "departement", "region", "none"};

}  // namespace

std::string_view code(Precision p) { return kPrecisionCodes[static_cast<std::size_t>(p)]; }

std::optional<Precision> precision_by_code(std::string_view code) {
  const auto found = std::ranges::find(kPrecisionCodes, code);
  if (found == kPrecisionCodes.end()) return std::nullopt;
  return static_cast<Precision>(found - kPrecisionCodes.begin());
}

Text2 label(Precision p) {
  static constexpr std::array<Text2, kPrecisionCount> kLabels{{
      {"à l'adresse", "to the address"},
      {"à la commune", "to the commune"},
      {"au département", "to the department"},
      {"à la région", "to the region"},
      {"lieu non connu", "place not known"},
  }};
  return kLabels[static_cast<std::size_t>(p)];
}

}  // namespace terreau
