#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "geodata/text_column.h"

namespace terreau::reader {

// Text that was no UTF-8 is read as CP1252, and counted; so is UTF-8 that was encoded twice.
struct TextRepair {
  std::int64_t repaired = 0, encoded_twice = 0;
  std::string first, first_encoded_twice;
  void append(std::string_view text, TextColumn& column);
  // As TextColumn::append_mapped().
  void append(MappedTexts texts, TextColumn& column);
  std::string text(std::string_view text);
};

}  // namespace terreau::reader
