#pragma once

#include <optional>
#include <string_view>

namespace terreau::print {

// A sheet of ISO 216.
struct Paper {
  double width_pt = 0, height_pt = 0;
  // Page points a point of the layout: posters are read from farther away.
  double factor = 1;
};

inline constexpr std::string_view kPapers = "a0, a1, a2, a3, a4 or a5";
std::optional<Paper> paper(std::string_view name, bool landscape);  // "a0" … "a5"

}  // namespace terreau::print
