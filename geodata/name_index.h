#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "geodata/text_column.h"

namespace terreau {

// How a name answers a text, best first.
enum class NameMatch : std::uint8_t { exact, prefix, word_start, words, inside, typo };

struct NameHit {
  std::uint32_t row = 0;
  NameMatch match = NameMatch::exact;
};

// An inverted index over folded names: the few different words are searched, not the many names.
// Rows are added best first, so that of equal matches the earlier row is the better one and each
// list of rows can be cut short.
class NameIndex {
 public:
  // The folded name of a row and, after line feeds, its further names. A line that begins with a
  // space holds words that are no name but narrow down whose it is.
  using NameOf = std::function<std::string(std::uint32_t row)>;

  // `names(row)` is asked once per row while building, and again for rows that may match several
  // words. It must stay callable.
  NameIndex() = default;
  NameIndex(std::uint32_t rows, NameOf names);
  std::size_t size() const { return row_words_.size(); }

  // At most `limit` rows, best first. `typos`: also what differs by a letter or two.
  std::vector<NameHit> find(std::string_view phrase, bool typos, std::size_t limit) const;

 private:
  // Where a word stands: it is all of a name, its first one, a later one, or not in a name.
  enum Place : std::uint32_t { kAlone, kFirst, kLater, kBeside };
  static constexpr std::uint32_t kPlaces = 4;
  using Words = std::vector<std::uint32_t>;  // rows of words_
  class Bits;
  class Best;
  struct Draft;

  void read_names(Draft& draft);
  static void read_line(std::string_view line, Draft& draft);
  void build_postings(Draft& draft);
  std::pair<std::uint32_t, std::uint32_t> starting_with(std::string_view text) const;
  Words containing(std::string_view text) const;
  Words resembling(std::string_view text) const;
  // Its prefix matches, else those inside, else typos.
  Words matching(std::string_view text, bool typos, bool& typo) const;
  std::pair<const std::uint32_t*, const std::uint32_t*> rows_of(std::uint32_t word, Place p) const;
  void find_word(std::string_view word, bool typos, Best& best) const;
  void find_words(const std::vector<std::string_view>& words, std::string_view phrase, bool typos,
                  Best& best) const;
  NameMatch match_of(std::uint32_t row, std::string_view phrase) const;

  NameOf names_;
  TextColumn words_;                     // different ones, sorted
  std::vector<std::uint32_t> letters_;   // of each word: which letters it has
  std::vector<std::uint32_t> begins_;    // of each word's lists in postings_, and the end
  std::vector<std::uint32_t> postings_;  // rows, ascending in each list
  std::vector<std::uint8_t> row_words_;  // how many words a row's first name has
};

}  // namespace terreau
