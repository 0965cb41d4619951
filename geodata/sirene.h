#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "geodata/departments.h"
#include "geodata/file_output.h"
#include "geodata/places.h"
#include "geodata/result.h"
#include "geodata/taxonomy.h"

// INSEE's register of enterprises, of which the cooperatives become a GeoPackage. The files are
// read once, in this order, and only what is kept stays in memory.
namespace terreau::sirene {

struct Progress {
  std::string_view file;  // as the user named it
  double done = 0;        // of that file, 0 … 1; 0 where it cannot be told
  std::int64_t rows = 0;  // of that file so far
};

struct Request {
  std::string unites_legales, etablissements;
  std::string geolocalisation;      // "": positions of the établissements' own file
  std::string output;               // .gpkg
  DepartmentSet departments;        // none: all
  bool all_establishments = false;  // else head offices
  bool closed = false;              // closed ones too
  bool french = true;               // the words in the GeoPackage
  std::function<void(const Progress&)> progress = [](const Progress&) {};
  std::stop_token stop;
};

// Something that happened to rows of one file, and where it did first.
struct Tally {
  std::int64_t count = 0;
  std::int64_t first_row = 0;
  std::string first;  // the value there
  void note(std::int64_t row, std::string_view value);
};

struct FileReport {
  static constexpr std::size_t kMostIssues = 20;
  std::string path;
  std::int64_t rows = 0;
  std::int64_t matched = 0;  // rows about a cooperative
  std::int64_t kept = 0;
  std::int64_t broken = 0;
  std::vector<Issue> issues;  // the first broken rows
  double seconds = 0;
  std::map<std::string_view, Tally> left_out;  // good rows about a cooperative, by reason
  std::map<std::string_view, Tally> notices;   // rows that are kept
  void reject(std::int64_t row, std::string reason, std::string_view value);
};

struct Counts {
  std::int64_t places = 0, located = 0;
  std::array<std::int64_t, kLegalFormCount> by_form{};
  std::array<std::int64_t, kFunctionCount> by_function{};
  std::array<std::int64_t, kPrecisionCount> by_precision{};
  std::map<std::string, std::int64_t> by_department;  // "": of none of the 101
  std::int64_t ess_yes = 0, ess_no = 0, ess_unknown = 0;
};

struct Report {
  FileReport unites_legales, etablissements, geolocalisation;
  Counts counts;
  std::int64_t units_without_head_office = 0;                   // kept ones
  std::vector<std::string> without_head_office;                 // the first SIREN of them
  std::int64_t hidden_values = 0, rows_with_hidden_values = 0;  // "[ND]" in rows that are kept
  // Where the unités légales have the national register's own code for the form (RNE, INPI).
  std::string rne_column;
  std::int64_t rne_units = 0;    // kept ones with a code
  std::string edition;           // the latest day on which INSEE changed a row that is kept
  std::string not_determinable;  // a sentence: what these files cannot tell
  WrittenFile file;
};

// An Error leaves the output as it was. Words of the report are English; those of the file are the
// request's.
Result<Report> import_sirene(const Request& request);

}  // namespace terreau::sirene
