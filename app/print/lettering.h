#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

// The embedded faces on paper. No installed font is looked for, so that every machine makes the
// same page.
namespace terreau::print {

enum class Face : std::uint8_t { regular, medium, semi_bold, icons };
inline constexpr int kFaceCount = 4;

// Type on a page, points.
struct Type {
  Face face = Face::regular;
  double size_pt = 9;
  double line_pt() const { return 1.3 * size_pt; }
};

// How far the pen moves: unhinted advances without kerning, as the window measures.
double width_pt(const Type& type, std::string_view utf8);

// Lines no wider than `width`, broken at spaces; a word wider than that is broken where it must.
// No-break spaces hold.
std::vector<std::string> wrapped(const Type& type, std::string_view utf8, double width);

// As it is, or cut and "…".
std::string shortened(const Type& type, std::string_view utf8, double width);

}  // namespace terreau::print
