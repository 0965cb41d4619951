#include "geodata/sirene.h"

#include <algorithm>
#include <chrono>

#include "geodata/parse.h"
#include "geodata/search.h"
#include "geodata/sirene_parts.h"
#include "geodata/writer_vector.h"

namespace terreau::sirene {
namespace {

std::string squeezed(std::string_view name) {
  std::string text = fold(name);
  std::erase(text, ' ');
  return text;
}

class Stopwatch {
 public:
  explicit Stopwatch(double& seconds) : seconds_(seconds) {}
  ~Stopwatch() {
    seconds_ = std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
  }

 private:
  double& seconds_;
  const std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

void count(const Units& units, const Establishments& places, Report& report) {
  Counts& counts = report.counts;
  for (const Establishment& place : places.rows) {
    const Unit& unit = units.rows[place.unit];
    ++counts.places;
    counts.located += place.epsg != 0 ? 1 : 0;
    ++counts.by_form[static_cast<std::size_t>(unit.form)];
    counts.by_function[static_cast<std::size_t>(Function::cae)] += unit.cae ? 1 : 0;
    ++counts.by_precision[static_cast<std::size_t>(place.precision)];
    const bool known = place.department.valid();
    ++counts.by_department[known ? std::string(department(place.department).code) : ""];
    (unit.ess == 'O' ? counts.ess_yes : unit.ess == 'N' ? counts.ess_no : counts.ess_unknown) += 1;
  }
}

std::optional<Error> read_positions(const Request& request, const Units& units,
                                    Establishments& places, Report& report) {
  if (!request.geolocalisation.empty()) {
    const Stopwatch stopwatch(report.geolocalisation.seconds);
    if (auto error = read_points(request, units, places, report)) return error;
  }
  settle_points(places, report);
  return std::nullopt;
}

// All but the writing.
std::optional<Error> read_all(const Request& request, Units& units, Establishments& places,
                              Report& report) {
  {
    const Stopwatch stopwatch(report.unites_legales.seconds);
    auto read = read_units(request, report);
    if (!read) return read.error();
    units = *std::move(read);
  }
  const Stopwatch stopwatch(report.etablissements.seconds);
  auto read = read_establishments(request, units, report);
  if (!read) return read.error();
  places = *std::move(read);
  units.all = {};
  return std::nullopt;
}

}  // namespace

void Tally::note(std::int64_t row, std::string_view value) {
  if (count++ > 0) return;
  first_row = row;
  first = one_line(value);
}

void FileReport::reject(std::int64_t row, std::string reason, std::string_view value) {
  ++broken;
  if (issues.size() < kMostIssues) issues.push_back({row, std::move(reason), one_line(value)});
}

Binding::Binding(const std::vector<std::string>& columns) {
  for (const std::string& name : columns) squeezed_.push_back(squeezed(name));
}

int Binding::find(std::string_view name) {
  const auto at = std::find(squeezed_.begin(), squeezed_.end(), squeezed(name));
  if (at == squeezed_.end()) return -1;
  bound_.push_back(static_cast<int>(at - squeezed_.begin()));
  return bound_.back();
}

int Binding::needed(std::string_view name) {
  const int column = find(name);
  if (column < 0) missing_ += (missing_.empty() ? "" : ", ") + std::string(name);
  return column;
}

int Binding::optional(std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) {
    if (const int column = find(name); column >= 0) return column;
  }
  return -1;
}

std::optional<Error> Binding::missing(const std::string& path, std::string_view what) const {
  if (missing_.empty()) return std::nullopt;
  return Error{path, "columns of " + std::string(what) + " are missing: " + missing_};
}

std::string_view Cells::operator()(int column) {
  const std::string_view text = trimmed(rows_.cell(column));
  if (text == "[ND]") {
    ++all_.hidden_values;
    all_.rows_with_hidden_values += hidden_in_row_ ? 0 : 1;
    hidden_in_row_ = true;
    return {};
  }
  if (is_utf8(text)) return text;
  repaired_ = from_cp1252(text);
  report_.notices["text that is no UTF-8 was read as CP1252"].note(rows_.row(), repaired_);
  return repaired_;
}

Result<Report> import_sirene(const Request& request) {
  Report report;
  report.unites_legales.path = request.unites_legales;
  report.etablissements.path = request.etablissements;
  report.geolocalisation.path = request.geolocalisation;
  // Minutes of reading for an output that cannot be written would be a pity.
  if (auto output = FileOutput::beside(request.output); !output) return output.error();
  Units units;
  Establishments places;
  auto error = read_all(request, units, places, report);
  if (!error) error = read_positions(request, units, places, report);
  if (request.stop.stop_requested()) return Error{"", "interrupted"};
  if (error) return *error;
  count(units, places, report);
  report.not_determinable = not_determinable(report, false);
  TableOptions options;
  options.stop = request.stop;
  options.beside_target = true;
  options.progress = [&](double done) { request.progress({request.output, done, 0}); };
  auto written =
      write_table(request.output, table_of(units, places, report, request.french), options);
  if (!written) return request.stop.stop_requested() ? Error{"", "interrupted"} : written.error();
  report.file = *std::move(written);
  return report;
}

}  // namespace terreau::sirene
