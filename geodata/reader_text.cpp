#include <algorithm>
#include <array>
#include <atomic>
#include <memory>

#include <cpl_vsi.h>
#include <iconv.h>

#include "geodata/parse.h"
#include "geodata/reader_parts.h"

// What delimited text needs before OGR can read it as a table.
namespace terreau::reader {
namespace {

constexpr std::size_t kBytesToJudge = 65'536;
constexpr std::size_t kRecordsToJudge = 30;
constexpr std::size_t kMostRewritten = std::size_t{1} << 30U;  // bytes, in memory
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

std::string start_of(const std::string& path) {
  const File file(VSIFOpenL(path.c_str(), "rb"));
  if (!file) return {};
  std::string text(kBytesToJudge, '\0');
  text.resize(VSIFReadL(text.data(), 1, text.size(), file.get()));
  return text;
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

std::string content_of(const std::string& path) {
  VSIStatBufL status;
  if (VSIStatL(path.c_str(), &status) != 0 ||
      static_cast<std::size_t>(status.st_size) > kMostRewritten) {
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

// What stands before the header, in bytes; adds to `notice` where that is more than Excel's
// "sep=;".
struct Table {
  std::size_t start = 0;
  char separator = 0;  // 0: there is none
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
  const std::size_t header = header_among(records, regularity(records).fields);
  if (header == 0) return table;
  table.start += records[header].start;
  const auto lines = std::ranges::count(text.substr(0, table.start), '\n');
  notice += std::string(notice.empty() ? "" : "; ") + "the header is taken from line " +
            std::to_string(lines + 1) + ": what stands above it is no table";
  return table;
}

}  // namespace

MemoryFile::MemoryFile(const std::string& name, std::string_view content) {
  static std::atomic<int> number{0};
  path = "/vsimem/terreau-text/" + std::to_string(++number) + "/" + name;
  const File out(VSIFOpenL(path.c_str(), "wb"));
  if (out) VSIFWriteL(content.data(), 1, content.size(), out.get());
}

MemoryFile::~MemoryFile() { VSIUnlink(path.c_str()); }

TextFile prepare_text(const std::string& path) {
  TextFile file{path, "", nullptr};
  std::string text = start_of(path);
  const bool utf16 = text.starts_with("\xff\xfe") || text.starts_with("\xfe\xff");
  if (utf16) {
    std::string bytes = content_of(path);
    if (bytes.empty()) return file;
    text = from_utf16(bytes, bytes[0] == '\xfe');
    file.notice = "the text was UTF-16 and is read as UTF-8";
  }
  const Table table = table_in(std::string_view(text).substr(0, kBytesToJudge), file.notice);
  const bool unknown_separator = table.separator == '|';
  if (utf16 || unknown_separator) {
    if (!utf16) text = content_of(path);
    if (text.empty()) return file;
    std::string_view content = std::string_view(text).substr(table.start);
    if (unknown_separator) content = text = with_tabs(content, table.separator);
    file.memory = std::make_shared<MemoryFile>(path.substr(path.find_last_of("/\\") + 1), content);
    file.path = file.memory->path;
  } else if (table.start > 0) {
    file.path = "/vsisubfile/" + std::to_string(table.start) + "," + path;
  }
  return file;
}

}  // namespace terreau::reader
