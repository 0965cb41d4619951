#include <algorithm>
#include <array>
#include <atomic>
#include <iterator>
#include <memory>

#include <cpl_vsi.h>
#include <iconv.h>

#include "geodata/formats/reader_parts.h"
#include "geodata/parse.h"

// What delimited text needs before OGR can read it as a table.
namespace terreau::reader {
namespace {

constexpr std::size_t kBytesToJudge = 65'536;
constexpr std::size_t kRecordsToJudge = 30;
constexpr std::size_t kMostRewritten = std::size_t{1} << 30U;  // bytes, in memory
constexpr std::size_t kMostChecked = std::size_t{64} << 20U;
constexpr std::string_view kSeparators = ",;\t|";

struct FileCloser {
  void operator()(VSILFILE* f) const { VSIFCloseL(f); }
};
using File = std::unique_ptr<VSILFILE, FileCloser>;

// One record of the text: where it starts, and its fields by one separator.
struct Record {
  std::size_t start = 0;
  std::size_t fields = 1, filled = 0;
};

// The first records; the last one may be cut by the end of what was read, and is left out.
std::vector<Record> records_of(std::string_view text, char separator) {
  std::vector<Record> records;
  Record record;
  bool quoted = false, filled = false;
  for (std::size_t i = 0; i < text.size() && records.size() < kRecordsToJudge; ++i) {
    const char c = text[i];
    if (c == '"') quoted = !quoted;
    if (quoted || (c != separator && c != '\n')) {
      filled = filled || (c != ' ' && c != '\r' && c != '"');
      continue;
    }
    record.filled += filled ? 1 : 0;
    filled = false;
    if (c == separator) {
      ++record.fields;
    } else {
      records.push_back(record);
      record = {i + 1};
    }
  }
  return records;
}

// How many records have as many fields as most have, and how many fields these are.
struct Regularity {
  std::size_t records = 0, fields = 1;
};
Regularity regularity(const std::vector<Record>& records) {
  Regularity best;
  for (const Record& a : records) {
    if (a.fields < 2) continue;
    const auto same = static_cast<std::size_t>(
        std::ranges::count_if(records, [&](const Record& b) { return b.fields == a.fields; }));
    if (same > best.records) best = {same, a.fields};
  }
  return best;
}

char separator_of(std::string_view text) {
  char best = 0;
  Regularity most;
  for (const char separator : kSeparators) {
    const Regularity r = regularity(records_of(text, separator));
    if (r.records > most.records || (r.records == most.records && r.fields > most.fields)) {
      most = r;
      best = separator;
    }
  }
  return best;
}

// The header is the first record of several filled cells: a title, a date or a blank line above it
// has one or none.
std::size_t header_among(const std::vector<Record>& records, std::size_t fields) {
  for (std::size_t i = 0; i < records.size(); ++i) {
    if (records[i].filled >= 2 && records[i].filled * 2 >= fields) return i;
  }
  return 0;
}

// UTF-16 with its byte order mark; what is cut at the end is left out.
std::string from_utf16(std::string& bytes, bool big_endian) {
  std::string text(bytes.size() * 3 / 2, '\0');
  char* in = bytes.data() + 2;
  char* out = text.data();
  std::size_t in_left = bytes.size() - 2, out_left = text.size();
  const iconv_t converter = iconv_open("UTF-8", big_endian ? "UTF-16BE" : "UTF-16LE");
  while (in_left >= 2 && iconv(converter, &in, &in_left, &out, &out_left) != 0 && in_left >= 2) {
    in += 2;  // half a surrogate pair
    in_left -= 2;
  }
  iconv_close(converter);
  text.resize(text.size() - out_left);
  return text;
}

// "" where it is larger than that, too.
std::string content_of(const std::string& path, std::size_t most) {
  VSIStatBufL status;
  if (VSIStatL(path.c_str(), &status) != 0 || static_cast<std::size_t>(status.st_size) > most) {
    return {};
  }
  const File file(VSIFOpenL(path.c_str(), "rb"));
  if (!file) return {};
  std::string bytes(static_cast<std::size_t>(status.st_size), '\0');
  bytes.resize(VSIFReadL(bytes.data(), 1, bytes.size(), file.get()));
  return bytes;
}

// OGR knows '|' as no separator: with tabs instead it reads the same table.
std::string with_tabs(std::string_view text, char separator) {
  std::string out(text);
  bool quoted = false;
  for (char& c : out) {
    if (c == '"') quoted = !quoted;
    if (!quoted && c == '\t') c = ' ';
    if (!quoted && c == separator) c = '\t';
  }
  return out;
}

void tell(std::string what, std::string& notice) {
  notice += (notice.empty() ? "" : "; ") + std::move(what);
}

// What stands before the header, in bytes; adds to `notice` where that is more than Excel's
// "sep=;".
struct Table {
  std::size_t start = 0;
  char separator = 0;  // 0: there is none
  std::size_t fields = 0;
};
Table table_in(std::string_view text, std::string& notice) {
  Table table;
  if (text.starts_with("sep=") && text.size() > 5) {
    table.separator = text[4];
    table.start = std::min(text.find('\n'), text.size() - 1) + 1;
  }
  const std::string_view rest = text.substr(table.start);
  if (table.separator == 0) table.separator = separator_of(rest);
  if (table.separator == 0) return table;
  const std::vector<Record> records = records_of(rest, table.separator);
  table.fields = regularity(records).fields;
  const std::size_t header = header_among(records, table.fields);
  if (header == 0) return table;
  table.start += records[header].start;
  const auto lines = std::ranges::count(text.substr(0, table.start), '\n');
  tell("the header is taken from line " + std::to_string(lines + 1) +
           ": what stands above it is no table",
       notice);
  return table;
}

// The end of the record at `begin`, behind its line break, as quotes have it.
std::size_t end_of_record(std::string_view text, std::size_t begin) {
  bool quoted = false;
  for (std::size_t i = begin; i < text.size(); ++i) {
    if (text[i] == '"') quoted = !quoted;
    if (text[i] == '\n' && !quoted) return i + 1;
  }
  return text.size();
}

std::size_t end_of_line(std::string_view text, std::size_t begin) {
  return std::min(text.find('\n', begin), text.size() - 1) + 1;
}

// It has all fields, and quotes stand at their ends only (RFC 4180).
bool is_well_formed(std::string_view record, const Table& table) {
  std::size_t fields = 1;
  bool quoted = false;
  for (std::size_t i = 0; i < record.size(); ++i) {
    const char c = record[i], next = i + 1 < record.size() ? record[i + 1] : '\n';
    if (c == '"' && quoted && next == '"') {
      ++i;
    } else if (c == '"') {
      const char beside = quoted ? next : (i == 0 ? table.separator : record[i - 1]);
      const bool at_end = beside == table.separator || beside == '\n' || beside == '\r';
      if (!at_end) return false;
      quoted = !quoted;
    } else if (c == table.separator && !quoted) {
      ++fields;
    }
  }
  return !quoted && fields == table.fields;
}

// A record of several lines has swallowed a row where one of its later lines has all fields of one.
bool swallows_a_row(std::string_view record, const Table& table) {
  if (is_well_formed(record, table)) return false;
  for (std::size_t line = end_of_line(record, 0); line < record.size();) {
    const std::size_t end = end_of_line(record, line);
    const auto separators = std::ranges::count(record.substr(line, end - line), table.separator);
    if (static_cast<std::size_t>(separators) + 1 == table.fields) return true;
    line = end;
  }
  return false;
}

// Takes the quotes out of rows where one is not closed, which would take the rows behind them
// along. False where there is no such row.
bool close_quotes(std::string& text, const Table& table, std::string& notice) {
  if (table.fields < 2 || text.find('"') == std::string::npos) return false;
  std::string out;
  std::size_t copied = 0;
  std::int64_t mended = 0, first_line = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    std::size_t end = end_of_record(text, begin);
    const std::size_t line = end_of_line(text, begin);
    if (end > line && swallows_a_row(std::string_view(text).substr(begin, end - begin), table)) {
      out.append(text, copied, begin - copied);
      std::copy_if(text.begin() + static_cast<std::ptrdiff_t>(begin),
                   text.begin() + static_cast<std::ptrdiff_t>(line), std::back_inserter(out),
                   [](char c) { return c != '"'; });
      if (mended++ == 0) {
        first_line = std::ranges::count(std::string_view(text).substr(0, begin), '\n') + 1;
      }
      copied = end = line;
    }
    begin = end;
  }
  if (mended == 0) return false;
  out.append(text, copied);
  text = std::move(out);
  tell("rows with a quote that is not closed are read without it: " + std::to_string(mended) +
           ", the first in line " + std::to_string(first_line),
       notice);
  return true;
}

}  // namespace

