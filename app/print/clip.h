#pragma once

#include <span>
#include <vector>

#include "app/print/canvas.h"

// Only what a page shows of long outlines goes into its file. Near a border at street level the
// rest of a country would also be too far away for Cairo's numbers.
namespace terreau::print {

// A closed ring cut to `rect`; it may run along the rectangle's edges, so give it a margin.
std::vector<ScreenPos> clipped(std::span<const ScreenPos> ring, const ScreenRect& rect);

// Adds the parts of an open line inside of `rect` to the path.
void add_line(Canvas& canvas, std::span<const ScreenPos> line, const ScreenRect& rect);

}  // namespace terreau::print
