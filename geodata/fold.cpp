#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include <utf8proc.h>

#include "geodata/search.h"

namespace terreau {
namespace {

bool is_word_character(utf8proc_int32_t point) {
  const auto category = utf8proc_category(point);
  return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_NO &&
         category != UTF8PROC_CATEGORY_MN && category != UTF8PROC_CATEGORY_MC &&
         category != UTF8PROC_CATEGORY_ME;
}

// Folded text under construction: a run of anything but letters and digits is one space inside.
class Folded {
 public:
  explicit Folded(std::size_t size) { text_.reserve(size); }
  void word_character(char c) {
    if (gap_ && !text_.empty()) text_ += ' ';
    gap_ = false;
    text_ += c;
  }
  void gap() { gap_ = true; }
  std::string take() { return std::move(text_); }

 private:
  std::string text_;
  bool gap_ = false;
};

void append_ligature(char first, Folded& out) {
  out.word_character(first);
  out.word_character('e');
}

void append_folded(utf8proc_int32_t point, Folded& out) {
  if (point == 0x153) return append_ligature('o', out);  // œ, which Unicode does not take apart
  if (point == 0xE6) return append_ligature('a', out);   // æ
  if (!is_word_character(point)) return out.gap();
  std::array<utf8proc_uint8_t, 4> bytes{};
  const auto size = utf8proc_encode_char(point, bytes.data());
  for (std::size_t b = 0; b < static_cast<std::size_t>(size); ++b) {
    out.word_character(static_cast<char>(bytes[b]));
  }
}

void fold_code_point(utf8proc_int32_t point, Folded& out) {
  constexpr auto kOptions = static_cast<utf8proc_option_t>(UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT |
                                                           UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK);
  std::array<utf8proc_int32_t, 32> parts{};
  int boundary = 0;
  const auto count = utf8proc_decompose_char(point, parts.data(), 32, kOptions, &boundary);
  for (utf8proc_ssize_t i = 0; i < std::min<utf8proc_ssize_t>(count, 32); ++i) {
    append_folded(parts[static_cast<std::size_t>(i)], out);
  }
}

}  // namespace

std::string fold(std::string_view text) {
  using std::literals::string_view_literals::operator""sv;
  // Lower-case ASCII letters of U+00C0 … U+00FF, which is nearly all that French needs; 0: ask
  // utf8proc. The whole gazetteer is folded at each start, so the common case is a table look-up.
  static constexpr std::string_view kLatin1 =
      "aaaaaa\0ceeeeiiii\0nooooo\0\0uuuuy\0\0aaaaaa\0ceeeeiiii\0nooooo\0\0uuuuy\0y"sv;
  Folded out(text.size());
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  for (std::size_t i = 0; i < text.size();) {
    const unsigned char c = bytes[i];
    if (c < 0x80) {
      const char lower = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
      const bool word = (lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9');
      word ? out.word_character(lower) : out.gap();
      ++i;
      continue;
    }
    if (c == 0xC3 && i + 1 < text.size() && (bytes[i + 1] & 0xC0) == 0x80) {
      const char plain = kLatin1[bytes[i + 1] & 0x3FU];
      if (plain != 0) {
        out.word_character(plain);
        i += 2;
        continue;
      }
    }
    utf8proc_int32_t point = 0;
    const auto used =
        utf8proc_iterate(bytes + i, static_cast<utf8proc_ssize_t>(text.size() - i), &point);
    if (used > 0) fold_code_point(point, out);
    i += used > 0 ? static_cast<std::size_t>(used) : 1;
  }
  return out.take();
}

}  // namespace terreau
