#include "app/print/paper.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace terreau::print {
namespace {

constexpr double kPointsPerMm = 72 / 25.4;
constexpr double kSmallestFactor = 0.9;  // smaller type is no longer read
constexpr std::array<std::pair<double, double>, 6> kMillimetres{
    {{841, 1189}, {594, 841}, {420, 594}, {297, 420}, {210, 297}, {148, 210}}};

double diagonal(std::pair<double, double> mm) { return std::hypot(mm.first, mm.second); }

}  // namespace

std::optional<Paper> paper(std::string_view name, bool landscape) {
  if (name.size() != 2 || (name[0] != 'a' && name[0] != 'A')) return {};
  const int number = name[1] - '0';
  if (number < 0 || number >= static_cast<int>(kMillimetres.size())) return {};
  const auto mm = kMillimetres[static_cast<std::size_t>(number)];
  const double factor = std::sqrt(diagonal(mm) / diagonal(kMillimetres[4]));
  Paper paper{mm.first * kPointsPerMm, mm.second * kPointsPerMm, std::max(factor, kSmallestFactor)};
  if (landscape) std::swap(paper.width_pt, paper.height_pt);
  return paper;
}

}  // namespace terreau::print
