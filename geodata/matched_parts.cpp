#include <algorithm>

#include "geodata/parse.h"
#include "geodata/search.h"

namespace terreau {
namespace {

// Bytes of the character that begins at `at`, as UTF-8 says; 1 where it is none.
std::size_t character_size(std::string_view text, std::size_t at) {
  std::size_t end = at + 1;
  while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
  return end - at;
}

// The folded text, and for each of its bytes which bytes it comes from.
struct Traced {
  std::string folded;
  std::vector<std::size_t> begins, ends;
};

Traced traced(std::string_view text) {
  Traced out;
  bool gap = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t size = character_size(text, at);
    const std::string part = fold(text.substr(at, size));
    gap = gap || part.empty();
    if (!part.empty() && gap && !out.folded.empty()) {
      out.folded += ' ';
      out.begins.push_back(at);
      out.ends.push_back(at);
    }
    for (const char c : part) {
      out.folded += c;
      out.begins.push_back(at);
      out.ends.push_back(at + size);
      gap = false;
    }
    at += size;
  }
  return out;
}

}  // namespace

std::vector<std::pair<std::size_t, std::size_t>> matched_parts(std::string_view text,
                                                               std::string_view query) {
  std::vector<std::pair<std::size_t, std::size_t>> out;
  const Traced name = traced(text);
  const std::string phrase = fold(query);
  const auto mark = [&](std::string_view word) {
    std::size_t at = name.folded.find(word);
    // The beginning of a word is what was meant, where there is one.
    for (std::size_t i = at; i != std::string::npos; i = name.folded.find(word, i + 1)) {
      if (i > 0 && name.folded[i - 1] != ' ') continue;
      at = i;
      break;
    }
    if (at == std::string::npos || word.empty()) return false;
    out.emplace_back(name.begins[at], name.ends[at + word.size() - 1]);
    return true;
  };
  if (!mark(phrase)) {
    for (const std::string_view word : words_of(phrase)) mark(word);
  }
  std::ranges::sort(out);
  std::vector<std::pair<std::size_t, std::size_t>> joined;
  for (const auto& part : out) {
    if (!joined.empty() && part.first <= joined.back().second) {
      joined.back().second = std::max(joined.back().second, part.second);
    } else {
      joined.push_back(part);
    }
  }
  return joined;
}

}  // namespace terreau
