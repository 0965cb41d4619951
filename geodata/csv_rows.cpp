#include "geodata/csv_rows.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "geodata/parse.h"

namespace terreau {
namespace {

constexpr std::uint64_t kEach = 0x0101010101010101U;
constexpr std::uint64_t kLow7 = 0x7F7F7F7F7F7F7F7FU;

// How many of the eight bytes are the one of which `pattern` holds eight.
std::size_t count_in_word(std::uint64_t word, std::uint64_t pattern) {
  const std::uint64_t x = word ^ pattern;
  const std::uint64_t zero_bytes = ~(((x & kLow7) + kLow7) | x | kLow7);
  return static_cast<std::size_t>(((zero_bytes >> 7) * kEach) >> 56);
}

// Behind the `count`th separator of the text; its end where there are fewer.
const char* skip_separators(const char* p, const char* end, char separator, std::size_t count) {
  const std::uint64_t pattern = kEach * static_cast<unsigned char>(separator);
  std::uint64_t word = 0;
  while (static_cast<std::size_t>(end - p) >= sizeof word) {
    std::memcpy(&word, p, sizeof word);
    const std::size_t here = count_in_word(word, pattern);
    if (here >= count) break;
    count -= here;
    p += sizeof word;
  }
  while (count > 0 && p != end) count -= *p++ == separator ? 1 : 0;
  return p;
}

using Lanes = signed char __attribute__((vector_size(16)));

std::uint64_t sum_of_lanes(Lanes lanes) {
  std::uint64_t halves[2];
  std::memcpy(halves, &lanes, sizeof halves);
  constexpr std::uint64_t kEven = 0x00FF00FF00FF00FFU;
  std::uint64_t pairs = 0;
  for (const std::uint64_t half : halves) pairs += (half & kEven) + ((half >> 8) & kEven);
  return (pairs * 0x0001000100010001U) >> 48;
}

bool any_lane(Lanes lanes) {
  std::uint64_t halves[2];
  std::memcpy(halves, &lanes, sizeof halves);
  return (halves[0] | halves[1]) != 0;
}

struct LineFacts {
  std::size_t separators = 0;
  bool quote = false;
};

// Sixteen bytes at a time; may read TextBlock::kTailroom bytes behind the line.
LineFacts look_at(const char* p, const char* end, char separator) {
  constexpr Lanes kLane{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
  constexpr std::ptrdiff_t kLongest = 16 * 100;  // before a lane overflows
  const Lanes separator_lanes = Lanes{} + static_cast<signed char>(separator);
  constexpr signed char kQuote = '"';
  LineFacts facts;
  Lanes quotes{};
  while (p < end) {
    const char* part = end - p > kLongest ? p + kLongest : end;
    Lanes separators{}, bytes;
    for (; part - p >= 16; p += 16) {
      std::memcpy(&bytes, p, sizeof bytes);
      separators -= bytes == separator_lanes;
      quotes |= bytes == kQuote;
    }
    if (p < part) {
      std::memcpy(&bytes, p, sizeof bytes);
      const Lanes inside = kLane < static_cast<signed char>(part - p);
      separators -= (bytes == separator_lanes) & inside;
      quotes |= (bytes == kQuote) & inside;
      p = part;
    }
    facts.separators += sum_of_lanes(separators);
  }
  facts.quote = any_lane(quotes);
  return facts;
}

char separator_of(std::string_view header) {
  char best = ',';
  std::ptrdiff_t most = 0;
  for (const char candidate : {',', ';', '\t'}) {
    const auto count = std::count(header.begin(), header.end(), candidate);
    if (count > most) {
      most = count;
      best = candidate;
    }
  }
  return best;
}

char* without_return(const char* begin, char* end) {
  return end != begin && end[-1] == '\r' ? end - 1 : end;
}

}  // namespace

Result<CsvRows> CsvRows::open(NextBlock next_block) {
  CsvRows rows(std::move(next_block));
  if (!rows.refill()) return Error{"", "the file is empty"};
  const std::string_view start(rows.at_, static_cast<std::size_t>(rows.end_ - rows.at_));
  if (start.starts_with("\xFF\xFE") || start.starts_with("\xFE\xFF")) {
    return Error{"", "its text is UTF-16: save it as UTF-8"};
  }
  if (start.starts_with("\xEF\xBB\xBF")) rows.at_ += 3;
  if (!rows.find_line()) return Error{"", "the file is empty"};
  rows.separator_ = separator_of(rows.text());
  if (rows.parse_as_far_as_needed() == Parsed::incomplete)
    return Error{"", "a quote of its header is not closed"};
  rows.unescape();
  for (const Field& f : rows.fields_) {
    rows.columns_.emplace_back(trimmed({f.begin, static_cast<std::size_t>(f.end - f.begin)}));
  }
  rows.at_ = rows.after_;
  return rows;
}

// More text behind what is left of the block.
bool CsvRows::refill() {
  if (last_) return false;
  std::optional<TextBlock> block = next_block_();
  if (!block) {
    last_ = true;
    return false;
  }
  const auto left = static_cast<std::size_t>(end_ - at_);
  TERREAU_CHECK(left <= TextBlock::kHeadroom);
  if (left > 0) std::memcpy(block->begin - left, at_, left);
  at_ = block->begin - left;
  end_ = block->begin + block->size;
  block_ = std::move(block);
  return true;
}

// The next line that is not empty becomes line_ … line_end_.
bool CsvRows::find_line() {
  while (true) {
    char* const line_break =
        at_ == end_
            ? nullptr
            : static_cast<char*>(std::memchr(at_, '\n', static_cast<std::size_t>(end_ - at_)));
    if (line_break == nullptr && static_cast<std::size_t>(end_ - at_) > TextBlock::kHeadroom) {
      skip_long_line();
      return true;
    }
    if (line_break == nullptr && refill()) continue;
    if (line_break == nullptr && at_ == end_) return false;
    line_ = at_;
    line_end_ = without_return(at_, line_break != nullptr ? line_break : end_);
    after_ = line_break != nullptr ? line_break + 1 : end_;
    if (line_end_ != line_) return true;
    at_ = after_;
  }
}

// No row of a table is that long: it may be anything, but goes only to the end of its line.
void CsvRows::skip_long_line() {
  trouble_ = "longer than " + std::to_string(TextBlock::kHeadroom / 1024) + " KiB";
  while (true) {
    auto* const line_break =
        static_cast<char*>(std::memchr(at_, '\n', static_cast<std::size_t>(end_ - at_)));
    at_ = line_break != nullptr ? line_break + 1 : end_;
    if (line_break != nullptr || !refill()) break;
  }
  line_ = line_end_ = after_ = at_;
}

bool CsvRows::next() {
  trouble_.clear();
  at_ = after_;
  if (!find_line()) return false;
  ++row_;
  if (trouble_.empty()) take_row();
  return true;
}

void CsvRows::tell_field_count(std::size_t found) {
  trouble_ = std::to_string(found) + (found == 1 ? " field" : " fields") + " rather than " +
             std::to_string(columns_.size());
}

void CsvRows::take_row() {
  const LineFacts facts = look_at(line_, line_end_, separator_);
  quoted_ = facts.quote;
  if (quoted_) {
    take_quoted_row();
    return;
  }
  if (facts.separators + 1 != columns_.size()) tell_field_count(facts.separators + 1);
  cursor_column_ = 0;
  cursor_ = line_;
}

CsvRows::Parsed CsvRows::parse_as_far_as_needed() {
  Parsed parsed = parse_quoted();
  while (parsed == Parsed::incomplete && !last_ &&
         static_cast<std::size_t>(end_ - at_) <= TextBlock::kHeadroom) {
    refill();
    find_line();  // the line has moved
    parsed = parse_quoted();
  }
  return parsed;
}

void CsvRows::take_quoted_row() {
  const Parsed parsed = parse_as_far_as_needed();
  const bool one_line = parsed == Parsed::row && after_ <= line_end_ + 2;
  // A quote that is not closed ends at the next one, which may be an opening one of the same column
  // some lines on: then the count is right, but text follows it.
  if (parsed == Parsed::row && fields_.size() == columns_.size() && (one_line || !stray_text_)) {
    unescape();
    return;
  }
  if (one_line) {
    tell_field_count(fields_.size());
  } else {
    trouble_ = "a quote that is not closed";
    find_line();  // only this line is lost
  }
}

// `at` behind an opening quote; moves to its closing one. False where the text ends before.
bool CsvRows::find_closing_quote(char*& at, Field& field) const {
  while (true) {
    at = at == end_ ? nullptr
                    : static_cast<char*>(std::memchr(at, '"', static_cast<std::size_t>(end_ - at)));
    if (at == nullptr) return false;
    if (at + 1 == end_ && !last_) return false;  // another quote may follow
    if (at + 1 == end_ || at[1] != '"') return true;
    field.escaped = true;
    at += 2;
  }
}

// The row's fields from line_ on, over as many lines as its quotes say; changes no text.
CsvRows::Parsed CsvRows::parse_quoted() {
  fields_.clear();
  stray_text_ = false;
  char* p = line_;
  while (true) {
    Field field{p, p, false};
    if (p != end_ && *p == '"') {
      field.begin = ++p;
      if (!find_closing_quote(p, field)) return Parsed::incomplete;
      field.end = p++;
      if (p != end_ && *p != separator_ && *p != '\n' && *p != '\r') {
        field = {field.begin - 1, p, false};  // "Les" amis: as it is written
        stray_text_ = true;
      }
    }
    char* const plain = p;
    while (p != end_ && *p != separator_ && *p != '\n') ++p;
    if (p == end_ && !last_) return Parsed::incomplete;
    const bool line_ends = p == end_ || *p == '\n';
    char* const text_end = line_ends ? without_return(plain, p) : p;
    if (plain != text_end) field.end = text_end;
    fields_.push_back(field);
    if (line_ends) {
      after_ = p == end_ ? p : p + 1;
      return Parsed::row;
    }
    ++p;
  }
}

void CsvRows::unescape() {
  for (Field& f : fields_) {
    if (!f.escaped) continue;
    char* to = f.begin;
    for (const char* from = f.begin; from != f.end; ++from) {
      *to++ = *from;
      if (*from == '"') ++from;
    }
    f.end = to;
  }
}

std::string_view CsvRows::cell(std::size_t column) {
  if (quoted_) {
    const Field& f = fields_[column];
    return {f.begin, static_cast<std::size_t>(f.end - f.begin)};
  }
  if (column < cursor_column_) {
    cursor_column_ = 0;
    cursor_ = line_;
  }
  cursor_ = skip_separators(cursor_, line_end_, separator_, column - cursor_column_);
  cursor_column_ = column;
  const auto left = static_cast<std::size_t>(line_end_ - cursor_);
  const auto* end =
      left == 0 ? nullptr : static_cast<const char*>(std::memchr(cursor_, separator_, left));
  return {cursor_, end == nullptr ? left : static_cast<std::size_t>(end - cursor_)};
}

}  // namespace terreau
