#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "geodata/result.h"

namespace terreau {

// A piece of a text, with room in front for the end of the piece before.
struct TextBlock {
  static constexpr std::size_t kHeadroom = 64 * 1024;
  static constexpr std::size_t kTailroom = 16;  // may be read, never used

  explicit TextBlock(std::size_t capacity)
      : memory(new char[kHeadroom + capacity + kTailroom]), begin(memory.get() + kHeadroom) {}

  std::unique_ptr<char[]> memory;
  char* begin;
  std::size_t size = 0;
};

// The rows of comma-, semicolon- or tab-separated text (RFC 4180: quotes around separators and
// line breaks) that comes in blocks. Fields are looked for only as far as a caller asks, so that
// files of which few rows matter go by at the speed of memory: a row of SIRENE takes 0.05 to 0.1 µs
// here, 1.7 to 4 in OGR's reader (tests/bench/sirene_bench.py), 1.2 in pandas' (five columns).
//
// What is broken costs its own line: where a quote is not closed, reading goes on with the next
// line.
class CsvRows {
 public:
  using NextBlock = std::function<std::optional<TextBlock>()>;  // none: the end

  // Reads the header.
  static Result<CsvRows> open(NextBlock next_block);

  const std::vector<std::string>& columns() const { return columns_; }
  bool next();                               // false: no more rows
  std::int64_t row() const { return row_; }  // 1-based, without the header
  // Why the row cannot be used, "" for a good one.
  const std::string& trouble() const { return trouble_; }
  // Of a row without trouble; cheap in the order of the columns. Valid until next().
  std::string_view cell(std::size_t column);
  // The row as it was written, for a message.
  std::string_view text() const { return {line_, static_cast<std::size_t>(line_end_ - line_)}; }

 private:
  struct Field {
    char* begin;
    char* end;
    bool escaped;  // has doubled quotes
  };
  enum class Parsed : std::uint8_t { row, incomplete };

  explicit CsvRows(NextBlock next_block) : next_block_(std::move(next_block)) {}
  bool find_line();
  bool refill();
  void skip_long_line();
  void take_row();
  void take_quoted_row();
  Parsed parse_quoted();
  Parsed parse_as_far_as_needed();
  bool find_closing_quote(char*& at, Field& field) const;
  void unescape();
  void tell_field_count(std::size_t found);

  NextBlock next_block_;
  std::vector<std::string> columns_;
  char separator_ = ',';
  std::optional<TextBlock> block_;
  char* at_ = nullptr;   // the next line
  char* end_ = nullptr;  // of the text in the block
  bool last_ = false;    // no block follows

  std::int64_t row_ = 0;
  std::string trouble_;
  char* line_ = nullptr;      // of the row
  char* line_end_ = nullptr;  // without its line break
  char* after_ = nullptr;     // behind the row
  bool quoted_ = false;       // `fields_` hold the row
  bool stray_text_ = false;   // behind a closing quote of it
  std::vector<Field> fields_;
  std::size_t cursor_column_ = 0;  // of a row without quotes
  const char* cursor_ = nullptr;
};

}  // namespace terreau
