#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "app/model/map_state.h"

// What Cairo leaves to others to do.
namespace terreau::print {

struct Pixels {
  int width = 0, height = 0;
  std::vector<std::uint8_t> rgb;
};

// Empty where it is too large for the format.
std::vector<std::byte> encode_png(const Pixels& pixels, double dots_per_inch);

// Takes out the clock's time, which Cairo puts in where no other is set.
void remove_date(std::vector<std::byte>& pdf);

// Says in which language a PDF is written, that its title is to be shown and that it is tagged. A
// PDF that is built otherwise than expected stays as it is.
void set_language(std::vector<std::byte>& pdf, Language language);

// Cairo counts the surfaces of a whole process; here each document begins with 1.
void renumber_surfaces(std::vector<std::byte>& svg);

// Gives an SVG its title and description.
void set_title(std::vector<std::byte>& svg, Language language, const std::string& title,
               const std::string& description);

}  // namespace terreau::print
