#include "geodata/name_index.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <numeric>
#include <optional>

#include "geodata/name_distance.h"
#include "geodata/parse.h"
#include "geodata/result.h"
#include "geodata/text_numbers.h"

namespace terreau {
namespace {

constexpr std::size_t kInsideLetters = 3;  // a shorter text is met inside of nearly every name
constexpr std::size_t kChecked = 2000;     // rows whose order of words is looked at

template <class Fn>
void for_each_line(std::string_view text, Fn fn) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    fn(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

NameMatch match_of_name(std::string_view name, std::string_view phrase) {
  if (name.starts_with(' ')) return NameMatch::words;
  if (name == phrase) return NameMatch::exact;
  if (name.starts_with(phrase)) return NameMatch::prefix;
  for (std::size_t at = name.find(phrase); at != std::string_view::npos;
       at = name.find(phrase, at + 1)) {
    if (name[at - 1] == ' ') return NameMatch::word_start;
  }
  return NameMatch::words;
}

}  // namespace

// Every word met, in the order of the names. In blocks: of millions of names, nothing is copied to
// grow, and what has been sorted is freed.
struct NameIndex::Draft {
  static constexpr std::size_t kBlock = std::size_t{1} << 20U;
  static constexpr std::uint32_t kRowEnds = 1U << 31U, kNoWord = kRowEnds - 1;
  TextNumbers texts;
  std::vector<std::vector<std::uint32_t>> blocks;  // number << 2 | place, and whether a row ends
  std::size_t count = 0;                           // of words

  void add(std::uint32_t word) {
    push(word);
    ++count;
  }
  void end_row(bool has_words) {
    if (!has_words) push(kNoWord);
    blocks.back().back() |= kRowEnds;
  }

 private:
  void push(std::uint32_t word) {
    if (blocks.empty() || blocks.back().size() == kBlock) blocks.emplace_back();
    blocks.back().push_back(word);
  }
};

class NameIndex::Bits {
 public:
  explicit Bits(std::size_t size) : words_((size + 63) / 64) {}
  void set(std::uint32_t i) { words_[i / 64] |= std::uint64_t{1} << (i % 64); }
  bool has(std::uint32_t i) const { return (words_[i / 64] >> (i % 64) & 1U) != 0; }
  void keep(const Bits& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= other.words_[i];
  }
  // The first `most` members of both.
  std::vector<std::uint32_t> first_common(const Bits& other, bool in_other,
                                          std::size_t most) const {
    std::vector<std::uint32_t> out;
    for (std::size_t w = 0; w < words_.size() && out.size() < most; ++w) {
      std::uint64_t bits = words_[w] & (in_other ? other.words_[w] : ~other.words_[w]);
      for (; bits != 0 && out.size() < most; bits &= bits - 1) {
        out.push_back(static_cast<std::uint32_t>(w * 64) +
                      static_cast<std::uint32_t>(std::countr_zero(bits)));
      }
    }
    return out;
  }

 private:
  std::vector<std::uint64_t> words_;
};

// The best rows of each match, ascending.
class NameIndex::Best {
 public:
  explicit Best(std::size_t limit) : limit_(limit) {}
  void add(std::uint32_t row, NameMatch match) {
    lists_[static_cast<std::size_t>(match)].push_back(row);
  }
  // Whatever is in a list beyond its first `limit` rows cannot be a result.
  void add(std::pair<const std::uint32_t*, const std::uint32_t*> rows, NameMatch match) {
    const auto n =
        std::min<std::ptrdiff_t>(rows.second - rows.first, static_cast<std::ptrdiff_t>(limit_));
    auto& list = lists_[static_cast<std::size_t>(match)];
    list.insert(list.end(), rows.first, rows.first + n);
    if (list.size() > 16 * limit_ + 4096) tidy(list);
  }
  std::size_t count() {
    std::size_t n = 0;
    for (auto& list : lists_) {
      tidy(list);
      n += list.size();
    }
    return n;
  }
  std::vector<NameHit> take() {
    std::vector<NameHit> out;
    for (std::size_t m = 0; m < lists_.size(); ++m) {
      tidy(lists_[m]);
      for (const std::uint32_t row : lists_[m]) {
        if (out.size() == limit_) return out;
        const bool met =
            std::ranges::any_of(out, [&](const NameHit& hit) { return hit.row == row; });
        if (!met) out.push_back({row, static_cast<NameMatch>(m)});
      }
    }
    return out;
  }