std::string start_of_file(const std::string& path) {
  const File file(VSIFOpenL(path.c_str(), "rb"));
  if (!file) return {};
  std::string text(kBytesToJudge, '\0');
  text.resize(VSIFReadL(text.data(), 1, text.size(), file.get()));
  return text;
}

MemoryFile::MemoryFile(const std::string& name, std::string_view content) {
  static std::atomic<int> number{0};
  path = "/vsimem/terreau-text/" + std::to_string(++number) + "/" + name;
  const File out(VSIFOpenL(path.c_str(), "wb"));
  if (out) VSIFWriteL(content.data(), 1, content.size(), out.get());
}

MemoryFile::~MemoryFile() { VSIUnlink(path.c_str()); }

TextFile prepare_text(const std::string& path) {
  TextFile file{path, "", nullptr};
  std::string text = start_of_file(path);
  const bool utf16 = text.starts_with("\xff\xfe") || text.starts_with("\xfe\xff");
  if (utf16) {
    std::string bytes = content_of(path, kMostRewritten);
    if (bytes.empty()) return file;
    text = from_utf16(bytes, bytes[0] == '\xfe');
    tell("the text was UTF-16 and is read as UTF-8", file.notice);
  }
  const bool holes = !utf16 && text.find('\0') != std::string::npos;
  const Table table = table_in(std::string_view(text).substr(0, kBytesToJudge), file.notice);
  const bool unknown_separator = table.separator == '|';
  const bool rewritten = utf16 || holes || unknown_separator;
  if (!utf16) text = content_of(path, rewritten ? kMostRewritten : kMostChecked);
  text.erase(0, table.start);
  const bool closed = close_quotes(text, table, file.notice);
  if (!text.empty() && (rewritten || closed)) {
    if (holes) std::ranges::replace(text, '\0', ' ');
    if (unknown_separator) text = with_tabs(text, table.separator);
    file.memory = std::make_shared<MemoryFile>(path.substr(path.find_last_of("/\\") + 1), text);
    file.path = file.memory->path;
  } else if (table.start > 0) {
    file.path = "/vsisubfile/" + std::to_string(table.start) + "," + path;
  }
  return file;
}

}  // namespace terreau::reader
