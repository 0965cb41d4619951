#include "geodata/layers/text_repair.h"

#include <algorithm>
#include <utility>

#include "geodata/parse.h"

namespace terreau::reader {

void TextRepair::append(std::string_view value, TextColumn& column) {
  const bool plain = is_utf8(value) && !may_be_encoded_twice(value);
  plain ? column.push_back(value) : column.push_back(text(value));
}

void TextRepair::append(MappedTexts texts, TextColumn& column) {
  const auto continues = [&](std::uint32_t at) {
    return at < texts.ends.back() &&
           (static_cast<unsigned char>(texts.characters[at]) & 0xC0U) == 0x80U;
  };
  // Texts that are UTF-8 together are it one by one, unless a character is cut between two.
  const std::uint32_t begin = texts.ends.front();
  const std::string_view all(texts.characters + begin, texts.ends.back() - begin);
  if (is_utf8(all) && !may_be_encoded_twice(all) && std::ranges::none_of(texts.ends, continues)) {
    column.append_mapped(std::move(texts));
    return;
  }
  for (std::size_t i = 0; i < texts.size(); ++i) append(texts[i], column);
}

std::string TextRepair::text(std::string_view value) {
  if (is_utf8(value)) {
    auto once = undo_second_encoding(value);
    if (!once) return std::string(value);
    if (encoded_twice++ == 0) first_encoded_twice = *once;
    return *std::move(once);
  }
  std::string mended = from_cp1252(value);
  if (repaired++ == 0) first = mended;
  return mended;
}

}  // namespace terreau::reader