 private:
  void tidy(std::vector<std::uint32_t>& list) const {
    const std::size_t keep = std::min(list.size(), 4 * limit_);
    std::partial_sort(list.begin(), list.begin() + static_cast<std::ptrdiff_t>(keep), list.end());
    list.resize(keep);
    list.erase(std::unique(list.begin(), list.end()), list.end());
  }
  std::size_t limit_;
  std::array<std::vector<std::uint32_t>, 6> lists_;
};

NameIndex::NameIndex(std::uint32_t rows, NameOf names) : names_(std::move(names)) {
  row_words_.resize(rows);
  Draft draft;
  read_names(draft);
  build_postings(draft);
}

void NameIndex::read_line(std::string_view line, Draft& draft) {
  const bool beside = line.starts_with(' ');
  for (std::size_t at = beside ? 1 : 0; at < line.size();) {
    const std::size_t stop = std::min(line.find(' ', at), line.size());
    const std::string_view word = line.substr(at, stop - at);
    const Place place = beside ? kBeside : at > 0 ? kLater : stop == line.size() ? kAlone : kFirst;
    draft.add(draft.texts.number_of(word) << 2U | place);
    at = stop + 1;
  }
}

void NameIndex::read_names(Draft& draft) {
  for (std::uint32_t row = 0; row < row_words_.size(); ++row) {
    const std::string all = names_(row);
    const std::size_t before = draft.count;
    for_each_line(all, [&](std::string_view line) {
      const bool name = draft.count == before && !line.starts_with(' ');
      read_line(line, draft);
      if (!name) return;
      const std::size_t words = draft.count - before;
      row_words_[row] = static_cast<std::uint8_t>(std::min<std::size_t>(words, 255));
    });
    draft.end_row(draft.count > before);
  }
}

// A counting sort of the words by their alphabetical rank and place.
void NameIndex::build_postings(Draft& draft) {
  TERREAU_CHECK(draft.texts.size() < (1U << 29U));
  std::vector<std::uint32_t> order(draft.texts.size()), rank(draft.texts.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::sort(order, {}, [&](std::uint32_t i) { return draft.texts[i]; });
  for (std::uint32_t i = 0; i < order.size(); ++i) {
    rank[order[i]] = i;
    words_.push_back(draft.texts[order[i]]);
    letters_.push_back(letters_of(draft.texts[order[i]]));
  }
  const auto list_of = [&](std::uint32_t token) {
    return kPlaces * rank[token >> 2U] + (token & 3U);
  };
  begins_.assign(kPlaces * order.size() + 1, 0);
  const auto for_each_word = [&](const std::vector<std::uint32_t>& block, const auto& fn) {
    for (const std::uint32_t token : block) {
      const std::uint32_t word = token & ~Draft::kRowEnds;
      fn(word != Draft::kNoWord ? std::optional(list_of(word)) : std::nullopt,
         (token & Draft::kRowEnds) != 0);
    }
  };
  for (const auto& block : draft.blocks) {
    for_each_word(block, [&](std::optional<std::uint32_t> list, bool) {
      if (list) ++begins_[*list + 1];
    });
  }
  std::partial_sum(begins_.begin(), begins_.end(), begins_.begin());
  postings_.resize(draft.count);
  std::vector<std::uint32_t> next(begins_.begin(), begins_.end() - 1);
  std::uint32_t row = 0;
  for (auto& block : draft.blocks) {
    for_each_word(block, [&](std::optional<std::uint32_t> list, bool row_ends) {
      if (list) postings_[next[*list]++] = row;
      row += row_ends ? 1 : 0;
    });
    block = {};
  }
}

std::pair<std::uint32_t, std::uint32_t> NameIndex::starting_with(std::string_view text) const {
  std::uint32_t low = 0, high = static_cast<std::uint32_t>(words_.size());
  const auto cut = [&](std::uint32_t w) { return words_[w].substr(0, text.size()); };
  for (std::uint32_t n = high; n > 0;) {
    const std::uint32_t half = n / 2;
    if (cut(low + half) < text) {
      low += half + 1;
      n -= half + 1;
    } else {
      n = half;
    }
  }
  std::uint32_t end = low;
  for (std::uint32_t n = high - low; n > 0;) {
    const std::uint32_t half = n / 2;
    if (cut(end + half) <= text) {
      end += half + 1;
      n -= half + 1;
    } else {
      n = half;
    }
  }
  return {low, end};
}

NameIndex::Words NameIndex::containing(std::string_view text) const {
  Words out;
  if (text.size() < kInsideLetters) return out;
  const std::uint32_t letters = letters_of(text);
  for (std::uint32_t w = 0; w < words_.size(); ++w) {
    if ((letters & ~letters_[w]) != 0) continue;
    if (words_[w].find(text) != std::string_view::npos) out.push_back(w);
  }
  return out;
}

NameIndex::Words NameIndex::resembling(std::string_view text) const {
  Words out;
  const int most = typos_forgiven(text);
  if (most == 0) return out;
  const std::uint32_t letters = letters_of(text);
  for (std::uint32_t w = 0; w < words_.size(); ++w) {
    if (std::popcount(letters & ~letters_[w]) > most) continue;
    if (resembles(text, words_[w], most)) out.push_back(w);
  }
  return out;
}

NameIndex::Words NameIndex::matching(std::string_view text, bool typos, bool& typo) const {
  const auto [low, end] = starting_with(text);
  Words out(end - low);
  std::iota(out.begin(), out.end(), low);
  if (out.empty()) out = containing(text);
  if (out.empty() && typos) {
    out = resembling(text);
    typo = true;
  }
  return out;
}

std::pair<const std::uint32_t*, const std::uint32_t*> NameIndex::rows_of(std::uint32_t word,
                                                                         Place p) const {
  const std::uint32_t* const all = postings_.data();
  const std::size_t list = kPlaces * std::size_t{word} + p;
  return {all + begins_[list], all + begins_[list + 1]};
}

void NameIndex::find_word(std::string_view word, bool typos, Best& best) const {
  const auto [low, end] = starting_with(word);
  for (std::uint32_t w = low; w < end; ++w) {
    const bool whole = words_[w] == word;
    best.add(rows_of(w, kAlone), whole ? NameMatch::exact : NameMatch::prefix);
    best.add(rows_of(w, kFirst), NameMatch::prefix);
    best.add(rows_of(w, kLater), NameMatch::word_start);
    best.add(rows_of(w, kBeside), NameMatch::words);
  }
  if (best.count() > 0 && end - low > 1000) return;  // a short text: what is inside adds nothing
  for (const std::uint32_t w : containing(word)) {
    if (w >= low && w < end) continue;
    for (const Place p : {kAlone, kFirst, kLater}) best.add(rows_of(w, p), NameMatch::inside);
  }
  if (!typos || best.count() > 0) return;
  for (const std::uint32_t w : resembling(word)) {
    for (const Place p : {kAlone, kFirst, kLater}) best.add(rows_of(w, p), NameMatch::typo);
  }
}

NameMatch NameIndex::match_of(std::uint32_t row, std::string_view phrase) const {
  const std::string all = names_(row);
  NameMatch best = NameMatch::words;
  for_each_line(all,
                [&](std::string_view name) { best = std::min(best, match_of_name(name, phrase)); });
  return best;
}

// Names that have all the words, in whatever order.
void NameIndex::find_words(const std::vector<std::string_view>& words, std::string_view phrase,
                           bool typos, Best& best) const {
  Bits all(size()), starts(size());
  bool typo = false;
  for (std::size_t i = 0; i < words.size(); ++i) {
    Bits own(i == 0 ? 0 : size());
    Bits& bits = i == 0 ? all : own;
    for (const std::uint32_t w : matching(words[i], typos, typo)) {
      for (const Place p : {kAlone, kFirst, kLater, kBeside}) {
        const auto [from, to] = rows_of(w, p);
        for (const std::uint32_t* row = from; row != to; ++row) {
          bits.set(*row);
          if (i == 0 && (p == kAlone || p == kFirst)) starts.set(*row);
        }
      }
    }
    if (i > 0) all.keep(own);
  }
  // The exact name may be an unimportant one: names of that many words that begin so come first.
  for (const bool begins : {true, false}) {
    auto rows = all.first_common(starts, begins, 50 * kChecked);
    std::ranges::stable_partition(
        rows, [&](std::uint32_t r) { return begins && row_words_[r] == words.size(); });
    rows.resize(std::min(rows.size(), kChecked));
    for (const std::uint32_t row : rows) {
      best.add(row, typo ? NameMatch::typo : match_of(row, phrase));
    }
  }
}

std::vector<NameHit> NameIndex::find(std::string_view phrase, bool typos, std::size_t limit) const {
  Best best(limit);
  const std::vector<std::string_view> words = words_of(phrase);
  if (limit == 0 || words.empty() || size() == 0) return {};
  words.size() == 1 ? find_word(phrase, typos, best) : find_words(words, phrase, typos, best);
  return best.take();
}

}  // namespace terreau
