#include "geodata/name_distance.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace terreau {
namespace {

constexpr std::size_t kOneTypo = 4, kTwoTypos = 9;  // letters
constexpr std::size_t kLongest = 48;

}  // namespace

std::uint32_t letters_of(std::string_view word) {
  std::uint32_t letters = 0;
  for (const char c : word) {
    const bool letter = c >= 'a' && c <= 'z';
    letters |=
        1U << (letter ? static_cast<unsigned>(c - 'a') : 26U + static_cast<unsigned char>(c) % 6U);
  }
  return letters;
}

int typos_forgiven(std::string_view text) {
  if (text.size() > kLongest) return 0;
  return text.size() >= kTwoTypos ? 2 : text.size() >= kOneTypo ? 1 : 0;
}

// Damerau and Levenshtein's distance (neighbours are exchanged once), a row of the table for each
// letter of the word; its last column is the distance from the text to that beginning of the word.
bool resembles(std::string_view text, std::string_view word, int most) {
  const std::size_t n = text.size();
  if (n > kLongest || word.size() + static_cast<std::size_t>(most) < n) return false;
  // The first letter is seldom wrong; where it is, the second one tells.
  if (word.empty() || (word[0] != text[0] && (n < 2 || word.find(text[1]) > 2))) return false;
  std::array<int, kLongest + 1> before{}, last{}, row{};
  for (std::size_t i = 0; i <= n; ++i) last[i] = static_cast<int>(i);
  int best = static_cast<int>(n);
  const std::size_t end = std::min(word.size(), n + static_cast<std::size_t>(most));
  for (std::size_t w = 1; w <= end; ++w) {
    row[0] = static_cast<int>(w);
    int least = row[0];
    for (std::size_t i = 1; i <= n; ++i) {
      const int other = text[i - 1] == word[w - 1] ? 0 : 1;
      row[i] = std::min({last[i] + 1, row[i - 1] + 1, last[i - 1] + other});
      if (w > 1 && i > 1 && text[i - 1] == word[w - 2] && text[i - 2] == word[w - 1]) {
        row[i] = std::min(row[i], before[i - 2] + 1);
      }
      least = std::min(least, row[i]);
    }
    best = std::min(best, row[n]);
    if (best <= most) return true;
    if (least > most) return false;
    before = last;
    last = row;
  }
  return false;
}

}  // namespace terreau
