#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "geodata/atlas.h"
#include "geodata/cache_columns.h"
#include "geodata/cache_places.h"
#include "geodata/mapped_file.h"

namespace terreau::cache {

// What an entry is, beside its columns.
struct Manifest {
  std::string made_by;                                    // the program
  std::string key;                                        // what the entry is of
  FileStamp source;                                       // as it was when it was read …
  std::string digest;                                     // … and its content
  std::vector<std::pair<std::string, FileStamp>> beside;  // files that belong to it
  PlacesPart places;
  struct Report {
    SourceReport report;  // its lists of rows are columns
    std::uint64_t rejected = 0, repaired = 0, duplicates = 0;
  };
  std::vector<Report> reports;
  ColumnFiles files;
};

// JSON with a digest of itself. Nothing where a text in it is no UTF-8; nothing where it is
// damaged.
std::optional<std::string> text_of(const Manifest& manifest);
std::optional<Manifest> manifest_of(std::string_view text);

// The rows that reports list.
void write_issues(const std::vector<SourceReport>& reports, Manifest& manifest, ColumnWriter& out);
// Wishes of a reader; once it has run, take() gives the reports.
class IssueColumns {
 public:
  IssueColumns(const Manifest& manifest, ColumnReader& in);
  std::vector<SourceReport> take() const;

 private:
  struct List {
    std::vector<std::int64_t> rows;
    MappedTexts reasons, values;
  };
  struct Lists {
    List rejected, repaired, duplicates;
  };
  const Manifest& manifest_;
  std::vector<Lists> lists_;
};

}  // namespace terreau::cache
